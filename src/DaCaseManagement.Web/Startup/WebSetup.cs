using System.Globalization;

using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Imports;
using DaCaseManagement.Pipeline;
using DaCaseManagement.Policy;
using DaCaseManagement.Web.Live;
using DaCaseManagement.Web.Pages;
using DaCaseManagement.Web.Security;

using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Razor;

namespace DaCaseManagement.Web.Startup;

/// <summary>Every service of the web.</summary>
public static class WebSetup
{
    /// <summary>No form of ours sends more.</summary>
    private const int MostBytes = 2 * 1024 * 1024;

    public static void AddWeb(this WebApplicationBuilder builder, Settings settings, PolicySource policy)
    {
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.GetCultureInfo("en-GB");
        var services = builder.Services;
        services.AddSingleton(settings);
        services.AddSingleton(policy);
        services.AddSingleton(provider => new PolicyInForce(provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<Readiness>();
        services.AddHostedService<Preparation>();
        services.AddHostedService<Comparisons>();
        services.AddHostedService<Watching>();
        services.AddHostedService<PolicyWatch>();
        services.AddClocks();
        services.AddHostedService<StandingsFollow>();
        services.AddSingleton<IAuditAnchor>(p => new FileAuditAnchor(settings.DataDirectory, p.GetService<ILogger<FileAuditAnchor>>()));
        services.AddSingleton(CommonPasswords.From(Path.Combine(AppContext.BaseDirectory, "common-passwords.txt")));
        services.AddPipeline();
        services.AddAccess();
        services.AddScoped<Seeding.DemonstrationWatch>();
        services.AddScoped<Seeding.DemonstrationClosing>();
        services.AddScoped<Seeding.DemonstrationFollowUp>();
        services.AddScoped<Seeding.IDemonstrationForce, Seeding.DemonstrationForce>();
        services.AddScoped<Refusals>();
        services.AddScoped<TabletKeys>();
        services.AddSingleton(new ImportStore(Path.Combine(settings.DataDirectory, "imports"), settings.ImportMegabytes * 1024L * 1024));
        services.AddSingleton<ImportWorker>();
        services.AddHostedService(p => p.GetRequiredService<ImportWorker>());
        services.AddSingleton<BoardFeed>();
        services.AddHostedService(p => p.GetRequiredService<BoardFeed>());
        services.AddSingleton(settings.Mail);
        services.AddHostedService<MailSender>();
        services.AddSessionCookie(settings);
        services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        services.AddHealthChecks().AddCheck<ReadyCheck>("database", tags: ["ready"]);
        services.AddAntiforgery(o =>
        {
            o.HeaderName = "RequestVerificationToken";
            o.FormFieldName = "__token";
            o.Cookie.Name = SessionCookie.CookieName(settings, "dacase-form");
            o.Cookie.SameSite = SameSiteMode.Strict;
            o.Cookie.SecurePolicy = settings.IsDemo ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always;
            o.Cookie.Path = "/";

            // Ours are stricter, and on every answer.
            o.SuppressXFrameOptionsHeader = true;
        });
        services.Configure<FormOptions>(o => (o.ValueLengthLimit, o.BufferBodyLengthLimit, o.MultipartBodyLengthLimit, o.ValueCountLimit) = (MostBytes, MostBytes, MostBytes, 4_096));
        builder.WebHost.ConfigureKestrel(k =>
        {
            k.AddServerHeader = false;
            k.Limits.MaxRequestBodySize = MostBytes;
        });
        AddPages(services, settings);
    }

    private static void AddPages(IServiceCollection services, Settings settings)
    {
        services.AddRazorPages().AddMvcOptions(o =>
        {
            // What must be there is the validators' business, in words of ours.
            o.SuppressImplicitRequiredAttributeForNonNullableReferenceTypes = true;
            o.Filters.Add<StaleForms>();
            o.Filters.Add<KnownHandlers>();
            var say = o.ModelBindingMessageProvider;
            const string Unreadable = "This cannot be read; type it again or choose from the list";
            say.SetAttemptedValueIsInvalidAccessor((_, _) => Unreadable);
            say.SetNonPropertyAttemptedValueIsInvalidAccessor(_ => Unreadable);
            say.SetUnknownValueIsInvalidAccessor(_ => Unreadable);
            say.SetNonPropertyUnknownValueIsInvalidAccessor(() => Unreadable);
            say.SetValueIsInvalidAccessor(_ => Unreadable);
            say.SetValueMustNotBeNullAccessor(_ => "Enter a value");
            say.SetMissingBindRequiredValueAccessor(_ => "Enter a value");
            say.SetMissingKeyOrValueAccessor(() => "Enter a value");
            say.SetMissingRequestBodyRequiredValueAccessor(() => "Nothing was sent");
            say.SetValueMustBeANumberAccessor(_ => "Enter a number");
            say.SetNonPropertyValueMustBeANumberAccessor(() => "Enter a number");
        });
        services.Configure<CookieTempDataProviderOptions>(o =>
        {
            o.Cookie.Name = SessionCookie.CookieName(settings, "dacase-told");
            o.Cookie.SameSite = SameSiteMode.Lax;
            o.Cookie.SecurePolicy = settings.IsDemo ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always;
            o.Cookie.IsEssential = true;
            o.Cookie.Path = "/";
        });
    }
}
