using System.Globalization;

using DaCaseManagement.Access;
using DaCaseManagement.Clocks;
using DaCaseManagement.Data;
using DaCaseManagement.Incidents;
using DaCaseManagement.Incidents.Closing;
using DaCaseManagement.Policy;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Seeding;

/// <summary>What closing asked for and got in the demonstration force: the old incidents closed through the gate, newer ones half way there, two taken off domestic abuse and one about which somebody asks.</summary>
public sealed class DemonstrationClosing(CaseDbContext db, PolicyInForce inForce, TimeProvider clock)
{
    private static readonly string[] Actions =
    [
        "Locks changed the same night; neighbour has our number; panic word agreed.", "She and the children went to her mother. Address passed to nobody else.",
        "Stayed until he had left and was seen on the bus. Patrol passed twice before morning.", "Door made safe, phone charged, 999 on the first button.",
    ];

    private static readonly string[] NoArrest = ["He had left before we came; circulated, with an officer named.", "No offence was found by either account; both were seen apart.", "She asked us not to; body-worn video kept, and the sergeant told."];
    private readonly Random random = new(20_261_123);
    private readonly Dictionary<Incident, List<ClosingAct>> acts = [];
    private Dictionary<string, User> users = [];

    public async Task Fill(CancellationToken cancel)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        users = await db.Users.Where(u => u.IsDemonstration).ToDictionaryAsync(u => u.UserName!, cancel);
        var links = db.CaseIncidents.Local.ToLookup(c => c.Incident);
        var done = db.Incidents.Local.Where(i => i.FinishedAt is not null).OrderBy(i => i.StartedAt).ToList();
        foreach (var incident in done.Where(i => i.StartedAt < now.AddDays(-21)))
        {
            Supply(incident, incident.StartedAt.AddHours(3));
            Look(incident, incident.StartedAt.AddHours(30));
            var at = incident.StartedAt.AddDays(2);
            var gate = ClosingGate.Of(ClosingFacts.Of(incident, [.. links[incident]], acts[incident]), inForce.Policy);
            if (gate.IsMet)
            {
                incident.Close(gate, at);
                Add(incident, ClosingActKind.Closed, "", "response-supervisor", at, detail: gate.Record());
            }
        }

        var newer = done.Where(i => i.Status == IncidentStatus.Open && i.StartedAt < now.AddHours(-9) && links[i].All(l => l.UnassessedSince is null && !l.Case.Restricted)).ToList();
        foreach (var (incident, n) in newer.Select((i, n) => (i, n)).Where(x => x.n % 2 == 0))
        {
            Supply(incident, incident.StartedAt.AddHours(3));
            if (n % 4 == 0)
            {
                Ask(incident, ClosingGate.Of(ClosingFacts.Of(incident, [.. links[incident]], acts[incident]), inForce.Policy), links[incident].First().CaseId, now.AddHours(-5 + (n % 12)));
            }
        }

        Recode(done.Where(i => i.Status == IncidentStatus.Closed).Reverse().Skip(40).Take(2), newer.Where((_, n) => n % 2 == 1).LastOrDefault(), now);
        db.ChangeTracker.DetectChanges();
        await db.SaveChangesAsync(cancel);
    }

    private void Supply(Incident incident, DateTime at)
    {
        acts[incident] = [];
        var children = incident.People.Where(p => p.Part == Part.Child && !p.IsEmpty).ToList();
        foreach (var child in children)
        {
            var seen = random.Next(12) > 0;
            Add(incident, seen ? ClosingActKind.ChildSeen : ClosingActKind.ChildNotSeen, seen ? "Seen asleep, then spoken to with her aunt." : "At the other parent's; seen there by the school officer on Monday.", "response-officer", at, child.Slot, seen ? at.AddHours(-2) : null);
        }

        if (children.Count == 0)
        {
            Add(incident, ClosingActKind.NoChildren, "No children live here; every room was seen.", "response-officer", at);
        }

        Add(incident, ClosingActKind.SafetyActions, Actions[random.Next(Actions.Length)], "response-officer", at, happened: at.AddHours(-1));
        Add(incident, ClosingActKind.SafetyPlan, "Plan in the case; she has a copy where she chose.", "response-officer", at);
        var arrested = random.Next(3) > 0 && incident.People.Any(p => p.Part == Part.Suspect && !p.IsEmpty);
        Add(
            incident, ClosingActKind.PositiveAction, arrested ? "" : NoArrest[random.Next(NoArrest.Length)], "response-officer", at, happened: arrested ? at.AddHours(-1) : null,
            detail: arrested ? incident.People.First(p => p.Part == Part.Suspect).Slot.ToString(CultureInfo.InvariantCulture) : "");
    }

    private void Look(Incident incident, DateTime at)
    {
        Add(incident, ClosingActKind.ClosingAsked, "", "response-officer", at.AddHours(-4));
        Add(incident, ClosingActKind.Endorsed, "Read the log, the assessment and the plan; spoke to the officer.", "response-supervisor", at);
        Add(incident, ClosingActKind.QuestionsAnswered, "", "control-room-supervisor", at, detail: ClosingQuestions.Write(ClosingQuestions.All.Select(q => new ClosingAnswer(q.Code, true, null))));
    }

    /// <summary>Somebody has asked for it to be closed and waits for the sergeant and the inspector.</summary>
    private void Ask(Incident incident, ClosingGate gate, long @case, DateTime due)
    {
        Add(incident, ClosingActKind.ClosingAsked, "", "response-officer", due.AddHours(-8));
        foreach (var (step, kind, unit) in new[] { (GateStep.SergeantEndorses, "ClosureEndorsement", "response-officer"), (GateStep.InspectorAnswers, "ClosingQuestions", "control-room-supervisor") })
        {
            if (gate[step].State == GateState.Missing)
            {
                db.Deadlines.Add(new Deadline(kind, incident.Reference, @case, incident.Id, users[unit].UnitId!.Value, null, due.AddHours(-8), due));
            }
        }
    }

    private void Recode(IEnumerable<Incident> settled, Incident? asked, DateTime now)
    {
        foreach (var incident in settled)
        {
            var at = incident.ClosedAt!.Value.AddDays(-1);
            Add(incident, ClosingActKind.UncodingAsked, "Two brothers were meant, strangers to the caller; the names were mixed up when the call was taken.", "response-officer", at, detail: nameof(Coding.AntiSocialBehaviour));
            db.ClosingActs.Add(new ClosingAct(incident, ClosingActKind.UncodingApproved, "Heard the call again and rang the caller: no relation between anybody there.", Who("response-supervisor"), at.AddHours(6)) { Detail = nameof(Coding.AntiSocialBehaviour) });
            incident.Coding = Coding.AntiSocialBehaviour;
        }

        if (asked is not null)
        {
            acts.TryAdd(asked, []);
            Add(asked, ClosingActKind.UncodingAsked, "The caller meant the flat above; those two are flatmates and say so.", "response-officer", now.AddHours(-3), detail: nameof(Coding.Other));
            db.Deadlines.Add(new Deadline(Recoding.Kind, asked.Reference, db.CaseIncidents.Local.First(c => c.Incident == asked).CaseId, asked.Id, users["response-officer"].UnitId!.Value, null, now.AddHours(-3), now.AddHours(5)));
        }
    }

    private Actor Who(string account) => new(users[account].Id, users[account].FullName, inForce.Policy.Version);

    private void Add(Incident incident, ClosingActKind kind, string words, string account, DateTime at, int? slot = null, DateTime? happened = null, string? detail = null)
    {
        var act = new ClosingAct(incident, kind, words, Who(account), at) { Slot = slot, HappenedAt = happened, Detail = detail };
        acts[incident].Add(act);
        db.ClosingActs.Add(act);
    }
}
