using System.Net;

using DaCaseManagement.Incidents;
using DaCaseManagement.IntegrationTests.App;
using DaCaseManagement.IntegrationTests.Faults;
using DaCaseManagement.People.Patterns;
using DaCaseManagement.Policy;

using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

using Case = Shouldly.Case;

namespace DaCaseManagement.IntegrationTests.People;

/// <summary>The standing lists, as those open them who work from them; each time beside people who do not belong there.</summary>
public sealed class ListTests(ForceApp app) : IClassFixture<ForceApp>
{
    [Fact, Rule("PPL-3"), Rule("PPL-9"), Rule("ACC-2")]
    public async Task RepeatVictims_ShowWhoSinceWhenAndWhy_AndNobodyElse()
    {
        var once = await app.Report("Onceonlyby");
        var (victim, first, suspect) = await Repeat("Twicemarsh", 2);
        using var officer = await app.SignIn("neighbourhood-officer");

        var page = await officer.Get("/lists?List=RepeatVictims&Area=0");

        page.Status.ShouldBe(HttpStatusCode.OK);
        var row = Row(page, victim);
        row.ShouldContain("2 in the 12 months");
        row.ShouldContain(first.Case);
        page.Text.ShouldNotContain(once.Victim);
        (await app.Db(db => db.AuditEvents.CountAsync(e => e.UserName == "neighbourhood-officer" && e.Code == "ConsultList" && (e.SubjectReference == victim || e.SubjectReference == first.Case)))).ShouldBe(2);
        Row(await officer.Get("/lists?List=RepeatPerpetrators&Area=0"), suspect).ShouldContain("2 in the 12 months");
        (await officer.Get("/lists?List=RepeatPairs&Area=0")).Text.ShouldNotContain(victim, Case.Sensitive, "three make a repeat pair");
        (await officer.Get("/lists?List=RepeatVictims&Area=0&Level=Local%20commander%20alert")).Text.ShouldNotContain(victim);
    }

    [Fact, Rule("PPL-3"), Rule("REC-8"), Rule("RTE-3")]
    public async Task RepeatPair_IsCountedShownAndRouted()
    {
        var (victim, told, _) = await Repeat("Pairsworth", 3);
        await told.Assess(Story.Medium);
        using var officer = await app.SignIn("neighbourhood-officer");

        Row(await officer.Get("/lists?List=RepeatPairs&Area=0"), victim).ShouldContain("3 in the 12 months");
        Row(await officer.Get("/lists?List=RepeatVictims&Area=0&Level=Local%20commander%20alert"), victim).ShouldContain("3 in");
        var @case = await officer.Get("/cases/" + told.Case);
        @case.Document.QuerySelector(".patterns")!.TextContent.ShouldContain("Repeat pair");
        (await officer.Get("/incidents/" + told.Incident)).Text.ShouldContain("Repeat pair: 3 in 12 months");
        (await app.Db(db => db.HandoverOffers.Where(o => o.Case.Reference == told.Case).Select(o => o.RuleId).Distinct().SingleAsync())).ShouldBe("REPEAT-PAIR");
    }

    [Fact, Rule("PPL-3")]
    public async Task RepeatAddress_IsTheSameHouseWhoeverLivesThere()
    {
        for (var i = 0; i < 3; i++)
        {
            await app.Report(location: "77 Turnstone Row, WM7 7AA");
            await app.Report(location: "77 Turnstone Row, WM8 8BB");
        }

        await app.Report(location: "77 Turnstone Row, WM7 7AA");
        using var officer = await app.SignIn("neighbourhood-officer");

        var rows = (await officer.Get("/lists?List=RepeatAddresses&Area=0")).Document.QuerySelectorAll("tbody tr").Select(r => r.TextContent).Where(t => t.Contains("Turnstone", StringComparison.Ordinal)).ToList();

        rows.Count.ShouldBe(2);
        rows.Single(r => r.Contains("WM7", StringComparison.Ordinal)).ShouldContain("4 in the 12 months");
        rows.Single(r => r.Contains("WM8", StringComparison.Ordinal)).ShouldContain("3 in the 12 months");
    }

    [Fact, Rule("PPL-4"), Rule("INV-7")]
    public async Task SerialPerpetrator_IsListedWithReasonsAndNothingOfTheVictims()
    {
        var first = await app.Report("Formerleigh", "STRANGULATION", location: "5 Dunlin Way, WM5 5AA");
        var suspect = await app.Db(db => db.Cases.Where(c => c.Reference == first.Case).Select(c => c.Perpetrator!.Reference).SingleAsync());
        using var officer = await app.SignIn("neighbourhood-officer");
        (await officer.Get("/lists?List=SerialPerpetrators&Area=0")).Text.ShouldNotContain(suspect);

        await Again(null, suspect, "Latterleigh", "9 Knot Street, WM9 5AA");

        var page = await officer.Get("/lists?List=SerialPerpetrators&Area=0");
        var row = Row(page, suspect);
        row.ShouldContain("2 unconnected victims in 36 months");
        row.ShouldContain("strangulation");
        foreach (var hidden in new[] { "Formerleigh", "Latterleigh", "Dunlin", "Knot Street", "07700" })
        {
            page.Body.ShouldNotContain(hidden);
        }
    }

    [Fact, Rule("PPL-4")]
    public async Task SerialPerpetrator_IsNobodyWhoseVictimsLiveTogether()
    {
        var first = await app.Report("Motherby", location: "6 Dunlin Way, WM5 5AA");
        var suspect = await app.Db(db => db.Cases.Where(c => c.Reference == first.Case).Select(c => c.Perpetrator!.Reference).SingleAsync());

        await Again(null, suspect, "Daughterby", "6 Dunlin Way, WM5 5AA");

        using var officer = await app.SignIn("neighbourhood-officer");
        (await officer.Get("/lists?List=SerialPerpetrators&Area=0")).Text.ShouldNotContain(suspect);
        Row(await officer.Get("/lists?List=RepeatPerpetrators&Area=0"), suspect).ShouldContain("2 in");
    }

    [Fact, Rule("PPL-9"), Rule("RTE-6"), Rule("INV-6")]
    public async Task Restricted_IsAReferenceAndWhatToDo_ForThoseWhoMayNotSeeIt()
    {
        var (victim, told, suspect) = await Repeat("Secretshaw", 2, "8 Secret Mews, WM2 2SS");
        await told.Assess(Story.High);
        await Restrict(told.Case);
        using var officer = await app.SignIn("neighbourhood-officer");
        using var specialist = await app.SignIn("specialist");

        foreach (var (list, subject) in new[] { ("HighRisk", told.Case), ("RepeatVictims", victim), ("RepeatPerpetrators", suspect) })
        {
            var seen = await specialist.Get($"/lists?List={list}&Area=0");
            seen.Document.QuerySelector("tbody")!.TextContent.ShouldContain(subject, Case.Sensitive, list);
            foreach (var path in new[] { $"/lists?List={list}&Area=0", $"/lists/print?List={list}&Area=0" })
            {
                var sanitised = await officer.Get(path);
                sanitised.Document.QuerySelector("section.gaps")!.TextContent.ShouldContain(told.Case, Case.Sensitive, path);
                (sanitised.Document.QuerySelector("tbody")?.TextContent ?? "").ShouldNotContain(told.Case, Case.Sensitive, path);
                foreach (var hidden in new[] { "Secretshaw", "Secret Mews", victim, suspect, told.Incident })
                {
                    sanitised.Body.ShouldNotContain(hidden, Case.Sensitive, path);
                }
            }
        }

        (await officer.Get("/lists?List=RepeatAddresses&Area=0")).Body.ShouldNotContain("Secret Mews");
        (await officer.Get("/lists/welfare/" + victim)).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact, Rule("INV-6"), Rule("REC-7")]
    public async Task ARestrictedReport_IsInNoCountOfAnOpenOne()
    {
        var hidden = await app.Report("Halfhidden", location: "9 Halfway, WM2 3SS");
        var victim = await app.Db(db => db.Cases.Where(c => c.Reference == hidden.Case).Select(c => c.Victim.Reference).SingleAsync());
        var open = await Again(victim, null, "Halfhidden", "9 Halfway, WM2 3SS");
        await Restrict(hidden.Case);
        using var officer = await app.SignIn("response-officer");
        using var specialist = await app.SignIn("specialist");

        var (briefing, full) = (await officer.Get("/incidents/" + open), await specialist.Get("/incidents/" + open));

        full.Text.ShouldContain("Repeat victim: 2 in 12 months");
        full.Text.ShouldContain("Earlier reports: victim in 1");
        briefing.Text.ShouldNotContain("Repeat victim");
        briefing.Text.ShouldNotContain("Earlier reports");
        (await officer.Get("/lists?List=RepeatVictims&Area=0")).Text.ShouldNotContain(victim);
        Row(await specialist.Get("/lists?List=RepeatVictims&Area=0"), victim).ShouldContain("2 in");
        var @case = await app.Db(db => db.CaseIncidents.Where(c => c.Incident.Reference == open).Select(c => c.Case.Reference).SingleAsync());
        (await officer.Get("/cases/" + @case)).Document.QuerySelector(".patterns").ShouldBeNull();
        (await specialist.Get("/cases/" + @case)).Document.QuerySelector(".patterns").ShouldNotBeNull();
    }

    [Fact, Rule("PPL-9")]
    public async Task Lists_AreOfOneAreaAndPaged()
    {
        var (victim, _, _) = await Repeat("Elsewheresby", 2);
        var (north, city) = await app.Db(async db => (await db.Areas.Where(a => a.Code == "NORTH").Select(a => a.Id).SingleAsync(), await db.Areas.Where(a => a.Code == "CITY").Select(a => a.Id).SingleAsync()));
        using var officer = await app.SignIn("neighbourhood-officer");

        (await officer.Get($"/lists?List=RepeatVictims&Area={north}")).Text.ShouldNotContain(victim);
        Row(await officer.Get($"/lists?List=RepeatVictims&Area={city}"), victim).ShouldNotBeEmpty();
        (await officer.Get("/lists?List=Nonsense")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    private async Task<(string Victim, Told Last, string Suspect)> Repeat(string family, int times, string? location = null)
    {
        var first = await app.Report(family, location: location);
        var people = await app.Db(db => db.Cases.Where(c => c.Reference == first.Case).Select(c => new { Victim = c.Victim.Reference, Suspect = c.Perpetrator!.Reference }).SingleAsync());
        var last = first;
        for (var i = 1; i < times; i++)
        {
            last = first with { Incident = await Again(people.Victim, people.Suspect, family, location) };
        }

        return (people.Victim, last, people.Suspect);
    }

    /// <summary>One more report of somebody known, with somebody known or new.</summary>
    private async Task<string> Again(string? victim, string? suspect, string family, string? location)
    {
        var key = Guid.NewGuid();
        var saved = await app.Send("specialist", new SaveReport(key, Guid.NewGuid(), null, new Dictionary<string, string?>
        {
            ["channel"] = "Emergency999",
            ["location"] = location ?? "",
            ["area"] = (await app.Db(db => db.Areas.Where(a => a.Code == "CITY").Select(a => a.Id).SingleAsync())).ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["what-happened"] = "Shouting again.",
            ["offence"] = Offences.NonCrime,
            ["response"] = "Immediate",
            ["person.1.part"] = "Victim",
            ["person.1.given"] = "Ottilie",
            ["person.1.family"] = family,
            ["person.2.part"] = "Suspect",
            ["person.2.given"] = "Barnaby",
        }));
        foreach (var (slot, person) in new[] { (1, victim), (2, suspect) })
        {
            if (person is not null)
            {
                await app.Send("specialist", new ChoosePerson(saved.Reference, slot, person));
            }
        }

        return (await app.Send("specialist", new FinishReport(key))).Reference;
    }

    private Task Restrict(string reference) => app.Db(async db =>
    {
        var @case = await db.Cases.SingleAsync(c => c.Reference == reference);
        @case.Restrict();
        await db.SaveChangesAsync();
        var policy = app.Services.GetRequiredService<PolicyInForce>().Policy;
        var incidents = await db.Incidents.Include(i => i.People).Where(i => db.CaseIncidents.Any(c => c.CaseId == @case.Id && c.IncidentId == i.Id)).ToListAsync();
        await Standings.RecountPeople(db, policy, [.. incidents.SelectMany(i => i.People).Select(p => p.PersonId).OfType<long>().Distinct()], default);
        await Standings.RecountPlaces(db, policy, incidents.Select(i => Places.Key(i.LocationKey, i.Postcode)), default);
    });

    private static string Row(WebPage page, string subject) =>
        page.Document.QuerySelectorAll("tbody tr").Select(r => r.TextContent).FirstOrDefault(t => t.Contains(subject, StringComparison.Ordinal)).ShouldNotBeNull($"a line of {subject}");
}

/// <summary>What takes months: silence, its review, and the recount.</summary>
public sealed class QuietTests(ForceApp app) : IClassFixture<ForceApp>
{
    [Fact, Rule("PPL-6"), Rule("ACC-2"), Rule("INV-4")]
    public async Task GoneQuiet_IsListedReviewedAndListedAgain()
    {
        var first = await app.Report("Quietholme");
        var victim = await app.Db(db => db.Cases.Where(c => c.Reference == first.Case).Select(c => c.Victim.Reference).SingleAsync());
        await Again(victim);
        await Again(victim);
        app.Clock.Advance(TimeSpan.FromDays(200));
        var decoy = await app.Report("Loudholme");
        using var officer = await app.SignIn("neighbourhood-officer");
        var list = await officer.Get("/lists?List=GoneQuiet&Area=0");
        list.Text.ShouldContain(victim);
        list.Text.ShouldNotContain(decoy.Victim);
        var review = await list.Click("Review");
        review.Document.QuerySelector(".safe").ShouldNotBeNull("how to reach her safely stands on the page");

        var (today, policy) = (DaCaseManagement.Clocks.LocalTime.DayOf(app.Clock.Now), app.Services.GetRequiredService<PolicyInForce>().Policy);
        var bare = await review.Submit(new() { ["Found"] = "Typed and not lost" });
        bare.Status.ShouldBe(HttpStatusCode.BadRequest);
        bare.Value("Found").ShouldBe("Typed and not lost");
        (await bare.Submit(new() { ["Reason"] = policy.Quiet.Reasons[0], ["Found"] = "Well.", ["NextOn"] = today.ToString("d/M/yyyy", System.Globalization.CultureInfo.InvariantCulture) })).Status.ShouldBe(HttpStatusCode.BadRequest, "today is no day to look again");
        var done = await bare.Submit(new() { ["Reason"] = policy.Quiet.Reasons[0], ["Found"] = "Seen at her sister's; well.", ["NextOn"] = today.AddDays(30).ToString("d/M/yyyy", System.Globalization.CultureInfo.InvariantCulture) });

        done.Heading.ShouldBe(list.Heading);
        done.Text.ShouldNotContain(victim);
        (await app.Db(db => db.AuditEvents.CountAsync(e => e.Code == "welfare.reviewed" && e.SubjectReference == victim))).ShouldBe(1);
        var latest = await app.Db(db => db.Cases.Where(c => c.Victim.Reference == victim).OrderByDescending(c => c.LastIncidentAt).Select(c => c.Reference).FirstAsync());
        (await officer.Get("/cases/" + latest)).Text.ShouldContain("Seen at her sister's; well.");
        app.Clock.Advance(TimeSpan.FromDays(30));
        using var later = await app.SignIn("neighbourhood-officer");
        (await later.Get("/lists?List=GoneQuiet&Area=0")).Text.ShouldContain(victim);
        (await later.Get("/lists/welfare/" + victim)).Text.ShouldContain("Seen at her sister's; well.");
        await Again(victim);
        (await later.Get("/lists?List=GoneQuiet&Area=0")).Text.ShouldNotContain(victim, Case.Sensitive, "she has reported again");
    }

    [Fact, Rule("PPL-3")]
    public async Task Recount_SaysWhatDifferedAndMendsIt()
    {
        var other = new ForceApp();
        await other.InitializeAsync();
        var first = await other.Report("Countwell");
        var key = Guid.NewGuid();
        var victim = await other.Db(db => db.Cases.Where(c => c.Reference == first.Case).Select(c => c.Victim.Reference).SingleAsync());
        var saved = await other.Send("specialist", new SaveReport(key, Guid.NewGuid(), null, new Dictionary<string, string?> { ["response"] = "Immediate", ["person.1.part"] = "Victim" }));
        await other.Send("specialist", new ChoosePerson(saved.Reference, 1, victim));
        await other.Send("specialist", new FinishReport(key));
        var healthy = await Programs.Tools("patterns", "recount", "--data-directory", other.DataDirectory);
        (healthy.Code, healthy.Out.Trim()).ShouldBe((0, "Good: 1 standings, none differed."));
        await other.Db(db => db.Standings.ExecuteUpdateAsync(s => s.SetProperty(x => x.Count, 9)));

        var ill = await Programs.Tools("patterns", "recount", "--data-directory", other.DataDirectory);

        ill.Code.ShouldBe(1);
        ill.Out.ShouldContain("1 differed");
        (await other.Db(db => db.Standings.SingleAsync())).Count.ShouldBe(2);
        (await Programs.Tools("patterns", "recount", "--data-directory", other.DataDirectory)).Code.ShouldBe(0);
    }

    private async Task Again(string victim)
    {
        app.Clock.Advance(TimeSpan.FromDays(10));
        var key = Guid.NewGuid();
        var saved = await app.Send("specialist", new SaveReport(key, Guid.NewGuid(), null, new Dictionary<string, string?> { ["response"] = "Immediate", ["person.1.part"] = "Victim" }));
        await app.Send("specialist", new ChoosePerson(saved.Reference, 1, victim));
        await app.Send("specialist", new FinishReport(key));
    }
}

/// <summary>The demonstration shows something on every list.</summary>
public sealed class DemonstrationListTests(FullForceApp app) : IClassFixture<FullForceApp>
{
    [Fact, Rule("PPL-9")]
    public async Task EveryList_HasLines()
    {
        using var specialist = await app.SignIn("specialist");
        foreach (var list in Enum.GetValues<StandingList>())
        {
            var page = await specialist.Get($"/lists?List={list}&Area=0");
            page.Document.QuerySelectorAll("tbody tr").Length.ShouldBeGreaterThan(0, list.ToString());
        }

        (await app.As("specialist", services => services.GetRequiredService<RecountEverything>().Run(null, default))).Differed.ShouldBe(0);
    }
}
