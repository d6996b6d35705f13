using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace DaCaseManagement.Web.TagHelpers;

/// <summary>One of a few answers: radio buttons.</summary>
[HtmlTargetElement("field-choice", TagStructure = TagStructure.WithoutEndTag)]
public sealed class FieldChoice : FieldTagHelper
{
    public required IEnumerable<SelectListItem> Items { get; set; }

    public bool Inline { get; set; }

    public bool Small { get; set; }

    protected override void Fill(TagHelperContent content, IReadOnlyList<(string Name, string? Value)> attributes)
    {
        var fieldset = new TagBuilder("fieldset");
        fieldset.AddCssClass("govuk-fieldset");
        Describe(fieldset);
        var legend = new TagBuilder("legend");
        legend.AddCssClass(("govuk-fieldset__legend " + LabelClass?.Replace("govuk-label--", "govuk-fieldset__legend--")).Trim());
        legend.InnerHtml.Append(Label);
        fieldset.InnerHtml.AppendHtml(legend);
        AddHintAndError(fieldset.InnerHtml);

        var radios = new TagBuilder("div");
        radios.Attributes["class"] = "govuk-radios" + (Inline ? " govuk-radios--inline" : "") + (Small ? " govuk-radios--small" : "") + (Class is null ? "" : " " + Class);
        radios.Attributes["data-module"] = "govuk-radios";
        var (chosen, count) = (Value, 0);
        foreach (var item in Items)
        {
            // The first has the field's own id, which the error summary links to.
            var id = count++ == 0 ? Id : $"{Id}-{count}";
            var input = new TagBuilder("input") { TagRenderMode = TagRenderMode.SelfClosing };
            foreach (var (name, value) in attributes)
            {
                input.Attributes[name] = value;
            }

            input.Attributes["class"] = "govuk-radios__input";
            input.Attributes["id"] = id;
            input.Attributes["name"] = Name;
            input.Attributes["type"] = "radio";
            input.Attributes["value"] = item.Value;
            if (item.Disabled)
            {
                input.Attributes["disabled"] = "disabled";
            }

            if (chosen is null ? item.Selected : string.Equals(item.Value, chosen, StringComparison.OrdinalIgnoreCase))
            {
                input.Attributes["checked"] = "checked";
            }

            var label = new TagBuilder("label");
            label.Attributes["class"] = "govuk-label govuk-radios__label";
            label.Attributes["for"] = id;
            label.InnerHtml.Append(item.Text);
            var row = new TagBuilder("div");
            row.AddCssClass("govuk-radios__item");
            row.InnerHtml.AppendHtml(input).AppendHtml(label);
            radios.InnerHtml.AppendHtml(row);
        }

        fieldset.InnerHtml.AppendHtml(radios);
        content.AppendHtml(fieldset);
    }
}
