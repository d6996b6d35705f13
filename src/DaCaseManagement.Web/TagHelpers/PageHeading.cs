using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace DaCaseManagement.Web.TagHelpers;

/// <summary>The one first heading of a page, with what it belongs to above it.</summary>
[HtmlTargetElement("page-heading")]
public sealed class PageHeading : TagHelper
{
    public string? Caption { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "h1";
        output.Attributes.SetAttribute("class", "govuk-heading-l");
        if (Caption is not null)
        {
            var caption = new TagBuilder("span");
            caption.AddCssClass("govuk-caption-l");
            caption.InnerHtml.Append(Caption);
            output.PreContent.AppendHtml(caption).Append(" ");
        }
    }
}
