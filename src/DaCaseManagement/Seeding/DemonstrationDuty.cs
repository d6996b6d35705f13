using DaCaseManagement.Access;
using DaCaseManagement.Clocks;
using DaCaseManagement.Data;
using DaCaseManagement.Policy;
using DaCaseManagement.Routing;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Seeding;

/// <summary>Shifts, leave, posts and one hand-over between shifts in the demonstration force.</summary>
internal static class DemonstrationDuty
{
    private static readonly string[] OnDuty = ["call-handler", "control-room-supervisor", "response-officer", "response-supervisor", "specialist", "specialist-supervisor", "safeguarding-officer", "safeguarding-supervisor"];

    public static async Task Fill(CaseDbContext db, IReadOnlyDictionary<string, User> users, ForcePolicy policy, DateTime now, CancellationToken cancel)
    {
        foreach (var user in OnDuty.Select(name => users[name]))
        {
            db.DutyPeriods.Add(new DutyPeriod(user.Id, now.AddHours(-2), now.AddHours(6), user.Id));
        }

        foreach (var (unit, posts) in users.Values.Where(u => u.UnitId is not null && u.Role is Role.SpecialistSupervisor or Role.ResponseSupervisor).Select(u => u.UnitId!.Value).Distinct().Select(id => (id, 4)))
        {
            db.UnitPosts.Add(new UnitPost(unit, null, posts));
            db.UnitPosts.Add(new UnitPost(unit, Skill.AccreditedDetective, posts - 1));
        }

        var away = users["response-supervisor-2"];
        db.Absences.Add(new Absence(away.Id, AbsenceKind.AnnualLeave, now.AddDays(3), now.AddDays(10), away.Id, now.AddDays(-1)));

        // What a supervisor left waits for the officer who follows.
        var (sender, receiver) = (users["response-supervisor-2"], users["response-officer"]);
        var due = await db.Deadlines.Where(d => d.IsOpen && d.OwnerUnitId == sender.UnitId && d.CaseId != null && !db.Cases.Any(c => c.Id == d.CaseId && c.Restricted)).OrderBy(d => d.DueAt).ThenBy(d => d.Id).Take(2).ToListAsync(cancel);
        if (due.Count > 0 && sender.UnitId is { } shared && receiver.UnitId == shared)
        {
            due.ForEach(d => d.PassTo(shared, sender.Id));
            var handover = new ShiftHandover(sender.Id, shared, receiver.Id, now.AddMinutes(-20), now.AddHours(14), "Spoke to both victims this afternoon; both are safe for tonight.", due.Select(d => new ShiftItem(ShiftItemKind.Deadline, d.Id, d.CaseId, d.IncidentId, d.DueAt)));
            db.ShiftHandovers.Add(handover);
            db.ChangeTracker.DetectChanges();
            await db.SaveChangesAsync(cancel);
            var at = DueTime.Of(policy, ShiftBook.Kind, handover.At);
            db.Deadlines.Add(new Deadline(ShiftBook.Kind, ShiftBook.Subject(handover.Id), null, null, shared, receiver.Id, handover.At, at.DueAt, at.WarnAt));
        }

        db.ChangeTracker.DetectChanges();
        await db.SaveChangesAsync(cancel);
    }
}
