using DaCaseManagement.Access;
using DaCaseManagement.Clocks;
using DaCaseManagement.Data;
using DaCaseManagement.Incidents;
using DaCaseManagement.Policy;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Seeding;

/// <summary>What the board shows in the demonstration force: the newest incident with nobody sent, the next ones with crews on the way, one officer alone, the rest attended.</summary>
internal static class DemonstrationDispatch
{
    public static async Task Fill(CaseDbContext db, ForcePolicy policy, User by, DateTime now, CancellationToken cancel)
    {
        var room = await db.Units.Where(u => u.Kind == UnitKind.ControlRoom).OrderBy(u => u.Id).FirstAsync(cancel);
        var open = db.Incidents.Local.Where(i => i.Status == IncidentStatus.Open).OrderByDescending(i => i.StartedAt).ToList();
        foreach (var (incident, n) in open.Select((i, n) => (i, n)))
        {
            var sign = $"WM{10 + (n * 7 % 50)}";
            var steps = new List<Dispatch>();
            void Step(DispatchStep step, DateTime at) => steps.Add(new Dispatch(incident.Id, step, sign, n == 2 ? 1 : 2, by.Id, by.FullName, at));
            if (n is 1 or 2)
            {
                Step(DispatchStep.Sent, now.AddMinutes(-9 * n));
            }
            else if (n > 2)
            {
                Step(DispatchStep.Sent, incident.StartedAt.AddMinutes(9));
                Step(DispatchStep.Arrived, incident.StartedAt.AddMinutes(24));
                if (now - incident.StartedAt > TimeSpan.FromHours(4))
                {
                    Step(DispatchStep.StoodDown, incident.StartedAt.AddHours(3));
                }
            }

            var attendance = Attendance.Of(steps);
            incident.Attended(attendance.SentAt, attendance.ArrivedAt);
            db.Dispatches.AddRange(steps);
            if (n < 3)
            {
                Clock(db, policy, incident, room, attendance.SentAt is null ? DispatchClocks.Sending : DispatchClocks.Coming);
            }
        }

        db.ChangeTracker.DetectChanges();
        await db.SaveChangesAsync(cancel);
    }

    private static void Clock(CaseDbContext db, ForcePolicy policy, Incident incident, Unit room, string kind)
    {
        var minutes = kind == DispatchClocks.Coming ? policy.Response.AttendPriorityMinutes
            : incident.Response == ResponseGrade.Immediate ? policy.Response.ImmediateUnresourcedMinutes
            : policy.Response.PriorityUndispatchedMinutes;
        if (minutes is { } m && (incident.Response != ResponseGrade.Appointment || incident.AppointmentAt is not null))
        {
            var due = incident.Response == ResponseGrade.Appointment ? DueTime.At(policy, kind, incident.StartedAt, incident.AppointmentAt!.Value) : DueTime.Of(policy, kind, incident.StartedAt, m);
            var @case = db.CaseIncidents.Local.FirstOrDefault(c => c.Incident == incident)?.Case.Id;
            db.Deadlines.Add(new Deadline(incident.Response == ResponseGrade.Appointment ? DispatchClocks.Coming : kind, incident.Reference, @case, incident.Id, room.Id, null, incident.StartedAt, due.DueAt, due.WarnAt));
        }
    }
}
