using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace DaCaseManagement.Web.TagHelpers;

/// <summary>Several lines of text.</summary>
[HtmlTargetElement("field-area", TagStructure = TagStructure.WithoutEndTag)]
public sealed class FieldArea : FieldTagHelper
{
    public int Rows { get; set; } = 5;

    protected override void Fill(TagHelperContent content, IReadOnlyList<(string Name, string? Value)> attributes)
    {
        AddLabel(content);
        var area = new TagBuilder("textarea");
        Dress(area, "govuk-textarea" + (Error is null ? "" : " govuk-textarea--error"), attributes);
        area.Attributes["rows"] = Rows.ToString();

        // Browsers drop a first line break; this one is for them.
        area.InnerHtml.AppendHtml("\n");
        area.InnerHtml.Append(Value ?? "");
        content.AppendHtml(area);
    }
}
