using System.Globalization;

using DaCaseManagement.Clocks;
using DaCaseManagement.IntegrationTests.App;
using DaCaseManagement.Pipeline;
using DaCaseManagement.Policy;
using DaCaseManagement.Risk;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.IntegrationTests.Risk;

/// <summary>Random people send random requests about one case's grade to the real pipeline and database, also two at once. After each the record is looked at:
/// nothing written before has changed, the case shows the grade its decisions give, and no grade went down but as RSK-9 and RSK-10 let it.</summary>
public sealed class GradeModelTests(ForceApp app) : IClassFixture<ForceApp>
{
    private static readonly string[] People = ["response-officer", "response-supervisor", "response-supervisor-2", "specialist", "specialist-supervisor", "safeguarding-officer", "safeguarding-supervisor", "neighbourhood-officer", "call-handler"];

    // The full count is a command: DACASE_SEQUENCES=10000 dotnet test tests/DaCaseManagement.IntegrationTests --filter GradeModelTests
    private static readonly int Sequences = int.Parse(Environment.GetEnvironmentVariable("DACASE_SEQUENCES") ?? "60", CultureInfo.InvariantCulture);

    [Fact, Rule("INV-3"), Rule("INV-4"), Rule("RSK-7"), Rule("RSK-9"), Rule("RSK-10"), Rule("RSK-11")]
    public async Task RandomRequests_NeverLowerAGradeOtherwiseThanTheRulesAllow()
    {
        var (lowered, challenged, refused) = (0, 0, 0);
        for (var seed = 0; seed < Sequences; seed++)
        {
            var random = new Random(seed);
            var told = await app.Report();
            await told.Assess(Pick(random, Story.Medium, Story.High, Story.High));
            var (before, standing) = (await Decisions(told), await Standing(told));
            for (var step = 0; step < 12; step++)
            {
                app.Clock.Advance(TimeSpan.FromMinutes(random.Next(1, 90)));
                var requests = new List<(string By, Func<string, Task> Send)> { await Any(told, random, before) };
                if (random.Next(3) == 0)
                {
                    requests.Add(random.Next(2) == 0 ? (People[random.Next(People.Length)], requests[0].Send) : await Any(told, random, before));
                }

                refused += (await Task.WhenAll(requests.Select(r => Refused(() => r.Send(r.By))))).Count(r => r);
                var (after, now) = (await Decisions(told), await Standing(told));
                after.Take(before.Count).ShouldBe(before, $"seed {seed}: what was decided has changed");
                var chain = new GradeChain(after, app.Services.GetPolicy());
                now.ShouldBe(chain.Standing, $"seed {seed}: the case does not show the grade of its decisions");
                if (now < standing)
                {
                    var last = after[^1];
                    var why = after.Skip(before.Count).FirstOrDefault(d => d.Stage is DecisionStage.LoweringConfirmed or DecisionStage.ChallengeRefused);
                    why.ShouldNotBeNull($"seed {seed}: lowered without a decision that may: {last}");
                    (why.VictimContactedAt is not null && why.LoweringReason is not null && after.Exists(d => d.Id == why.AboutId && d.ById != why.ById)).ShouldBeTrue($"seed {seed}: {why}");
                }

                lowered += after.Skip(before.Count).Count(d => d.Stage == DecisionStage.LoweringConfirmed);
                challenged += after.Skip(before.Count).Count(d => d.Stage == DecisionStage.Challenged);
                after.Where(d => d.AboutId is not null).GroupBy(d => d.AboutId).ShouldAllBe(g => g.Count() == 1, $"seed {seed}: one question was answered twice");
                (before, standing) = (after, now);
            }
        }

        lowered.ShouldBeGreaterThan(0);
        challenged.ShouldBeGreaterThan(0);
        refused.ShouldBeGreaterThan(Sequences);
    }

    [Fact, Rule("RSK-6")]
    public async Task TheDemonstrationForce_ShowsEveryCaseTheGradeItsDecisionsGive()
    {
        await using var force = new FullForceApp();
        await force.InitializeAsync();
        var policy = force.Services.GetPolicy();
        var cases = await force.Db(db => db.Cases.Select(c => new { c.Id, c.Reference, c.Grade }).ToListAsync());
        foreach (var one in cases)
        {
            (await force.Db(db => GradeBook.Chain(db, one.Id, policy, CancellationToken.None))).Standing.ShouldBe(one.Grade, one.Reference);
        }

        cases.Count(c => c.Grade is not null).ShouldBeGreaterThan(100);
    }

    private async Task<(string By, Func<string, Task> Send)> Any(Told told, Random random, List<Judgement> known)
    {
        var assessments = await app.Db(db => db.Assessments.Where(a => a.Case.Reference == told.Case && a.SubmittedAt != null).Select(a => a.Id).ToListAsync());
        var (assessment, decision, grade) = (assessments[random.Next(assessments.Count)], known[random.Next(known.Count)].Id, (Grade)random.Next(1, 4));
        var contacted = random.Next(5) == 0 ? null : LocalTime.Text(app.Clock.Now.AddMinutes(-random.Next(1, 60)));
        var reason = random.Next(5) == 0 ? "Workload" : app.Services.GetPolicy().Assessment.LoweringReasons[random.Next(3)];
        long LastOf(DecisionStage stage) => random.Next(6) == 0 ? decision : known.FindLast(d => d.Stage == stage)?.Id ?? decision;
        var by = People[random.Next(People.Length)];
        var proposed = known.Exists(d => d.Stage == DecisionStage.LoweringProposed && !known.Exists(a => a.AboutId == d.Id));

        // Now and then what would naturally come next, so that sequences get somewhere.
        if (random.Next(3) == 0)
        {
            by = proposed ? "specialist-supervisor" : known.Exists(d => d.Stage == DecisionStage.Challenged && !known.Exists(a => a.AboutId == d.Id)) ? "safeguarding-supervisor" : "response-supervisor";
        }

        Func<string, Task> send = (proposed && random.Next(2) == 0 ? 2 : random.Next(7)) switch
        {
            0 => who => app.Send(who, new ReviewGrade(assessment, grade, "Looked at.", contacted, reason)),
            1 => who => app.Send(who, new ReviewForUnit(assessment, grade, "Looked at.", contacted, reason)),
            2 or 3 => who => app.Send(who, new DecideLowering(LastOf(DecisionStage.LoweringProposed), random.Next(4) > 0, "Looked at.")),
            4 => who => app.Send(who, new ChallengeGrade(known[^1].Id, grade, "Too low.")),
            5 => who => app.Send(who, new DecideChallenge(LastOf(DecisionStage.Challenged), random.Next(2) == 0, "Looked at.", contacted, reason)),
            _ => who => told.Assess(Pick(random, Story.Standard, Story.Medium, Story.High), who, "Calm today"),
        };
        return (by, send);
    }

    /// <summary>Anything but a rule's, a permission's or a missing record's no is a fault of the program and ends the test.</summary>
    private static async Task<bool> Refused(Func<Task> send)
    {
        try
        {
            await send();
            return false;
        }
        catch (Exception e) when (e is RefusedException or NotPermittedException or RecordNotFoundException or EditConflictException)
        {
            return true;
        }
    }

    private Task<List<Judgement>> Decisions(Told told) => app.Db(db => db.GradeDecisions.AsNoTracking().Where(d => d.Case.Reference == told.Case).OrderBy(d => d.Id)
        .Select(d => new Judgement(d.Id, d.AssessmentId, d.Stage, d.Grade, d.ById, d.ByUnitId, d.AboutId, d.At, d.VictimContactedAt, d.LoweringReason)).ToListAsync());

    private Task<Grade?> Standing(Told told) => app.Db(db => db.Cases.Where(c => c.Reference == told.Case).Select(c => c.Grade).SingleAsync());

    private static T Pick<T>(Random random, params T[] of) => of[random.Next(of.Length)];
}
