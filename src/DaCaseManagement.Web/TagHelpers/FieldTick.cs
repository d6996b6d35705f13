using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace DaCaseManagement.Web.TagHelpers;

/// <summary>One box to tick. Sends <c>true</c>, or nothing.</summary>
[HtmlTargetElement("field-tick", TagStructure = TagStructure.WithoutEndTag)]
public sealed class FieldTick : FieldTagHelper
{
    public bool Small { get; set; }

    protected override void Fill(TagHelperContent content, IReadOnlyList<(string Name, string? Value)> attributes)
    {
        if (Error is not null)
        {
            var hint = Hint;
            Hint = null;
            AddHintAndError(content);
            Hint = hint;
        }

        var input = new TagBuilder("input") { TagRenderMode = TagRenderMode.SelfClosing };
        Dress(input, "govuk-checkboxes__input", attributes);
        input.Attributes["type"] = "checkbox";
        input.Attributes["value"] = "true";
        if (Values.Contains("true", StringComparer.OrdinalIgnoreCase))
        {
            input.Attributes["checked"] = "checked";
        }

        var label = new TagBuilder("label");
        label.Attributes["class"] = ("govuk-label govuk-checkboxes__label " + LabelClass).Trim();
        label.Attributes["for"] = Id;
        label.InnerHtml.Append(Label);
        var row = new TagBuilder("div");
        row.AddCssClass("govuk-checkboxes__item");
        row.InnerHtml.AppendHtml(input).AppendHtml(label);
        if (Hint is { Length: > 0 })
        {
            var hint = new TagBuilder("div");
            hint.Attributes["class"] = "govuk-hint govuk-checkboxes__hint";
            hint.Attributes["id"] = Id + "-hint";
            hint.InnerHtml.Append(Hint);
            row.InnerHtml.AppendHtml(hint);
        }

        var boxes = new TagBuilder("div");
        boxes.Attributes["class"] = "govuk-checkboxes" + (Small ? " govuk-checkboxes--small" : "");
        boxes.Attributes["data-module"] = "govuk-checkboxes";
        boxes.InnerHtml.AppendHtml(row);
        content.AppendHtml(boxes);
    }
}
