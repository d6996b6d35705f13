using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace DaCaseManagement.Web.TagHelpers;

/// <summary>One line of text. Width is 2, 3, 4, 5, 10, 20 or 30 characters.</summary>
[HtmlTargetElement("field-text", TagStructure = TagStructure.WithoutEndTag)]
public sealed class FieldText : FieldTagHelper
{
    public int? Width { get; set; }

    public string Type { get; set; } = "text";

    public string? Inputmode { get; set; }

    public string? Autocomplete { get; set; }

    public bool? Spellcheck { get; set; }

    protected override void Fill(TagHelperContent content, IReadOnlyList<(string Name, string? Value)> attributes)
    {
        AddLabel(content);
        var input = new TagBuilder("input") { TagRenderMode = TagRenderMode.SelfClosing };
        Dress(input, "govuk-input" + (Width is null ? "" : $" govuk-input--width-{Width}") + (Error is null ? "" : " govuk-input--error"), attributes);
        input.Attributes["type"] = Type;
        Set("inputmode", Inputmode);
        Set("autocomplete", Autocomplete);
        Set("spellcheck", Spellcheck is { } spell ? (spell ? "true" : "false") : null);

        // A password is the one thing that is never sent back to the page.
        Set("value", Type == "password" ? null : Value);
        content.AppendHtml(input);

        void Set(string name, string? value)
        {
            if (value is not null)
            {
                input.Attributes[name] = value;
            }
        }
    }
}
