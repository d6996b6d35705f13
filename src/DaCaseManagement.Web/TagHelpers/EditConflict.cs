using DaCaseManagement.Web.Pages;

using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace DaCaseManagement.Web.TagHelpers;

/// <summary>Both versions, field by field, when somebody else changed the same record first. Nothing of either is lost.</summary>
[HtmlTargetElement("edit-conflict", TagStructure = TagStructure.WithoutEndTag)]
public sealed class EditConflict : TagHelper
{
    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (ViewContext.ViewData.Model is not AppPage { Conflicts: { Count: > 0 } conflicts })
        {
            output.SuppressOutput();
            return;
        }

        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "govuk-error-summary");
        output.Attributes.SetAttribute("role", "alert");
        output.Attributes.SetAttribute("data-module", "govuk-error-summary");
        output.Content.AppendHtml("<h2 class=\"govuk-error-summary__title\">Somebody else changed this while you were typing</h2><div class=\"govuk-error-summary__body\"><p>Nothing is lost. Yours is still in the form; theirs is what is kept now. Change what you want changed, then save again.</p><table class=\"govuk-table\"><thead><tr><th scope=\"col\">What</th><th scope=\"col\">Theirs, kept now</th><th scope=\"col\">Yours, not saved</th></tr></thead><tbody>");
        foreach (var conflict in conflicts)
        {
            var row = new TagBuilder("tr");
            foreach (var text in new[] { conflict.Label, conflict.Theirs, conflict.Yours })
            {
                var cell = new TagBuilder("td");
                cell.InnerHtml.Append(text.Length == 0 ? "(empty)" : text);
                row.InnerHtml.AppendHtml(cell);
            }

            output.Content.AppendHtml(row);
        }

        output.Content.AppendHtml("</tbody></table></div>");
    }
}
