using System.Globalization;

using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Options;

namespace DaCaseManagement.Web.TagHelpers;

/// <summary>A coloured word. The colour never says anything that the word does not.</summary>
[HtmlTargetElement("status-tag")]
public sealed class StatusTag : TagHelper
{
    /// <summary>red, yellow, green, blue or grey.</summary>
    public string? Colour { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "strong";
        output.Attributes.SetAttribute("class", "govuk-tag" + (Colour is { Length: > 0 } ? " govuk-tag--" + Colour : ""));
    }
}

/// <summary>A moment as London's clock shows it: "21 Nov 2026, 14:02".</summary>
[HtmlTargetElement("local-time", TagStructure = TagStructure.WithoutEndTag)]
public sealed class LocalTime : TagHelper
{
    public DateTime? Value { get; set; }

    /// <summary>What stands there when there is none.</summary>
    public string Otherwise { get; set; } = "";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (Value is not { } value)
        {
            output.TagName = null;
            output.Content.SetContent(Otherwise);
            return;
        }

        output.TagName = "time";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("datetime", DateTime.SpecifyKind(value, DateTimeKind.Utc).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture));
        output.Content.SetContent(Words.Time(value));
    }
}

/// <summary>How long ago: "3 h 12 min".</summary>
[HtmlTargetElement("age", TagStructure = TagStructure.WithoutEndTag)]
public sealed class AgeTag(TimeProvider clock) : TagHelper
{
    public DateTime Value { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "span";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "app-nowrap");
        output.Content.SetContent(Words.Age(clock.GetUtcNow().UtcDateTime - Value));
    }
}

/// <summary>What the page before had to say (<c>AppPage.Tell</c>).</summary>
[HtmlTargetElement("flash", TagStructure = TagStructure.WithoutEndTag)]
public sealed class Flash(ITempDataDictionaryFactory told, IOptions<CookieTempDataProviderOptions> cookie) : TagHelper
{
    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        // Asked only when there is something to read: looking alone would send a cookie with every page.
        if (!ViewContext.HttpContext.Request.Cookies.ContainsKey(cookie.Value.Cookie.Name!) || told.GetTempData(ViewContext.HttpContext)["told"] is not string text)
        {
            output.SuppressOutput();
            return;
        }

        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "govuk-notification-banner govuk-notification-banner--success");
        output.Attributes.SetAttribute("role", "alert");
        output.Attributes.SetAttribute("aria-labelledby", "told-title");
        output.Attributes.SetAttribute("data-module", "govuk-notification-banner");
        var words = new TagBuilder("p");
        words.AddCssClass("govuk-notification-banner__heading");
        words.InnerHtml.Append(text);
        output.Content.AppendHtml("<div class=\"govuk-notification-banner__header\"><h2 class=\"govuk-notification-banner__title\" id=\"told-title\">Done</h2></div><div class=\"govuk-notification-banner__content\">");
        output.Content.AppendHtml(words);
        output.Content.AppendHtml("</div>");
    }
}
