using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace DaCaseManagement.Web.TagHelpers;

/// <summary>One of many answers: a list that opens.</summary>
[HtmlTargetElement("field-select", TagStructure = TagStructure.WithoutEndTag)]
public sealed class FieldSelect : FieldTagHelper
{
    public required IEnumerable<SelectListItem> Items { get; set; }

    /// <summary>What stands first and means nothing was chosen; null for none.</summary>
    public string? Empty { get; set; } = "Choose";

    protected override void Fill(TagHelperContent content, IReadOnlyList<(string Name, string? Value)> attributes)
    {
        AddLabel(content);
        var select = new TagBuilder("select");
        Dress(select, "govuk-select" + (Error is null ? "" : " govuk-select--error"), attributes);
        var chosen = Value;
        if (Empty is not null)
        {
            Add(Empty, "", string.IsNullOrEmpty(chosen), false);
        }

        foreach (var item in Items)
        {
            Add(item.Text, item.Value, chosen is null ? item.Selected : string.Equals(item.Value, chosen, StringComparison.OrdinalIgnoreCase), item.Disabled);
        }

        content.AppendHtml(select);

        void Add(string text, string? value, bool selected, bool disabled)
        {
            var option = new TagBuilder("option");
            option.Attributes["value"] = value ?? text;
            if (selected)
            {
                option.Attributes["selected"] = "selected";
            }

            if (disabled)
            {
                option.Attributes["disabled"] = "disabled";
            }

            option.InnerHtml.Append(text);
            select.InnerHtml.AppendHtml(option);
        }
    }
}
