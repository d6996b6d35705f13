using System.Net;

using DaCaseManagement.Access;
using DaCaseManagement.Incidents;
using DaCaseManagement.IntegrationTests.App;
using DaCaseManagement.Pipeline;
using DaCaseManagement.Policy;
using DaCaseManagement.Risk;
using DaCaseManagement.Risk.Instruments;
using DaCaseManagement.Routing;

using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace DaCaseManagement.IntegrationTests.Policies;

/// <summary>The same call, visit and decisions under each force's own policy: who grades, who reviews, where it goes, what is closed.</summary>
public sealed class JourneyOfEachForceTests
{
    /// <summary>Profile; instrument; grade labels; who grades first; who reviews a high risk; the routing rule; the units that are asked; what a supervisor may do.</summary>
    public static TheoryData<Journey> Journeys =>
    [
        new("national", "DASH-2009", "Standard", UnitGrades: false, Reviews: "DAU", "HIGH", ["DAU", "SAFE", "SAFE"], Amends: true),
        new("leicestershire-2014", "DASH-2009", "Standard", UnitGrades: false, Reviews: "DAIU", "HIGH", ["DAIU", "DAIU", "DAIU"], Amends: false),
        new("warwickshire-2014", "DASH-2009", "Standard", UnitGrades: false, Reviews: "HAU", "HIGH", ["HAU", "DARM", "DARM"], Amends: true),
        new("staffordshire-2014", "DIAL-ILLUSTRATIVE", "Low", UnitGrades: true, Reviews: null, "HIGH-CRIME", ["CIT-C", "LPT-C", "CIT-C"], Amends: true),
        new("cambridgeshire-2014", "DASH-2009", "Standard", UnitGrades: false, Reviews: "MARU", "HIGH-CRIME", ["DAISU", "MARU", "DAISU"], Amends: true),
    ];

    [Theory, MemberData(nameof(Journeys)), Rule("RTE-3"), Rule("RSK-1"), Rule("RSK-6"), Rule("RSK-8"), Rule("RSK-11")]
    public async Task ACallIsTakenAssessedGradedReviewedAndRouted(Journey journey)
    {
        await using var run = new Run(journey.Profile);
        var app = run.App;
        app.Services.GetPolicy().Version.ShouldBe(journey.Profile + " 1");

        // Call, and at the second call the history of the first is there.
        var told = await app.Report(offence: "COMMON-ASSAULT", number: "07700 900123");
        using var callHandler = await app.SignIn("call-handler");
        (await app.Send("call-handler", new FindHistory("07700 900123", null, null, null))).Incidents.ShouldContain(r => r.Reference == told.Incident);

        // At the scene, with the force's own form.
        using var officer = await app.SignIn("response-officer");
        var form = await officer.Get($"/risk/assess/{told.Incident}/{told.Case}");
        form.Text.ShouldContain(InstrumentLibrary.Get(journey.Instrument).Items[0].Prompt);
        await told.Assess(Answers(journey.Instrument, journey.UnitGrades ? null : Grade.High));
        (await app.Db(db => db.Assessments.Where(a => a.Incident.Reference == told.Incident).Select(a => a.Instrument).SingleAsync())).ShouldBe(journey.Instrument);
        if (journey.UnitGrades)
        {
            // RSK-6 in 2014: nobody at the scene knows the grade.
            (await Standing(told)).ShouldBeNull();
            await app.Send("specialist", new GiveFirstGrade(await Id(told), Grade.High, "Seen the day after."));
        }

        (await Standing(told)).ShouldBe(Grade.High);

        // The supervisor: a countersignature, or a grade of their own.
        if (journey.Amends)
        {
            (await told.Review(Grade.High)).Stage.ShouldBe(DecisionStage.SupervisorAgreed);
        }
        else
        {
            (await Should.ThrowAsync<RefusedException>(() => told.Review(Grade.Medium, contacted: "21/11/2026 10:00", reason: app.Services.GetPolicy().Assessment.LoweringReasons[0]))).Rule.ShouldBe("RSK-8");
            (await told.Review(Grade.High)).Stage.ShouldBe(DecisionStage.SupervisorAgreed);
        }

        // Where the review waits (the MASH's first grade is its review), and where the case was offered.
        var reviews = await app.Db(db => db.Deadlines.Where(d => d.Kind == "SecondaryReview" && d.IsOpen && db.Cases.Any(c => c.Id == d.CaseId && c.Reference == told.Case)).Select(d => d.OwnerUnit!.Code).ToListAsync());
        reviews.ShouldBe(journey.Reviews is { } unit ? [unit] : []);
        var offers = await app.Db(db => db.HandoverOffers.Where(o => o.Case.Reference == told.Case).OrderBy(o => o.Kind).Select(o => new { o.Kind, o.ToUnit!.Code, o.RuleId, o.PolicyVersion }).ToListAsync());
        offers.Select(o => o.RuleId).Distinct().ShouldBe([journey.Rule]);
        offers.OrderBy(o => (int)o.Kind).Select(o => o.Code).ShouldBe(journey.Units);
        offers.ShouldAllBe(o => o.PolicyVersion == journey.Profile + " 1");

        // Owners at every instant, whoever accepts.
        await told.AcceptAll(ResponsibilityKind.Safeguarding);
        (await app.Db(db => db.Responsibilities.CountAsync(r => r.IsCurrent && db.Cases.Any(c => c.Id == r.CaseId && c.Reference == told.Case)))).ShouldBe(3);

        // High risk goes to MARAC in each of them.
        (await app.Db(db => db.Deadlines.AnyAsync(d => d.Kind == "MaracReferral" && d.IsOpen && db.Cases.Any(c => c.Id == d.CaseId && c.Reference == told.Case)))).ShouldBeTrue();
        await told.Refer();

        // The page speaks the force's words and leads to the rules.
        using var supervisor = await app.SignIn("response-supervisor");
        var page = await supervisor.Get($"/cases/{told.Case}");
        page.Status.ShouldBe(HttpStatusCode.OK);
        page.Document.QuerySelectorAll($"a[href='/policy/{journey.Profile}/1']").ShouldNotBeEmpty();
        (await supervisor.Get("/policy")).Text.ShouldContain(journey.Low + " ");
        var check = await supervisor.Get("/policy/check");
        check.Document.QuerySelectorAll("tbody tr").Length.ShouldBe(PolicyCheck.Of(app.Services.GetPolicy()).Count);
    }

    [Theory, Rule("RTE-3"), Rule("PPL-3")]
    [InlineData("national", "STANDARD", "REPEAT-PAIR", false)]
    [InlineData("leicestershire-2014", "STANDARD", "STANDARD", false)]
    [InlineData("warwickshire-2014", "STANDARD", "REPEAT-PAIR", false)]
    [InlineData("staffordshire-2014", "OTHERS", "OTHERS", false)]
    [InlineData("cambridgeshire-2014", "CLOSED", "CLOSED", true)]
    public async Task ThreeNonCrimesAtStandardRisk_AreCaughtOrNotAsTheForceSays(string profile, string first, string third, bool closes)
    {
        await using var run = new Run(profile);
        var told = await run.App.Report();
        (await Route(told)).RuleId.ShouldBe(first);
        var noCrime = new Dictionary<string, string?> { ["offence"] = Offences.NonCrime };
        var again = await told.Again(also: noCrime);
        var last = await again.Again(also: noCrime);
        var decision = await Route(last);
        decision.RuleId.ShouldBe(third);
        decision.Closes.ShouldBe(closes);

        // Seven is what Leicestershire waited for.
        if (profile == "leicestershire-2014")
        {
            for (var n = 4; n <= 7; n++)
            {
                last = await last.Again(also: noCrime);
                (await Route(last)).RuleId.ShouldBe(n < 7 ? "STANDARD" : "SEVEN");
            }
        }

        // No serial list in 2014: nobody is on one, and the page says why.
        using var officer = await run.App.SignIn("response-supervisor");
        if (run.App.Services.GetPolicy() is { Serial: null } keepsNone && keepsNone.Roles[Role.ResponseSupervisor].Contains(Permission.ConsultLists))
        {
            (await officer.Get("/lists?List=SerialPerpetrators")).Text.ShouldContain("keeps no list of serial perpetrators");
        }

        // The same two people, standard risk each time; the reason is in the log and on the case.
        async Task<(string RuleId, bool Closes)> Route(Told told)
        {
            var policy = run.App.Services.GetPolicy();
            await told.Assess(Answers(policy.Assessment.Instrument, policy.Assessment.GradedBy is null ? Grade.Standard : null, nothing: true), lowerBecause: "Shouting, nothing else; she is not afraid.");
            if (policy.Assessment.GradedBy is not null)
            {
                await run.App.Send("specialist", new GiveFirstGrade(await Id(told), Grade.Standard, "Seen the day after."));
            }

            var detail = await run.App.Db(db => db.AuditEvents.Where(e => e.Code == "case.routed" && e.SubjectReference == told.Case).OrderByDescending(e => e.Sequence).Select(e => e.Detail!).FirstAsync());
            var line = await run.App.Db(db => db.Timeline.Where(t => db.Cases.Any(c => c.Id == t.CaseId && c.Reference == told.Case) && t.Kind == DaCaseManagement.Cases.TimelineKind.Ownership).OrderByDescending(t => t.Id).Select(t => t.Detail!).FirstAsync());
            return (detail.Split(';')[0]["rule ".Length..], line.Contains("nothing more is done", StringComparison.Ordinal));
        }
    }

    private static AssessmentEntry Answers(string instrument, Grade? grade, bool nothing = false) => new(
        InstrumentLibrary.Get(instrument).Items.ToDictionary(i => i.Number, i => !nothing && (i.Tags.Contains("strangulation") || i.Tags.Contains("control")) ? new AnswerEntry(RiskReply.Yes, "In her words.") : new AnswerEntry(RiskReply.No, null)),
        true, true, true, grade, "As seen and heard at the scene.");

    private static Task<long> Id(Told told) => told.App.Db(db => db.Assessments.Where(a => a.Incident.Reference == told.Incident).Select(a => a.Id).SingleAsync());

    private static Task<Grade?> Standing(Told told) => told.App.Db(db => db.Cases.Where(c => c.Reference == told.Case).Select(c => c.Grade).SingleAsync());

    public sealed record Journey(string Profile, string Instrument, string Low, bool UnitGrades, string? Reviews, string Rule, string[] Units, bool Amends)
    {
        public override string ToString() => Profile;
    }

    /// <summary>A force of its own from the first start, since its units are its own.</summary>
    private sealed class Run : IAsyncDisposable
    {
        public Run(string profile)
        {
            App = new ForceApp(Contents.Empty, fromTemplate: false) { AlsoSettings = new Dictionary<string, string> { ["Policy"] = profile } };
            App.Start();
        }

        public ForceApp App { get; }

        public async ValueTask DisposeAsync() => await ((IAsyncLifetime)App).DisposeAsync();
    }
}
