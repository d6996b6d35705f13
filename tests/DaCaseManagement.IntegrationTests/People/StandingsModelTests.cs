using DaCaseManagement.Cases;
using DaCaseManagement.Clocks;
using DaCaseManagement.Data;
using DaCaseManagement.Incidents;
using DaCaseManagement.IntegrationTests.App;
using DaCaseManagement.People;
using DaCaseManagement.People.Patterns;
using DaCaseManagement.Pipeline;
using DaCaseManagement.Policy;

using FsCheck;
using FsCheck.Fluent;

using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace DaCaseManagement.IntegrationTests.People;

/// <summary>Random things happen in random order to few people at few addresses, through the real commands and database; after each, the table of standings
/// must hold exactly what counting everything from scratch finds.</summary>
public sealed class StandingsModelTests
{
    public enum Kind
    {
        Report,
        Correct,
        Join,
        Split,
        Restrict,
        Grade,
        Review,
    }

    public sealed record Step(Kind Kind, int One, int Other, int Number);

    private static readonly string[] Places = ["1 Gannet Wharf, WM3 4QT", "1 Gannet Wharf, WM9 1AA", "2 Gannet Wharf", "At home", "3 Petrel Close, WM3 4QT"];

    [Fact, Rule("PPL-3"), Rule("PPL-4"), Rule("PPL-6"), Rule("REC-8"), Rule("PPL-2")]
    public void Kept_AsThingsHappen_EqualsCountedFromScratch() =>
        Prop.ForAll(Steps(), steps => Run(steps).GetAwaiter().GetResult()).Check(Config.QuickThrowOnFailure.WithMaxTest(8).WithStartSize(20).WithEndSize(60));

    private static Arbitrary<Step[]> Steps() =>
        (from kind in Gen.Frequency((8, Gen.Constant(Kind.Report)), (2, Gen.Constant(Kind.Correct)), (3, Gen.Constant(Kind.Join)), (2, Gen.Constant(Kind.Split)), (1, Gen.Constant(Kind.Restrict)), (1, Gen.Constant(Kind.Grade)), (2, Gen.Constant(Kind.Review)))
         from one in Gen.Choose(0, 99)
         from other in Gen.Choose(0, 99)
         from number in Gen.Choose(0, 99)
         select new Step(kind, one, other, number)).ArrayOf().ToArbitrary();

    private static async Task<bool> Run(Step[] steps)
    {
        var app = new ForceApp();
        try
        {
            await app.InitializeAsync();
            for (var i = 0; i < 4; i++)
            {
                await app.Report(location: Places[i % Places.Length]);
            }

            foreach (var (step, n) in steps.Select((s, n) => (s, n)))
            {
                await Do(app, step);
                var (kept, counted) = await Both(app);
                kept.ShouldBe(counted, ignoreOrder: true, $"after step {n}: {step}");
            }

            (await Recount(app)).Differed.ShouldBe(0);
            var damaged = await app.Db(Damage);
            (await Recount(app)).Differed.ShouldBe(damaged);
            var (mended, expected) = await Both(app);
            mended.ShouldBe(expected, ignoreOrder: true, "after damage");
            return true;
        }
        finally
        {
            await ((IAsyncLifetime)app).DisposeAsync();
        }
    }

    /// <summary>In ranges so small that everybody is cut off from somebody.</summary>
    private static Task<RecountResult> Recount(ForceApp app) => app.As("specialist", services =>
    {
        var recount = services.GetRequiredService<RecountEverything>();
        recount.Range = 2;
        return recount.Run(null, default);
    });

    /// <summary>Takes rows away, alters some, and adds some that nothing speaks for: under every record of anybody, at an address, and beyond the last person.</summary>
    private static async Task<int> Damage(CaseDbContext db)
    {
        var rows = await db.Standings.OrderBy(s => s.Id).ToListAsync();
        foreach (var (row, n) in rows.Select((r, n) => (r, n)).Where(x => x.n % 3 < 2))
        {
            if (n % 3 == 0)
            {
                db.Standings.Remove(row);
            }
            else
            {
                row.Become(row.Facts with { Count = row.Count + 1 });
            }
        }

        var people = await db.People.Select(p => p.Id).ToListAsync();
        var stale = people.Append(people.Max() + 50)
            .Select(id => new StandingFacts(PatternKind.RepeatPair, "nobody's rule", id, people[0], "", Sight.Cleared, null, 9, new DateOnly(2026, 1, 1), new DateOnly(2026, 2, 1), new DateOnly(2027, 1, 1), 1, "nothing"))
            .Append(new StandingFacts(PatternKind.RepeatAddress, "nobody's rule", 0, 0, "9 Nowhere Street", Sight.Everybody, null, 9, new DateOnly(2026, 1, 1), new DateOnly(2026, 2, 1), new DateOnly(2027, 1, 1), 1, "nothing"))
            .Select(f => new Standing(f)).ToList();
        db.Standings.AddRange(stale);
        await db.SaveChangesAsync();
        return rows.Where((_, n) => n % 3 < 2).Count() + stale.Count;
    }

    private static Task Do(ForceApp app, Step step) => step.Kind switch
    {
        Kind.Report => Report(app, step),
        Kind.Correct => Correct(app, step),
        Kind.Join => Join(app, step),
        Kind.Split => Split(app, step),
        Kind.Restrict => Restrict(app, step),
        Kind.Grade => Grade(app, step),
        _ => Review(app),
    };

    /// <summary>Another report, some days later, of people known already; now and then of somebody new.</summary>
    private static async Task Report(ForceApp app, Step step)
    {
        app.Clock.Advance(TimeSpan.FromDays(step.Number % 4 == 0 ? step.Number * 3 : step.Number / 9) + TimeSpan.FromMinutes(step.One * 13));
        var people = await app.Db(db => db.People.OrderBy(p => p.Id).Select(p => p.Reference).ToListAsync());
        var key = Guid.NewGuid();
        var saved = await app.Send("specialist", new SaveReport(key, Guid.NewGuid(), null, new Dictionary<string, string?>
        {
            ["channel"] = "Emergency999",
            ["location"] = Places[step.Number % Places.Length],
            ["what-happened"] = "Shouting.",
            ["offence"] = step.Other % 3 == 0 ? "STRANGULATION" : Offences.NonCrime,
            ["response"] = "Immediate",
            ["person.1.part"] = "Victim",
            ["person.2.part"] = step.One % 7 == 0 ? "Child" : "Suspect",
            ["person.2.given"] = "Barnaby",
            ["person.1.address"] = step.Other % 2 == 0 ? Places[step.One % Places.Length] : "",
            ["person.3.part"] = "Suspect",
            ["person.3.given"] = step.Other % 5 == 0 ? "Somebody new" : "",
        }));
        await app.Send("specialist", new ChoosePerson(saved.Reference, 1, people[step.One % people.Count]));
        await Unless(() => app.Send("specialist", new ChoosePerson(saved.Reference, 2, people[step.Other % people.Count])));
        await app.Send("specialist", new FinishReport(key));
    }

    private static async Task Correct(ForceApp app, Step step)
    {
        var open = await app.Db(db => db.Incidents.Where(i => i.Status == IncidentStatus.Open).OrderBy(i => i.Id).Select(i => new { i.DraftKey, i.Version }).ToListAsync());
        var one = open[step.One % open.Count];
        await app.Send("specialist", new SaveReport(one.DraftKey, Guid.NewGuid(), one.Version, (step.Number % 3) switch
        {
            0 => new Dictionary<string, string?> { ["location"] = Places[step.Other % Places.Length] },
            1 => new Dictionary<string, string?> { ["person.2.part"] = step.Other % 2 == 0 ? "Witness" : "Suspect" },
            _ => new Dictionary<string, string?> { ["offence"] = step.Other % 2 == 0 ? "RAPE-SEXUAL" : Offences.NonCrime },
        }));
        if (step.Number % 2 == 0)
        {
            await app.Send("specialist", new FinishReport(one.DraftKey));
        }
    }

    private static async Task Join(ForceApp app, Step step)
    {
        var people = await app.Db(db => db.People.OrderBy(p => p.Id).Select(p => new { p.Reference }).ToListAsync());
        var (one, other) = (people[step.One % people.Count], people[step.Other % people.Count]);
        await Unless(() => app.Send("specialist", new JoinPeople(one.Reference, other.Reference, "The same.")));
    }

    /// <summary>Does it, unless they are one person already, or two of one report.</summary>
    private static async Task Unless(Func<Task> act)
    {
        try
        {
            await act();
        }
        catch (RefusedException refused)
        {
            refused.Rule.ShouldBe("PPL-2");
        }
    }

    private static async Task Split(ForceApp app, Step step)
    {
        var links = await app.Db(db => db.PersonJoins.Where(j => j.UndoneAt == null).OrderBy(j => j.Id).Select(j => new { j.Id, j.One.Reference }).ToListAsync());
        if (links.Count > 0)
        {
            await app.Send("specialist", new UndoJoin(links[step.One % links.Count].Reference, links[step.One % links.Count].Id, "Not the same.", false));
        }
    }

    private static Task Restrict(ForceApp app, Step step) => app.Db(async db =>
    {
        var cases = await db.Cases.OrderBy(c => c.Id).ToListAsync();
        var @case = cases[step.One % cases.Count];
        @case.Restrict();
        await db.SaveChangesAsync();
        var incidents = await db.Incidents.Include(i => i.People).Where(i => db.CaseIncidents.Any(c => c.CaseId == @case.Id && c.IncidentId == i.Id)).ToListAsync();
        await Standings.RecountPeople(db, Policy(app), [.. incidents.SelectMany(i => i.People).Select(p => p.PersonId).OfType<long>().Distinct()], default);
        await Standings.RecountPlaces(db, Policy(app), incidents.Select(i => DaCaseManagement.People.Patterns.Places.Key(i.LocationKey, i.Postcode)), default);
    });

    private static async Task Grade(ForceApp app, Step step)
    {
        var links = await app.Db(db => db.CaseIncidents.Where(c => c.Incident.Status == IncidentStatus.Open).OrderBy(c => c.CaseId).ThenBy(c => c.IncidentId).Select(c => new { Incident = c.Incident.Reference, Case = c.Case.Reference }).ToListAsync());
        var link = links[step.One % links.Count];
        await new Told(app, link.Incident, link.Case, "").Assess(step.Number % 3 == 0 ? Story.Medium : Story.High, "specialist");
    }

    private static async Task Review(ForceApp app)
    {
        var today = LocalTime.DayOf(app.Clock.Now);
        var listed = await app.Db(db => db.Standings.On(today).Where(s => s.Pattern == PatternKind.GoneQuiet && s.Sight != Sight.Others).OrderBy(s => s.Id).Select(s => db.People.Where(p => p.Id == s.SubjectId).Select(p => p.Reference).First()).FirstOrDefaultAsync());
        if (listed is not null)
        {
            await app.Send("specialist", new RecordWelfareReview(listed, Policy(app).Quiet.Reasons[0], "Spoken to.", today.AddMonths(2).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)));
        }
    }

    private static ForcePolicy Policy(ForceApp app) => app.Services.GetRequiredService<PolicyInForce>().Policy;

    /// <summary>The table, and everything counted again by whole tables in memory: another way than the one that keeps it.</summary>
    private static Task<(List<StandingFacts> Kept, List<StandingFacts> Counted)> Both(ForceApp app) => app.Db(async db =>
    {
        var identities = await db.People.ToDictionaryAsync(p => p.Id, p => p.SameAsId ?? p.Id);
        var restricted = await db.CaseIncidents.Where(c => c.Case.Restricted).Select(c => c.IncidentId).ToListAsync();
        var high = await db.CaseIncidents.Where(c => c.Case.Grade == DaCaseManagement.Policy.Grade.High).Select(c => c.IncidentId).ToListAsync();
        var names = (await db.PersonNames.ToListAsync()).Where(n => n.FamilyKey.Length > 0).ToLookup(n => identities[n.PersonId], n => n.FamilyKey);
        var looks = (await db.WelfareReviews.ToListAsync()).OrderBy(r => r.On).ThenBy(r => r.Id).ToLookup(r => identities[r.PersonId], r => (WelfareLook?)new WelfareLook(r.On, r.NextOn));
        var incidents = (await db.Incidents.Include(i => i.People).Where(i => i.FinishedAt != null).ToListAsync()).Select(i => new PatternIncident(
            i.Id, DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(i.StartedAt, LocalTime.Zone)), i.AreaId, restricted.Contains(i.Id), i.Offence, high.Contains(i.Id), DaCaseManagement.People.Patterns.Places.KeyOf(i.Location),
            [.. i.People.Where(p => p.PersonId is not null && p.Part is Part.Victim or Part.Suspect or Part.Child).Select(p => new PatternParty(identities[p.PersonId!.Value], Enum.Parse<PatternPart>(p.Part.ToString()!), DaCaseManagement.People.Patterns.Places.KeyOf(p.Address)))]));
        var counted = PatternRules.Everything([.. incidents], id => new PatternPerson(names[id].ToHashSet(), looks[id].LastOrDefault()), Policy(app)).ToList();
        return ((await db.Standings.AsNoTracking().ToListAsync()).ConvertAll(s => s.Facts), counted);
    });
}
