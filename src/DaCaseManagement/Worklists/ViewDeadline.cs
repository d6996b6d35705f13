using System.Globalization;

using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Cases;
using DaCaseManagement.Clocks;
using DaCaseManagement.Data;
using DaCaseManagement.Incidents;
using DaCaseManagement.Pipeline;
using DaCaseManagement.Policy;

using MediatR;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Worklists;

/// <summary>The story of one deadline: what it is counted from, by which rule it is due, what moved it, who was told what and when, and whose it is now (CLK-1, CLK-2).</summary>
[Requires(Permission.ConsultCases)]
public sealed record ViewDeadline(long Id) : IQuery<DeadlineStory>;

/// <param name="Why">The policy's time and clock in words.</param>
/// <param name="Ahead">Who is told next if nothing happens, and when.</param>
public sealed record DeadlineStory(
    long Id, string Kind, string Words, string Subject, string? Case, string? Incident, Grade? Grade, string Unit, string? Person, DateTime Now, DateTime OpenedAt, DateTime CountedFrom, DateTime DueAt, DateTime FirstDueAt,
    DateTime? SatisfiedAt, DateTime? CancelledAt, string? CancelledBecause, string Why, IReadOnlyList<DeadlineLine> Lines, IReadOnlyList<(DateTime At, EscalateTo To)> Ahead) : IConsultation
{
    public bool IsOpen => SatisfiedAt is null && CancelledAt is null;

    public bool IsLate => (SatisfiedAt ?? CancelledAt ?? Now) > DueAt;

    public IEnumerable<Subject> Consulted => Case is not null ? [Audit.Subject.Case(Case)] : Incident is not null ? [Audit.Subject.Incident(Incident)] : [];
}

/// <param name="DueThen">What it was due at that time.</param>
/// <param name="Told">Names of those who were told; at most twenty.</param>
public sealed record DeadlineLine(DeadlineHappening What, DateTime At, DateTime DueThen, string? Words, int ToldCount, IReadOnlyList<string> Told);

public sealed class ViewDeadlineHandler(CaseDbContext db, CurrentUser user, PolicyInForce inForce, TimeProvider clock) : IRequestHandler<ViewDeadline, DeadlineStory>
{
    private const int MostLines = 100, MostNames = 20;

    public async Task<DeadlineStory> Handle(ViewDeadline request, CancellationToken cancellationToken)
    {
        // One that belongs to no case or incident is its unit's own, and of those who are told of what units do not act upon.
        var (cases, incidents, force) = (db.Cases.VisibleTo(user), db.Incidents.VisibleTo(user, db), user.May(Permission.AnswerForForce));
        var d = await db.Deadlines.AsNoTracking().SeenBy(user, db).Include(x => x.OwnerUnit)
            .Where(x => x.Id == request.Id && (x.CaseId != null ? cases.Any(c => c.Id == x.CaseId) : x.IncidentId != null ? incidents.Any(i => i.Id == x.IncidentId) : force || x.OwnerUnitId == user.UnitId || x.OwnerUserId == user.Id))
            .SingleOrDefaultAsync(cancellationToken) ?? throw new RecordNotFoundException("deadline", request.Id.ToString(CultureInfo.InvariantCulture));
        var about = await db.Cases.AsNoTracking().Where(c => c.Id == d.CaseId).Select(c => new { c.Reference, c.Grade }).SingleOrDefaultAsync(cancellationToken);
        var lines = await db.DeadlineEvents.AsNoTracking().Where(e => e.DeadlineId == d.Id).OrderBy(e => e.At).ThenBy(e => e.Id).Take(MostLines)
            .Select(e => new DeadlineLine(
                e.What, e.At, e.DueAt, e.Words, e.Told,
                db.Notices.Where(n => n.AboutId == e.Id).OrderBy(n => n.Id).Take(MostNames).Select(n => db.Users.Where(u => u.Id == n.UserId).Select(u => u.FullName).First()).ToList()))
            .AsSplitQuery().ToListAsync(cancellationToken);
        var own = inForce.Policy.Deadlines.GetValueOrDefault(d.Kind);
        return new DeadlineStory(
            d.Id, d.Kind, (await DeadlineWords.Of(db, [(d.Kind, d.Subject)], cancellationToken)).GetValueOrDefault((d.Kind, d.Subject)) ?? own?.Words ?? d.Kind, d.Subject, about?.Reference,
            await db.Incidents.Where(i => i.Id == d.IncidentId).Select(i => i.Reference).SingleOrDefaultAsync(cancellationToken), about?.Grade,
            d.OwnerUnit!.Name, await db.Users.Where(u => u.Id == d.OwnerUserId).Select(u => u.FullName).SingleOrDefaultAsync(cancellationToken), clock.GetUtcNow().UtcDateTime,
            d.OpenedAt, d.CountedFrom, d.DueAt, d.FirstDueAt, d.SatisfiedAt, d.CancelledAt, d.CancelledBecause, Why(own), lines, Ahead(d, own));
    }

    private string Why(DeadlinePolicy? own)
    {
        var counted = own?.Clock switch { DeadlineClock.WorkingDays => "in working days", DeadlineClock.WorkingHours => "of office hours", _ => "day and night" };
        return own?.Minutes is not { } minutes
            ? $"The record itself, or another part of the policy, gives the time; it is counted {counted}. Policy {inForce.Policy.Version}."
            : $"{Length(minutes)}, counted {counted}. Policy {inForce.Policy.Version}.";
    }

    private static string Length(int minutes) => minutes % 1_440 == 0 ? string.Create(CultureInfo.InvariantCulture, $"{minutes / 1_440} days")
        : minutes % 60 == 0 ? string.Create(CultureInfo.InvariantCulture, $"{minutes / 60} hours") : string.Create(CultureInfo.InvariantCulture, $"{minutes} minutes");

    private IReadOnlyList<(DateTime, EscalateTo)> Ahead(Deadline d, DeadlinePolicy? own) =>
        d.IsOpen ? [.. (own?.Escalation ?? inForce.Policy.Clocks.Escalation).Skip(d.StepsTaken).Select(s => (d.DueAt.AddMinutes(s.Minutes), s.To))] : [];
}
