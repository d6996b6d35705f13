using DaCaseManagement.Access;

using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace DaCaseManagement.Web.TagHelpers;

/// <summary>The version a decision was made under, as a link to its rules for whoever may read them.</summary>
[HtmlTargetElement("policy-version", TagStructure = TagStructure.WithoutEndTag)]
public sealed class PolicyVersionLink(CurrentUser user) : TagHelper
{
    /// <summary>Such as <c>national 1</c>.</summary>
    public required string Value { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = null;
        if (!user.May(Permission.ConsultPolicy) || Value.Split(' ') is not [var name, var number] || !int.TryParse(number, out _))
        {
            output.Content.SetContent("policy " + Value);
            return;
        }

        var link = new TagBuilder("a");
        link.Attributes["class"] = "govuk-link";
        link.Attributes["href"] = $"/policy/{Uri.EscapeDataString(name)}/{number}";
        link.InnerHtml.Append("policy " + Value);
        output.Content.AppendHtml(link);
    }
}
