using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Data;
using DaCaseManagement.Pipeline;
using DaCaseManagement.Policy;

using MediatR;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Clocks;

/// <summary>Another policy holds than the one open deadlines were counted by: those still at its times get the new ones, counted from the same event. The old time is kept.
/// A few at a time; begun again after a fault it finds the rest.</summary>
/// <param name="After">Id of the last deadline of the step before.</param>
[Requires(Permission.ConsultClocks)]
public sealed record RecountDeadlines(Guid Node, long After, int Most) : ICommand<Recounted>;

/// <param name="Next">Null: done, and the lease says so.</param>
public sealed record Recounted(int Moved, long? Next);

public sealed class RecountDeadlinesHandler(CaseDbContext db, AuditTrail trail, TimeProvider clock, PolicyInForce inForce) : IRequestHandler<RecountDeadlines, Recounted>
{
    public async Task<Recounted> Handle(RecountDeadlines request, CancellationToken cancellationToken)
    {
        var (now, policy) = (clock.GetUtcNow().UtcDateTime, inForce.Policy);
        await db.Hold(request.Node, now, cancellationToken);
        var lease = await db.ClockLeases.SingleAsync(cancellationToken);
        var before = inForce.Of(lease.PolicyVersion);
        var kinds = before is null ? [] : KindsCountedOtherwise(before, policy);
        var some = kinds.Count == 0 ? [] : await db.Deadlines.Where(d => d.IsOpen && d.Id > request.After && kinds.Contains(d.Kind)).OrderBy(d => d.Id).Take(request.Most).ToListAsync(cancellationToken);
        var moved = 0;
        foreach (var deadline in some)
        {
            // One that a person or a record has moved keeps the time it was given.
            if (deadline.DueAt == DueTime.Of(before!, deadline.Kind, deadline.CountedFrom).DueAt)
            {
                moved += Move(deadline, DueTime.Of(policy, deadline.Kind, deadline.CountedFrom), $"Policy {policy.Version} instead of {before!.Version}", now);
            }
        }

        trail.Record(AuditAct.Alteration, "clocks.recounted", Subject.System("clocks"), $"policy {policy.Version}; moved {moved}");
        if (some.Count == request.Most)
        {
            return new Recounted(moved, some[^1].Id);
        }

        lease.PolicyVersion = policy.Version;
        return new Recounted(moved, null);
    }

    /// <summary>Kinds with a time of their own whose time, clock, warning or calendar differs. Pure.</summary>
    public static IReadOnlyList<string> KindsCountedOtherwise(ForcePolicy before, ForcePolicy after)
    {
        var calendar = before.Clocks.WarnAtPercent != after.Clocks.WarnAtPercent || !SameHours(before.Clocks, after.Clocks);
        return [.. after.Deadlines.Where(d => d.Value.Minutes is not null && before.Deadlines.TryGetValue(d.Key, out var old) && old.Minutes is not null
            && (calendar || old.Minutes != d.Value.Minutes || old.Clock != d.Value.Clock || old.WarnMinutes != d.Value.WarnMinutes)).Select(d => d.Key)];
    }

    private int Move(Deadline deadline, DueTime due, string because, DateTime now)
    {
        if (due.DueAt == deadline.DueAt && due.WarnAt == deadline.WarnAt)
        {
            return 0;
        }

        if (due.DueAt != deadline.DueAt)
        {
            db.DeadlineEvents.Add(new DeadlineEvent(deadline.Id, DeadlineHappening.Moved, now, deadline.DueAt, because, 0));
        }

        deadline.MoveTo(due.DueAt, due.WarnAt);
        return 1;
    }

    private static bool SameHours(ClocksPolicy one, ClocksPolicy other) =>
        one.Opens == other.Opens && one.Closes == other.Closes && one.Days.SequenceEqual(other.Days) && one.ExtraHolidays.SequenceEqual(other.ExtraHolidays);
}
