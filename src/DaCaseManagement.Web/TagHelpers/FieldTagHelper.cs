using System.Collections;
using System.Text.Encodings.Web;

using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace DaCaseManagement.Web.TagHelpers;

/// <summary>What all form fields share: GOV.UK markup, the name and value of a bound property, its hint and its messages.</summary>
public abstract class FieldTagHelper : TagHelper
{
    public required ModelExpression For { get; set; }

    public required string Label { get; set; }

    public string? Hint { get; set; }

    /// <summary>Such as <c>govuk-label--m</c>.</summary>
    public string? LabelClass { get; set; }

    /// <summary>Extra classes on the field itself.</summary>
    [HtmlAttributeName("class")]
    public string? Class { get; set; }

    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    protected string Name => ViewContext.ViewData.TemplateInfo.GetFullHtmlFieldName(For.Name);

    /// <summary>Also where the error summary links to.</summary>
    protected string Id => IdOf(Name);

    protected string? Error => ViewContext.ViewData.ModelState.TryGetValue(Name, out var entry) && entry.Errors.Count > 0 ? entry.Errors[0].ErrorMessage : null;

    /// <summary>What was typed, whether it could be bound or not; else the property's value.</summary>
    protected string? Value =>
        ViewContext.ViewData.ModelState.TryGetValue(Name, out var entry) && entry.RawValue is not null ? entry.AttemptedValue : Text(For.Model);

    /// <summary>Several values, for fields that allow them.</summary>
    protected IReadOnlyCollection<string> Values =>
        ViewContext.ViewData.ModelState.TryGetValue(Name, out var entry) && entry.RawValue is not null
            ? entry.RawValue is string[] typed ? typed : [entry.AttemptedValue ?? ""]
            : For.Model is IEnumerable many and not string ? [.. many.Cast<object?>().Select(v => Text(v) ?? "")]
            : Text(For.Model) is { } one ? [one] : [];

    public static string IdOf(string name) => TagBuilder.CreateSanitizedId(name, "_");

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;

        // What the page adds (data-*, id of the group) stays on the field, not on the group around it.
        var others = output.Attributes.Select(a => (a.Name, Value: a.Value?.ToString())).ToList();
        output.Attributes.Clear();
        output.Attributes.SetAttribute("class", Error is null ? "govuk-form-group" : "govuk-form-group govuk-form-group--error");
        Fill(output.Content, others);
    }

    protected abstract void Fill(TagHelperContent content, IReadOnlyList<(string Name, string? Value)> attributes);

    protected void AddLabel(TagHelperContent content)
    {
        var label = new TagBuilder("label");
        label.AddCssClass(("govuk-label " + LabelClass).Trim());
        label.Attributes["for"] = Id;
        label.InnerHtml.Append(Label);
        content.AppendHtml(label);
        AddHintAndError(content);
    }

    protected void AddHintAndError(IHtmlContentBuilder content)
    {
        if (Hint is { Length: > 0 })
        {
            var hint = new TagBuilder("div");
            hint.AddCssClass("govuk-hint");
            hint.Attributes["id"] = Id + "-hint";
            hint.InnerHtml.Append(Hint);
            content.AppendHtml(hint);
        }

        if (Error is { } message)
        {
            var error = new TagBuilder("p");
            error.AddCssClass("govuk-error-message");
            error.Attributes["id"] = Id + "-error";
            error.InnerHtml.AppendHtml("<span class=\"govuk-visually-hidden\">Error:</span> ");
            error.InnerHtml.Append(message);
            content.AppendHtml(error);
        }
    }

    /// <summary>Name, id, description and the page's own attributes.</summary>
    protected void Dress(TagBuilder field, string classes, IReadOnlyList<(string Name, string? Value)> attributes)
    {
        field.Attributes["id"] = Id;
        field.Attributes["name"] = Name;
        Describe(field);
        foreach (var (name, value) in attributes)
        {
            field.Attributes[name] = value;
        }

        field.Attributes["class"] = classes + (Class is null ? "" : " " + Class);
    }

    protected void Describe(TagBuilder tag)
    {
        var ids = new[] { Hint is { Length: > 0 } ? Id + "-hint" : null, Error is null ? null : Id + "-error" }.Where(i => i is not null).ToList();
        if (ids.Count > 0)
        {
            tag.Attributes["aria-describedby"] = string.Join(' ', ids);
        }
    }

    protected static string? Text(object? value) => value switch
    {
        null => null,
        DateOnly date => date.ToString("d/M/yyyy", System.Globalization.CultureInfo.InvariantCulture),
        TimeOnly time => time.ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture),
        DateTime time => time.ToString("d/M/yyyy HH:mm", System.Globalization.CultureInfo.InvariantCulture),
        bool b => b ? "true" : "false",
        IFormattable f => f.ToString(null, System.Globalization.CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };
}
