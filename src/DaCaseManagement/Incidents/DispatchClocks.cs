using DaCaseManagement.Access;
using DaCaseManagement.Cases;
using DaCaseManagement.Clocks;
using DaCaseManagement.Data;
using DaCaseManagement.Policy;
using DaCaseManagement.Routing;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Incidents;

/// <summary>REC-6: from the moment a response is graded two clocks run, until officers are sent and until one is there. Sending and arriving stop them, regrading moves them.</summary>
public sealed class DispatchClocks(CaseDbContext db, PolicyInForce inForce, Deadlines deadlines, CaseRouter router, TimeProvider clock)
{
    public const string Sending = "Dispatch", Coming = "Attendance";

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>Brings both clocks to what the incident says now.</summary>
    /// <param name="before">The response before this change.</param>
    /// <param name="cases">Those it belongs to, once they are known.</param>
    public async Task Follow(Incident incident, ResponseGrade? before, CancellationToken cancel, IReadOnlyList<Case>? cases = null)
    {
        if (incident.UnattendedSince is null)
        {
            // Somebody is there; or it was over, or under way, before there were clocks.
            await deadlines.Satisfy(Sending, incident.Reference, cancel);
            await deadlines.Satisfy(Coming, incident.Reference, cancel);
            return;
        }

        if (incident.SentAt is not null)
        {
            await deadlines.Satisfy(Sending, incident.Reference, cancel);
        }
        else
        {
            await Run(incident, Sending, Now, MinutesToSend(incident.Response), null, before, cases, cancel);
        }

        await Run(incident, Coming, incident.StartedAt, MinutesToCome(incident.Response), incident.Response == ResponseGrade.Appointment ? incident.AppointmentAt : null, before, cases, cancel);
    }

    /// <summary>The incident was closed: what was still running is accounted for.</summary>
    public async Task Stop(Incident incident, string because, CancellationToken cancel)
    {
        await deadlines.Cancel(Sending, incident.Reference, because, cancel);
        await deadlines.Cancel(Coming, incident.Reference, because, cancel);
    }

    private async Task Run(Incident incident, string kind, DateTime from, int? minutes, DateTime? appointment, ResponseGrade? before, IReadOnlyList<Case>? cases, CancellationToken cancel)
    {
        var running = db.Deadlines.Local.FirstOrDefault(d => d.IsOpen && d.Kind == kind && d.Subject == incident.Reference)
            ?? await db.Deadlines.FirstOrDefaultAsync(d => d.IsOpen && d.Kind == kind && d.Subject == incident.Reference, cancel);

        // Whoever may not see the case may not see its clocks either.
        var owner = cases?.OrderByDescending(c => c.Restricted).FirstOrDefault()?.Id;
        if (running is null)
        {
            await Start(incident, kind, from, minutes, appointment, owner, cancel);
            return;
        }

        if (owner is { } known)
        {
            running.Concern(known);
        }

        if (incident.Response is not { } now)
        {
            return;
        }

        if (minutes is not null || appointment is not null)
        {
            Move(running, incident, minutes, appointment, faster: before is { } was && now < was);
        }
        else if (Reason(incident) is not null)
        {
            running.Cancel($"Regraded: {now}", Now);
        }
    }

    private async Task Start(Incident incident, string kind, DateTime from, int? minutes, DateTime? appointment, long? owner, CancellationToken cancel)
    {
        if (minutes is null && appointment is null)
        {
            return;
        }

        var room = await router.UnitOf(UnitKind.ControlRoom, incident.AreaId, cancel);
        if (appointment is { } at)
        {
            deadlines.OpenAt(at, kind, incident.Reference, owner, incident.Id, room.Id);
        }
        else
        {
            deadlines.OpenFor(minutes!.Value, kind, incident.Reference, owner, incident.Id, room.Id, null, from);
        }
    }

    private void Move(Deadline running, Incident incident, int? minutes, DateTime? appointment, bool faster)
    {
        var was = running.DueAt;
        var due = appointment is { } at
            ? DueTime.At(inForce.Policy, running.Kind, running.CountedFrom, at)
            : DueTime.Of(inForce.Policy, running.Kind, faster ? Now : running.CountedFrom, minutes!.Value);
        if (due.DueAt < was ? faster || appointment is not null : due.DueAt > was && !faster && Reason(incident) is not null)
        {
            running.MoveTo(due.DueAt, due.WarnAt);
            if (running.Id != 0)
            {
                db.DeadlineEvents.Add(new DeadlineEvent(running.Id, DeadlineHappening.Moved, Now, was, $"Response: {incident.Response}", 0));
            }
        }
    }

    /// <summary>Without one nothing becomes later (REC-3).</summary>
    private static string? Reason(Incident incident) => Said(incident.SlowerBecause) ?? (incident.Response == ResponseGrade.Appointment ? Said(incident.AppointmentBecause) : null);

    private static string? Said(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;

    private int? MinutesToSend(ResponseGrade? response) => response switch
    {
        ResponseGrade.Immediate => inForce.Policy.Response.ImmediateUnresourcedMinutes,
        ResponseGrade.Priority => inForce.Policy.Response.PriorityUndispatchedMinutes,
        _ => null,
    };

    private int? MinutesToCome(ResponseGrade? response) => response switch
    {
        ResponseGrade.Immediate => inForce.Policy.Response.AttendImmediateMinutes,
        ResponseGrade.Priority => inForce.Policy.Response.AttendPriorityMinutes,
        _ => null,
    };
}
