using DaCaseManagement.Policy;

using Microsoft.AspNetCore.Razor.TagHelpers;

namespace DaCaseManagement.Web.TagHelpers;

/// <summary>A grade in the force's own word for it, coloured.</summary>
[HtmlTargetElement("grade-tag", TagStructure = TagStructure.WithoutEndTag)]
public sealed class GradeTag(PolicyInForce inForce) : TagHelper
{
    public Grade Value { get; set; }

    /// <summary>Such as "risk", after the word.</summary>
    public string? Then { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "strong";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "govuk-tag govuk-tag--" + Words.Colour(Value));
        output.Content.SetContent(inForce.Policy.GradeLabel(Value) + (Then is null ? "" : " " + Then));
    }
}
