using DaCaseManagement.IntegrationTests.App;
using DaCaseManagement.Pipeline;
using DaCaseManagement.Risk;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.IntegrationTests.Risk;

/// <summary>Random people do random things to a few incidents; after every step the mark that the list goes by is what the records say, and each incident has an assessment, an approved
/// exception or a live, owned deadline (INV-2), or the watch gives it one.</summary>
public sealed class UnassessedModelTests(ForceApp app) : IClassFixture<ForceApp>
{
    private const int Sequences = 60, Steps = 12;

    [Fact, Rule("RSK-5"), Rule("INV-2")]
    public async Task TheMark_IsAlwaysWhatTheRecordsSay()
    {
        var told = new List<Told> { await app.Report(), await app.Report() };
        var (refused, done) = (0, 0);
        for (var sequence = 0; sequence < Sequences; sequence++)
        {
            var random = new Random(sequence);
            told = [.. told.TakeLast(2), sequence % 3 == 0 ? await told[^1].Again() : await app.Report()];
            for (var step = 0; step < Steps; step++)
            {
                try
                {
                    await Act(told[random.Next(told.Count)], random);
                    done++;
                }
                catch (Exception e) when (e is RefusedException or EditConflictException)
                {
                    refused++;
                }

                (await app.Send("chief-officer", new FindWrongFlags())).Wrong.ShouldBeEmpty($"sequence {sequence}, step {step}");
            }

            await app.Send("chief-officer", new ReopenLost(10_000));
            (await WithoutAnything()).ShouldBeEmpty($"sequence {sequence}");
        }

        done.ShouldBeGreaterThan(100);
        refused.ShouldBeGreaterThan(20);
    }

    [Fact, Rule("RSK-5")]
    public async Task AMarkThatAFaultHasChanged_IsFoundAndMendedEitherWay()
    {
        var (waits, settled) = (await app.Report(), await app.Report());
        await settled.Assess(Story.Standard);
        await app.Db(db => db.CaseIncidents.Where(c => c.Incident.Reference == waits.Incident).ExecuteUpdateAsync(s => s.SetProperty(c => c.UnassessedSince, (DateTime?)null)));
        await app.Db(db => db.CaseIncidents.Where(c => c.Incident.Reference == settled.Incident).ExecuteUpdateAsync(s => s.SetProperty(c => c.UnassessedSince, DateTime.UtcNow)));
        (await app.Send("chief-officer", new ListUnassessed())).Rows.ShouldContain(r => r.Why == UnassessedWhy.NobodyWasAsked || r.Why == UnassessedWhy.TelephoneOnly || r.Incident == null);

        List<FlagKey> wrong = [];
        FlagKey? after = null;
        do
        {
            var some = await app.Send("chief-officer", new FindWrongFlags(after, 1));
            wrong.AddRange(some.Wrong);
            after = some.Next;
        }
        while (after is not null);
        (await app.Send("chief-officer", new MendFlags([.. wrong.Distinct()]))).ShouldBe(2);

        (await app.Send("chief-officer", new FindWrongFlags())).Wrong.ShouldBeEmpty();
        (await app.Db(db => db.CaseIncidents.Where(c => c.Incident.Reference == waits.Incident).Select(c => c.UnassessedSince == c.Incident.StartedAt).SingleAsync())).ShouldBeTrue();
    }

    private async Task Act(Told told, Random random)
    {
        string[] officers = ["response-officer", "response-supervisor", "specialist"], supervisors = ["response-supervisor", "response-supervisor-2", "specialist-supervisor"];
        switch (random.Next(7))
        {
            case 0:
                await told.Assess(Story.Medium, officers[random.Next(3)]);
                break;
            case 1 or 2:
                await app.Send(officers[random.Next(3)], new AskExemption(told.Incident, told.Case, "Not reached."));
                break;
            case 3 or 4:
                var open = await app.Db(db => db.Exemptions.Where(e => e.Case.Reference == told.Case).OrderByDescending(e => e.Id).Select(e => e.Id).FirstOrDefaultAsync());
                if (open != 0)
                {
                    await app.Send(supervisors[random.Next(3)], new DecideExemption(open, random.Next(2) == 0, "Looked at."));
                }

                break;
            case 5:
                await app.Send("response-officer", new SaveAssessment(told.Incident, told.Case, null, Story.Standard));
                break;
            default:
                await app.Db(db => db.Deadlines.Where(d => d.Kind == "Assessment" && d.Subject == told.Incident + " " + told.Case).ExecuteDeleteAsync());
                break;
        }
    }

    /// <summary>INV-2 in other words than the application's: from the tables as they are.</summary>
    private Task<List<string>> WithoutAnything() => app.Db(db => db.CaseIncidents
        .Where(c => !db.Assessments.Any(a => a.IncidentId == c.IncidentId && a.CaseId == c.CaseId && a.SubmittedAt != null))
        .Where(c => !db.Exemptions.Any(e => e.IncidentId == c.IncidentId && e.CaseId == c.CaseId && e.Steps.OrderByDescending(s => s.Id).First().Stage == ExemptionStage.Approved))
        .Where(c => !db.Deadlines.Any(d => d.Kind == "Assessment" && d.IncidentId == c.IncidentId && d.CaseId == c.CaseId && d.SatisfiedAt == null && d.CancelledAt == null && d.OwnerUnitId != 0))
        .Select(c => c.Incident.Reference).ToListAsync());
}
