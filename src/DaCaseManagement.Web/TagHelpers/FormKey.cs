using DaCaseManagement.Web.Security;

using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace DaCaseManagement.Web.TagHelpers;

/// <summary>Gives every posted form its key, so that a double click, a retry or the back button does nothing twice.</summary>
[HtmlTargetElement("form", Attributes = "[method=post]")]
public sealed class FormKey(IHtmlGenerator html) : TagHelper
{
    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var key = new TagBuilder("input") { TagRenderMode = TagRenderMode.SelfClosing };
        key.Attributes["type"] = "hidden";
        key.Attributes["name"] = FormKeys.Field;
        key.Attributes["value"] = Guid.NewGuid().ToString();
        output.PostContent.AppendHtml(key);

        // The framework leaves its token out of a form that says where it goes; we have no form that may go without.
        if (context.AllAttributes.ContainsName("action"))
        {
            output.PostContent.AppendHtml(html.GenerateAntiforgery(ViewContext));
        }

        // Our messages, at our time; the browser's own bubbles are not read out well and stop the server's.
        output.Attributes.SetAttribute("novalidate", "novalidate");
    }
}
