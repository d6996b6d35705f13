using DaCaseManagement.Access;
using DaCaseManagement.Incidents;
using DaCaseManagement.Marac;
using DaCaseManagement.Policy;
using DaCaseManagement.Risk;
using DaCaseManagement.Routing;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.IntegrationTests.App;

/// <summary>Arranges what a test starts from, by the same requests people use. Every telling makes its own people, so that decoys are never far.</summary>
public static class Story
{
    private static int told;

    /// <summary>A finished report with a victim and a suspect.</summary>
    public static async Task<Told> Report(this ForceApp app, string? family = null, string offence = Offences.NonCrime, bool honourBased = false, bool suspectKnown = true, string? number = null, string? location = null, IReadOnlyDictionary<string, string?>? also = null)
    {
        var n = Interlocked.Increment(ref told);
        family ??= "Quellmark" + Letters(n);
        var area = await app.Db(db => db.Areas.Where(a => a.Code == "CITY").Select(a => a.Id).SingleAsync());
        var key = Guid.NewGuid();
        var fields = new Dictionary<string, string?>
        {
            ["channel"] = "Emergency999",
            ["caller-number"] = number ?? $"07700 9{n:D5}",
            ["location"] = location ?? $"{n} Gannet Wharf, WM3 4QT",
            ["area"] = area.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["what-happened"] = "Shouting and a door broken.",
            ["offence"] = offence,
            ["honour-based"] = honourBased ? "yes" : "",
            ["response"] = "Immediate",
            ["person.1.part"] = "Victim",
            ["person.1.given"] = "Ottilie",
            ["person.1.family"] = family,
            ["person.1.born"] = "14/3/1988",
        };
        if (suspectKnown)
        {
            fields["person.2.part"] = "Suspect";
            fields["person.2.given"] = "Barnaby";
            fields["person.2.family"] = "Thrupple" + Letters(n);
        }

        foreach (var (name, value) in also ?? new Dictionary<string, string?>())
        {
            fields[name] = value;
        }

        await app.Send("call-handler", new SaveReport(key, Guid.NewGuid(), null, fields));
        var done = await app.Send("call-handler", new FinishReport(key));
        return new Told(app, done.Reference, done.Cases[0], "Ottilie " + family);
    }

    /// <summary>Answers that point to high: strangling, with separation and control.</summary>
    public static readonly AssessmentEntry High = Entry(Grade.High, 2, 6, 15, 18);

    public static readonly AssessmentEntry Medium = Entry(Grade.Medium, 2, 22);

    public static readonly AssessmentEntry Standard = Entry(Grade.Standard, 10);

    public static AssessmentEntry Entry(Grade grade, params int[] yes) => new(
        Enumerable.Range(1, 27).ToDictionary(i => i, i => new AnswerEntry(yes.Contains(i) ? RiskReply.Yes : RiskReply.No, yes.Contains(i) ? "In her words." : null)),
        true, true, true, grade, "As seen and heard at the scene.");

    public static ForcePolicy Policy(this ForceApp app) => Microsoft.Extensions.DependencyInjection.ServiceProviderServiceExtensions.GetRequiredService<PolicyInForce>(app.Services).Policy;

    private static string Letters(int n) => string.Concat(n.ToString("D3", System.Globalization.CultureInfo.InvariantCulture).Select(d => (char)('a' + (d - '0'))));
}

public sealed record Told(ForceApp App, string Incident, string Case, string Victim)
{
    public Task<string> VictimRecord => App.Db(db => db.Cases.Where(c => c.Reference == Case).Select(c => c.Victim.Reference).SingleAsync());

    public Task<string> SuspectRecord => App.Db(db => db.Cases.Where(c => c.Reference == Case).Select(c => c.Perpetrator!.Reference).SingleAsync());

    /// <summary>Another report of the same two people: as before, or with the suspect reporting the victim.</summary>
    public async Task<Told> Again(bool otherWay = false, IReadOnlyDictionary<string, string?>? also = null, string? victim = null, string? suspect = null)
    {
        var key = Guid.NewGuid();
        var fields = new Dictionary<string, string?> { ["channel"] = "NonEmergency101", ["what-happened"] = "Pushed against the door.", ["offence"] = "COMMON-ASSAULT", ["response"] = "Immediate", ["person.1.part"] = "Victim", ["person.2.part"] = "Suspect" };
        foreach (var (name, value) in also ?? new Dictionary<string, string?>())
        {
            fields[name] = value;
        }

        var saved = await App.Send("call-handler", new SaveReport(key, Guid.NewGuid(), null, fields));
        await App.Send("call-handler", new ChoosePerson(saved.Reference, 1, victim ?? await (otherWay ? SuspectRecord : VictimRecord)));
        await App.Send("call-handler", new ChoosePerson(saved.Reference, 2, suspect ?? await (otherWay ? VictimRecord : SuspectRecord)));
        var done = await App.Send("call-handler", new FinishReport(key));
        return new Told(App, done.Reference, done.Cases[0], Victim);
    }

    public Task Restrict() => App.Db(async db =>
    {
        (await db.Cases.SingleAsync(c => c.Reference == Case)).Restrict();
        await db.SaveChangesAsync();
    });

    public async Task<SubmittedAssessment> Assess(AssessmentEntry entry, string by = "response-officer", string? lowerBecause = null) =>
        await App.Send(by, new SubmitAssessment(Incident, Case, null, entry, lowerBecause));

    public async Task<ReviewedGrade> Review(Grade grade, string by = "response-supervisor", string words = "Looked at with care.", string? contacted = null, string? reason = null)
    {
        var id = await App.Db(db => db.Assessments.Where(a => a.Incident.Reference == Incident && a.SubmittedAt != null).OrderByDescending(a => a.Id).Select(a => a.Id).FirstAsync());
        return await App.Send(by, new ReviewGrade(id, grade, words, contacted, reason));
    }

    public async Task AcceptAll(ResponsibilityKind? only = null)
    {
        var offers = await App.Db(db => db.HandoverOffers.Where(o => o.Case.Reference == Case && o.Status == OfferStatus.Open && (only == null || o.Kind == only)).Select(o => new { o.Id, o.ToUnitId }).ToListAsync());
        foreach (var offer in offers)
        {
            var account = await App.Db(db => db.Users.Where(u => u.UnitId == offer.ToUnitId).Select(u => u.UserName!).FirstAsync());
            await App.Send(account, new AcceptHandover(offer.Id));
        }
    }

    public Task<RaisedReferral> Refer(ReferralCriterion criterion = ReferralCriterion.VisibleHighRisk) =>
        App.Send("specialist", new RaiseReferral(Case, criterion, "High risk; strangling.", "Victim consents", "To stay at home.", true));
}

public static class Services
{
    public static ForcePolicy GetPolicy(this IServiceProvider services) => ((PolicyInForce)services.GetService(typeof(PolicyInForce))!).Policy;
}
