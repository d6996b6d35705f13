using DaCaseManagement.Access;
using DaCaseManagement.Imports;
using DaCaseManagement.IntegrationTests.App;
using DaCaseManagement.Risk;

using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace DaCaseManagement.IntegrationTests.Security;

/// <summary>What every page is expected to ask for, and an address it really answers at. The only place where that is written down for tests: a page
/// that is not here fails <see cref="RolePageMatrixTests"/>.</summary>
internal static class PageTable
{
    /// <summary>Null: for everybody, signed in or not.</summary>
    public static readonly IReadOnlyDictionary<string, (Permission? Needs, Func<Samples, string> Path)> All = new Dictionary<string, (Permission? Needs, Func<Samples, string> Path)>
    {
        [""] = (Permission.UseSystem, _ => "/"),
        ["account"] = (Permission.UseSystem, _ => "/account"),
        ["account/password"] = (Permission.UseSystem, _ => "/account/password"),
        ["account/second-step"] = (Permission.UseSystem, _ => "/account/second-step"),
        ["accounts"] = (Permission.ManageAccounts, _ => "/accounts"),
        ["accounts/areas"] = (Permission.ManageAccounts, _ => "/accounts/areas"),
        ["accounts/new"] = (Permission.ManageAccounts, _ => "/accounts/new"),
        ["accounts/units"] = (Permission.ManageAccounts, _ => "/accounts/units"),
        ["accounts/units/{code}"] = (Permission.ManageAccounts, _ => "/accounts/units/NPT-N"),
        ["accounts/{userName}"] = (Permission.ManageAccounts, _ => "/accounts/response-supervisor-2"),
        ["audit"] = (Permission.ReadAudit, _ => "/audit"),
        ["audit/people"] = (Permission.ReadAudit, s => "/audit/people?reference=" + s.Person),
        ["clocks"] = (Permission.ConsultClocks, _ => "/clocks"),
        ["board"] = (Permission.ConsultBoard, _ => "/board"),
        ["cases"] = (Permission.ConsultCases, _ => "/cases"),
        ["cases/{reference}"] = (Permission.ConsultCases, s => "/cases/" + s.Case),
        ["cases/{reference}/both-directions"] = (Permission.ConsultCases, s => $"/cases/{s.CounterCase}/both-directions"),
        ["cases/{reference}/changed"] = (Permission.AssessRisk, s => $"/cases/{s.Case}/changed"),
        ["cases/{reference}/allocate"] = (Permission.AllocateCases, s => $"/cases/{s.Case}/allocate"),
        ["cases/{reference}/hand-over"] = (Permission.HandOver, s => $"/cases/{s.Case}/hand-over"),
        ["cases/{reference}/owners"] = (Permission.ConsultCases, s => $"/cases/{s.Case}/owners"),
        ["cases/{reference}/safe-contact"] = (Permission.KeepSafeContact, s => $"/cases/{s.Case}/safe-contact"),
        ["cases/{reference}/close"] = (Permission.ConsultCases, s => $"/cases/{s.Case}/close"),
        ["duty"] = (Permission.ConsultPeople, _ => "/duty"),
        ["duty/end"] = (Permission.ConsultPeople, _ => "/duty/end"),
        ["cases/{reference}/contacts"] = (Permission.ConsultCases, s => $"/cases/{s.Case}/contacts"),
        ["cases/{reference}/follow-up"] = (Permission.ConsultCases, s => $"/cases/{s.AssessedCase}/follow-up"),
        ["cases/{reference}/review"] = (Permission.ReviewAssessments, s => $"/cases/{s.Case}/review"),
        ["deadlines/{id:long}"] = (Permission.ConsultCases, s => "/deadlines/" + s.Deadline),
        ["error/{code:int}"] = (null, _ => "/error/404"),
        ["incidents"] = (Permission.ConsultIncidents, _ => "/incidents"),
        ["incidents/report/{reference?}"] = (Permission.RecordIncidents, s => "/incidents/report/" + s.Taken),
        ["incidents/{reference}"] = (Permission.ConsultIncidents, s => "/incidents/" + s.Incident),
        ["incidents/{reference}/close"] = (Permission.ConsultIncidents, s => $"/incidents/{s.Incident}/close"),
        ["incidents/{reference}/coding"] = (Permission.ConsultIncidents, s => $"/incidents/{s.Incident}/coding"),
        ["incidents/recoded"] = (Permission.ApproveRecoding, _ => "/incidents/recoded"),
        ["incidents/{reference}/officers"] = (Permission.DispatchOfficers, s => $"/incidents/{s.Incident}/officers"),
        ["incidents/{reference}/print"] = (Permission.ConsultIncidents, s => $"/incidents/{s.Incident}/print"),
        ["lists"] = (Permission.ConsultLists, _ => "/lists"),
        ["lists/print"] = (Permission.ConsultLists, _ => "/lists/print?List=RepeatVictims"),
        ["lists/welfare/{person}"] = (Permission.KeepSafeContact, s => "/lists/welfare/" + s.Person),
        ["marac"] = (Permission.ConsultMarac, _ => "/marac"),
        ["marac/meetings/new"] = (Permission.PrepareMarac, _ => "/marac/meetings/new"),
        ["marac/meetings/{reference}"] = (Permission.ConsultMarac, s => "/marac/meetings/" + s.Meeting),
        ["marac/meetings/{reference}/agenda"] = (Permission.ConsultMarac, s => $"/marac/meetings/{s.Meeting}/agenda"),
        ["marac/meetings/{reference}/agenda.pdf"] = (Permission.ConsultMarac, s => $"/marac/meetings/{s.Meeting}/agenda.pdf"),
        ["marac/refer/{case}"] = (Permission.RaiseMaracReferrals, s => "/marac/refer/" + s.Case),
        ["marac/referrals/{reference}"] = (Permission.ConsultMarac, s => "/marac/referrals/" + s.ListedReferral),
        ["notices"] = (Permission.UseSystem, _ => "/notices"),
        ["people"] = (Permission.ConsultPeople, _ => "/people"),
        ["people/compare/{one}/{other}"] = (Permission.JoinPeople, s => $"/people/compare/{s.Person}/{s.OtherPerson}"),
        ["people/duplicates"] = (Permission.JoinPeople, _ => "/people/duplicates"),
        ["people/{reference}/joins"] = (Permission.JoinPeople, s => $"/people/{s.Person}/joins"),
        ["markers"] = (Permission.KeepMarkers, _ => "/markers"),
        ["markers/address"] = (Permission.KeepMarkers, _ => "/markers/address"),
        ["markers/{id:long}"] = (Permission.KeepMarkers, s => "/markers/" + s.Marker),
        ["people/{reference}"] = (Permission.ConsultPeople, s => "/people/" + s.Person),
        ["people/{reference}/markers"] = (Permission.KeepMarkers, s => $"/people/{s.Person}/markers"),
        ["policy/instruments"] = (Permission.ConsultPolicy, _ => "/policy/instruments"),
        ["policy"] = (Permission.ConsultPolicy, _ => "/policy"),
        ["policy/change"] = (Permission.ProposePolicy, _ => "/policy/change"),
        ["policy/change/{section}"] = (Permission.ProposePolicy, _ => "/policy/change/routing"),
        ["policy/check"] = (Permission.ConsultPolicy, _ => "/policy/check"),
        ["policy/proposals/{id:long}"] = (Permission.ConsultPolicy, _ => "/policy/proposals/1"),
        ["policy/versions"] = (Permission.ConsultPolicy, _ => "/policy/versions"),
        ["policy/{name}/{number:int}"] = (Permission.ConsultPolicy, _ => "/policy/national/1"),
        ["records/import"] = (Permission.ImportRecords, _ => "/records/import"),
        ["records/import/{reference}"] = (Permission.ImportRecords, s => "/records/import/" + s.Import),
        ["records/import/{reference}/problems"] = (Permission.ImportRecords, s => $"/records/import/{s.Import}/problems"),
        ["records/import/{reference}/problems.csv"] = (Permission.ImportRecords, s => $"/records/import/{s.Import}/problems.csv"),
        ["oversight/supervision/allocations"] = (Permission.ConsultOversight, _ => "/oversight/supervision/allocations"),
        ["oversight/supervision"] = (Permission.ConsultOversight, _ => "/oversight/supervision"),
        ["oversight/supervision/hints"] = (Permission.ConsultOversight, _ => "/oversight/supervision/hints"),
        ["oversight/supervision/rows"] = (Permission.ConsultOversight, _ => "/oversight/supervision/rows?What=SignOffs"),
        ["risk/again/{case}"] = (Permission.AssessRisk, s => "/risk/again/" + s.AssessedCase),
        ["risk/exception/{incident}/{case}"] = (Permission.ConsultCases, s => $"/risk/exception/{s.DueIncident}/{s.DueCase}"),
        ["risk/mine"] = (Permission.AssessRisk, _ => "/risk/mine"),
        ["risk/unassessed"] = (Permission.ConsultOversight, _ => "/risk/unassessed"),
        ["risk/vulnerability/{incident}/{person}"] = (Permission.AssessRisk, s => $"/risk/vulnerability/{s.Incident}/{s.Person}"),
        ["risk/assess/{incident}/{case}"] = (Permission.AssessRisk, s => $"/risk/assess/{s.DueIncident}/{s.DueCase}"),
        ["risk/assessments/{incident}/{case}"] = (Permission.ConsultCases, s => $"/risk/assessments/{s.AssessedIncident}/{s.AssessedCase}"),
        ["risk/challenges"] = (Permission.DecideChallenges, _ => "/risk/challenges"),
        ["risk/reviews"] = (Permission.ReviewForUnit, _ => "/risk/reviews"),
        ["risk/sign-off"] = (Permission.ReviewAssessments, _ => "/risk/sign-off"),
        ["sign-in"] = (null, _ => "/sign-in"),
        ["sign-in/code"] = (null, _ => "/sign-in/code"),
        ["sign-in/recovery"] = (null, _ => "/sign-in/recovery"),
        ["sign-out"] = (Permission.UseSystem, _ => "/sign-out"),
        ["unit"] = (Permission.ManageUnit, _ => "/unit"),
        ["unit/people/{userName?}"] = (Permission.ManageUnit, _ => "/unit/people"),
        ["unit/reassign"] = (Permission.ManageUnit, _ => "/unit/reassign"),
    };

    /// <summary>Every page the running application answers at, with its model and its handlers.</summary>
    public static async Task<IReadOnlyList<Page>> Of(ForceApp app)
    {
        var loader = app.Services.GetRequiredService<PageLoader>();
        var pages = new List<Page>();
        foreach (var endpoint in app.Services.GetServices<EndpointDataSource>().SelectMany(s => s.Endpoints).OfType<RouteEndpoint>())
        {
            if (endpoint.Metadata.GetMetadata<PageActionDescriptor>() is { } descriptor)
            {
                var compiled = await loader.LoadAsync(descriptor, endpoint.Metadata);
                pages.Add(new Page((endpoint.RoutePattern.RawText ?? "").Trim('/'), compiled.ModelTypeInfo!, [.. compiled.HandlerMethods.Where(h => h.HttpMethod == "Post").Select(h => h.Name)]));
            }
        }

        return [.. pages.DistinctBy(p => p.Route).OrderBy(p => p.Route, StringComparer.Ordinal)];
    }

    /// <summary>One demonstration account for each role.</summary>
    public static string AccountOf(Role role) => Seeding.DemonstrationAccounts.All.First(a => a.Role == role).UserName;

    /// <summary>An account that may use what asks for this.</summary>
    public static string AccountFor(ForceApp app, Permission needs) => AccountOf(Enum.GetValues<Role>().First(r => May(app, r, needs)));

    public static bool May(ForceApp app, Role role, Permission needs) => app.Services.GetRequiredService<DaCaseManagement.Policy.PolicyInForce>().Policy.Roles[role].Contains(needs);
}

/// <param name="Route">The pattern, without the slash it begins with.</param>
/// <param name="PostHandlers">Names of what it takes by POST; null is the unnamed one.</param>
internal sealed record Page(string Route, System.Reflection.TypeInfo Model, IReadOnlyList<string?> PostHandlers)
{
    public string PathOf(Samples samples) => PageTable.All[Route].Path(samples);
}

/// <summary>References of the demonstration force that are really there, none of them restricted.</summary>
internal sealed record Samples(
    string Case, string Incident, string Taken, string Person, string AssessedIncident, string AssessedCase, string DueIncident, string DueCase, string ListedReferral, string WaitingReferral, string Meeting, string OtherPerson, string CounterCase, string Marker, string Import, string Deadline)
{
    public static async Task<Samples> From(ForceApp app)
    {
        var told = await app.Report();
        var due = await app.Report();
        var assessed = await app.Report();
        await assessed.Assess(Story.High);
        var counter = await (await app.Report()).Again(otherWay: true);
        var marker = await app.Send("specialist", new DaCaseManagement.People.PlaceMarker(await assessed.VictimRecord, null, DaCaseManagement.People.MarkerKind.TreatAsUrgent, "Alone with a baby.", app.Clock.Now.AddMonths(2).ToString("d/M/yyyy", System.Globalization.CultureInfo.InvariantCulture), null));
        var import = await app.Send("records-staff", new AddImport(ImportKind.People, "NIS", null, new FileLooks(new string('0', 64), 1, FileEncoding.Utf8, ',', null), ["reference"]));
        return await app.Db(async db =>
        {
            var listed = await db.AgendaItems.Where(i => !i.Referral.Case.Restricted).OrderBy(i => i.Id).Select(i => new { Referral = i.Referral.Reference, i.MeetingId }).FirstAsync();
            return new Samples(
                told.Case,
                told.Incident,
                told.Incident,
                await db.Cases.Where(c => c.Reference == told.Case).Select(c => c.Victim.Reference).SingleAsync(),
                assessed.Incident,
                assessed.Case,
                due.Incident,
                due.Case,
                listed.Referral,
                await db.Referrals.Where(r => !db.AgendaItems.Any(i => i.ReferralId == r.Id)).Select(r => r.Reference).FirstAsync(),
                await db.Meetings.Where(m => m.Id == listed.MeetingId).Select(m => m.Reference).SingleAsync(),
                await db.Cases.Where(c => c.Reference == due.Case).Select(c => c.Victim.Reference).SingleAsync(),
                counter.Case,
                marker.ToString(System.Globalization.CultureInfo.InvariantCulture),
                import.Reference,
                (await db.Deadlines.Where(d => db.Cases.Any(c => c.Id == d.CaseId && c.Reference == due.Case)).OrderBy(d => d.Id).Select(d => d.Id).FirstAsync()).ToString(System.Globalization.CultureInfo.InvariantCulture));
        });
    }
}

/// <summary>The full force and its references, made once for a class.</summary>
public sealed class SampledForce : IAsyncLifetime
{
    public FullForceApp App { get; } = new();

    internal Samples Samples { get; private set; } = null!;

    internal IReadOnlyList<Page> Pages { get; private set; } = [];

    public async Task InitializeAsync()
    {
        await App.InitializeAsync();
        Samples = await Samples.From(App);
        Pages = await PageTable.Of(App);
    }

    public Task DisposeAsync() => ((IAsyncLifetime)App).DisposeAsync();
}
