using System.Globalization;

using DaCaseManagement.Clocks;
using DaCaseManagement.Incidents;
using DaCaseManagement.Incidents.Closing;
using DaCaseManagement.IntegrationTests.App;
using DaCaseManagement.Pipeline;
using DaCaseManagement.Policy;
using DaCaseManagement.Risk;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.IntegrationTests.Incidents;

/// <summary>Random people do random things to one incident through the real pipeline, also two at once. Whenever it stands closed, the rows are read by a second hand: nothing may be missing.</summary>
public sealed class ClosingModelTests(ForceApp app) : IClassFixture<ForceApp>
{
    private static readonly string[] People = ["response-officer", "response-supervisor", "response-supervisor-2", "control-room-supervisor", "specialist-supervisor", "call-handler"];

    // The full count is a command: DACASE_SEQUENCES=2000 dotnet test tests/DaCaseManagement.IntegrationTests --filter ClosingModelTests
    private static readonly int Sequences = int.Parse(Environment.GetEnvironmentVariable("DACASE_SEQUENCES") ?? "12", CultureInfo.InvariantCulture);

    [Fact, Rule("REC-9"), Rule("REC-11"), Rule("INV-4")]
    public async Task RandomRequests_NeverLeaveAnIncidentClosedWithSomethingMissing()
    {
        var (closed, reopened, refused) = (0, 0, 0);
        for (var seed = 0; seed < Sequences; seed++)
        {
            var random = new Random(seed);
            var told = await app.Report(also: random.Next(2) == 0 ? new Dictionary<string, string?> { ["person.3.given"] = "Wilf", ["person.3.family"] = "Quellmark" } : null);
            var (before, gradeBefore, waited) = (new List<string>(), (Grade?)null, true);
            for (var step = 0; step < 30; step++)
            {
                var tasks = new List<Task<bool>> { Refused(() => random.Next(3) > 0 ? Next(told, random) : Any(told, random, step)) };
                if (random.Next(4) == 0)
                {
                    tasks.Add(Refused(() => Any(told, random, step)));
                }

                refused += (await Task.WhenAll(tasks)).Count(r => r);
                var acts = await app.Db(db => db.ClosingActs.AsNoTracking().Where(a => a.Incident.Reference == told.Incident).OrderBy(a => a.Id).ToListAsync());
                var now = acts.ConvertAll(a => $"{a.Id} {a.Kind} {a.Words} {a.ById}");
                now.Take(before.Count).ShouldBe(before, $"seed {seed}: what was done has changed");
                var isNew = now.Count > before.Count;
                before = now;
                var (status, coding, grade, waits) = await app.Db(async db => (
                    await db.Incidents.Where(i => i.Reference == told.Incident).Select(i => i.Status).SingleAsync(), await db.Incidents.Where(i => i.Reference == told.Incident).Select(i => i.Coding).SingleAsync(),
                    await db.Cases.Where(c => c.Reference == told.Case).Select(c => c.Grade).SingleAsync(), await db.CaseIncidents.Where(Unassessed.Waits(db)).AnyAsync(c => c.Incident.Reference == told.Incident)));
                acts.Where(a => a.AboutId is not null).GroupBy(a => a.AboutId).ShouldAllBe(g => g.Count() == 1, $"seed {seed}: one request was decided twice");
                if (isNew && status == IncidentStatus.Closed && acts[^1].Kind == ClosingActKind.Closed)
                {
                    closed++;

                    // Somebody may have assessed in the same step: what is needed both before and after it was needed at the instant of closing.
                    Whole(acts, coding, grade == gradeBefore ? grade : Grade.Standard, waits && waited).ShouldBeEmpty($"seed {seed} step {step}: " + string.Join(", ", acts.Select(a => a.Kind)));
                }

                (gradeBefore, waited) = (grade, waits);
                reopened += acts.Count > 0 && acts[^1].Kind == ClosingActKind.Reopened ? 1 : 0;
            }
        }

        closed.ShouldBeGreaterThan(0);
        reopened.ShouldBeGreaterThan(0);
        refused.ShouldBeGreaterThan(Sequences);
    }

    /// <summary>What is missing, read from the rows alone.</summary>
    private static List<string> Whole(List<ClosingAct> acts, Coding coding, Grade? grade, bool waits)
    {
        var missing = new List<string>();
        void Need(bool there, string what)
        {
            if (!there)
            {
                missing.Add(what);
            }
        }

        bool Has(params ClosingActKind[] kinds) => acts.Exists(a => kinds.Contains(a.Kind));
        bool Let(GateStep step) => acts.FindLast(a => a.Step == step)?.Kind == ClosingActKind.ExceptionApproved;
        var endorsed = acts.FindLast(a => a.Kind is ClosingActKind.Endorsed or ClosingActKind.EndorsementRefused);
        var asked = acts.FindLast(a => a.Kind == ClosingActKind.ClosingAsked && a.Id < endorsed?.Id);
        var since = acts.FindLast(a => a.Kind is ClosingActKind.ChildSeen or ClosingActKind.ChildNotSeen or ClosingActKind.NoChildren or ClosingActKind.SafetyActions or ClosingActKind.SafetyPlan or ClosingActKind.PositiveAction or ClosingActKind.Reopened)?.Id ?? 0;
        if (coding != Coding.DomesticAbuse)
        {
            var approved = acts.FindLast(a => a.Kind == ClosingActKind.UncodingApproved);
            Need(approved is not null && acts.Single(a => a.Id == approved.AboutId).ById != approved.ById, "a second person took it off domestic abuse");
            return missing;
        }

        Need(!waits, "assessment");
        Need(Has(ClosingActKind.ChildSeen, ClosingActKind.ChildNotSeen, ClosingActKind.NoChildren) || Let(GateStep.ChildrenSeen), "children");
        Need(Has(ClosingActKind.SafetyActions) || Let(GateStep.SafetyActions), "actions");
        Need(Has(ClosingActKind.SafetyPlan) || Let(GateStep.SafetyPlan), "plan");
        Need(Has(ClosingActKind.PositiveAction) || Let(GateStep.PositiveAction), "positive action");
        Need(endorsed is { Kind: ClosingActKind.Endorsed } && endorsed.Id > since && asked is not null && asked.ById != endorsed.ById, "endorsed by another than asked");
        Need(grade != Grade.High || acts.FindLast(a => a.Kind == ClosingActKind.QuestionsAnswered) is { } answered && answered.Id > since && answered.Words.Length == 0, "inspector");
        foreach (var decided in acts.Where(a => a.Kind == ClosingActKind.ExceptionApproved))
        {
            Need(acts.Single(a => a.Id == decided.AboutId).ById != decided.ById, "an exception approved by who asked");
        }

        return missing;
    }

    /// <summary>What would naturally come next, so that sequences get somewhere.</summary>
    private async Task Next(Told told, Random random)
    {
        var view = await app.Send("response-officer", new ViewClosing(told.Incident));
        var (reference, at) = (told.Incident, LocalTime.Text(app.Clock.Now));
        await ((view.Status, view.Lines.FirstOrDefault(l => l.State == GateState.Missing)?.Step) switch
        {
            (IncidentStatus.Closed, _) => random.Next(2) == 0 ? app.Send("response-officer", new ReopenIncident(reference, "Again.")) : Task.CompletedTask,
            (_, null) => app.Send("response-officer", new CloseIncident(reference)),
            (_, GateStep.Assessment) => told.Assess(random.Next(2) == 0 ? Story.Standard : Story.High),
            (_, GateStep.ChildrenSeen) => app.Send("response-officer", new RecordChild(reference, view.People.Any(p => p.Part == Part.Child) ? 3 : null, true, at, "As seen.")),
            (_, GateStep.SafetyActions) => app.Send("response-officer", new RecordSafetyActions(reference, "Locks.", at)),
            (_, GateStep.SafetyPlan) => app.Send("response-officer", new RecordSafetyPlan(reference, "In the case.")),
            (_, GateStep.PositiveAction) => app.Send("response-officer", new RecordPositiveAction(reference, false, null, null, "Gone.")),
            (_, GateStep.SergeantEndorses) => view.Asked is null ? app.Send("response-officer", new AskToClose(reference)) : app.Send("response-supervisor", new EndorseClosing(reference, true, "Read.")),
            _ => app.Send("control-room-supervisor", new AnswerClosingQuestions(reference, ClosingQuestions.All.ToDictionary(q => q.Code, _ => new QuestionReply(true, null)))),
        });
    }

    private Task Any(Told told, Random random, int step)
    {
        var (by, reference, at) = (People[random.Next(People.Length)], told.Incident, LocalTime.Text(app.Clock.Now));
        var slow = random.Next(5) == 0;
        return random.Next(slow ? 18 : 14) switch
        {
            0 => told.Assess(random.Next(2) == 0 ? Story.Standard : Story.High),
            1 => app.Send(by, new RecordChild(reference, random.Next(2) == 0 ? 3 : null, random.Next(3) > 0, at, "Seen, or the reason.")),
            2 => app.Send(by, new RecordSafetyActions(reference, "Locks.", at)),
            3 => app.Send(by, new RecordSafetyPlan(reference, "In the case.")),
            4 => app.Send(by, new RecordPositiveAction(reference, false, null, null, "Gone.")),
            5 or 6 => app.Send(by, new AskToClose(reference)),
            7 or 8 => app.Send(by, new EndorseClosing(reference, random.Next(4) > 0, "Read.")),
            9 => app.Send(random.Next(2) == 0 ? "control-room-supervisor" : by, new AnswerClosingQuestions(reference, ClosingQuestions.All.ToDictionary(q => q.Code, _ => new QuestionReply(step > 5 || random.Next(2) == 0, "Note.")))),
            10 or 11 or 12 => app.Send(by, new CloseIncident(reference)),
            13 => app.Send(by, new AskClosingException(reference, (GateStep)random.Next(7), "Cannot.")),
            14 => app.Send(by, new DecideClosingException(reference, (GateStep)random.Next(7), random.Next(2) == 0, "Looked at.")),
            15 => app.Send(by, new ReopenIncident(reference, "Again.")),
            16 => app.Send(by, new AskUncoding(reference, Coding.Other, "Not them.")),
            _ => random.Next(2) == 0 ? app.Send(by, new DecideUncoding(reference, random.Next(2) == 0, "Looked at.")) : app.Send(by, new CodeAsDomesticAbuse(reference, "It is.")),
        };
    }

    /// <summary>Anything but a rule's, a permission's or a form's no is a fault of the program and ends the test.</summary>
    private static async Task<bool> Refused(Func<Task> send)
    {
        try
        {
            await send();
            return false;
        }
        catch (Exception e) when (e is RefusedException or NotPermittedException or RecordNotFoundException or EditConflictException or FluentValidation.ValidationException)
        {
            return true;
        }
    }
}
