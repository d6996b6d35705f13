using DaCaseManagement.Data;
using DaCaseManagement.Policy;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Clocks;

/// <summary>Opens and satisfies deadlines inside the command that causes them.</summary>
public sealed class Deadlines(CaseDbContext db, PolicyInForce inForce, TimeProvider clock)
{
    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>Due after the policy's time for the kind, from <paramref name="from"/> or now.</summary>
    public void Open(string kind, string subject, long? caseId, long? incidentId, long unitId, long? userId = null, DateTime? from = null) =>
        Add(kind, subject, caseId, incidentId, unitId, userId, from, start => DueTime.Of(inForce.Policy, kind, start));

    /// <summary>Due so many minutes of the kind's clock after <paramref name="from"/> or now, where another part of the profile gives the time.</summary>
    public void OpenFor(int minutes, string kind, string subject, long? caseId, long? incidentId, long unitId, long? userId = null, DateTime? from = null) =>
        Add(kind, subject, caseId, incidentId, unitId, userId, from, start => DueTime.Of(inForce.Policy, kind, start, minutes));

    /// <summary>Due at a time that the record itself gives.</summary>
    public void OpenAt(DateTime dueAt, string kind, string subject, long? caseId, long? incidentId, long unitId, long? userId = null, DateTime? from = null) =>
        Add(kind, subject, caseId, incidentId, unitId, userId, from, start => DueTime.At(inForce.Policy, kind, start, dueAt));

    private void Add(string kind, string subject, long? caseId, long? incidentId, long unitId, long? userId, DateTime? from, Func<DateTime, DueTime> due)
    {
        var now = Now;
        var (dueAt, warnAt) = due(from ?? now);
        db.Deadlines.Add(new Deadline(kind, subject, caseId, incidentId, unitId, userId, now, dueAt, warnAt, from ?? now));
    }

    public async Task Satisfy(string kind, string subject, CancellationToken cancel) =>
        (await Find(kind, subject, cancel)).ForEach(d => d.Satisfy(Now));

    public async Task Cancel(string kind, string subject, string because, CancellationToken cancel) =>
        (await Find(kind, subject, cancel)).ForEach(d => d.Cancel(because, Now));

    /// <summary>The facts have changed: due at another time. What it was due before is kept beside it.</summary>
    public async Task Move(string kind, string subject, DateTime dueAt, string because, CancellationToken cancel)
    {
        foreach (var deadline in (await Find(kind, subject, cancel)).Where(d => d.DueAt != dueAt))
        {
            if (deadline.Id != 0)
            {
                db.DeadlineEvents.Add(new DeadlineEvent(deadline.Id, DeadlineHappening.Moved, Now, deadline.DueAt, because, 0));
            }

            deadline.MoveTo(dueAt, DueTime.At(inForce.Policy, kind, deadline.CountedFrom, dueAt).WarnAt);
        }
    }

    public Task<bool> IsOpen(string kind, string subject, CancellationToken cancel) =>
        db.Deadlines.AnyAsync(d => d.IsOpen && d.Kind == kind && d.Subject == subject, cancel);

    private async Task<List<Deadline>> Find(string kind, string subject, CancellationToken cancel)
    {
        var local = db.Deadlines.Local.Where(d => d.IsOpen && d.Kind == kind && d.Subject == subject);
        var stored = await db.Deadlines.Where(d => d.IsOpen && d.Kind == kind && d.Subject == subject).ToListAsync(cancel);
        return [.. local.Union(stored)];
    }
}
