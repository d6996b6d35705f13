using DaCaseManagement.Access;
using DaCaseManagement.Clocks;
using DaCaseManagement.Data;
using DaCaseManagement.Risk;

using FluentValidation;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Oversight;

/// <summary>A period of whole local days, as typed; absent for the last four weeks.</summary>
public sealed record Period(string? From, string? To)
{
    public const int MostDays = 92, MostMonthsBack = 12;
    private const int Usual = 28;

    /// <summary>The days, or what is wrong with them.</summary>
    public (DateOnly From, DateOnly To, string? Problem) Read(DateOnly today)
    {
        var to = string.IsNullOrWhiteSpace(To) ? today : LocalTime.ParseDay(To);
        var from = string.IsNullOrWhiteSpace(From) ? (to ?? today).AddDays(1 - Usual) : LocalTime.ParseDay(From);
        var problem = from is null || to is null ? "Enter days like 21/11/2026"
            : from > to ? "The first day must not come after the last"
            : to.Value.DayNumber - from.Value.DayNumber >= MostDays ? $"Choose {MostDays} days or fewer"
            : from < today.AddMonths(-MostMonthsBack) ? "Choose a period that begins within the last twelve months"
            : null;
        return (from ?? today, to ?? today, problem);
    }
}

internal static class PeriodValidation
{
    public static void Readable<T>(this AbstractValidator<T> rules, Func<T, Period> period, TimeProvider clock) =>
        rules.RuleFor(r => r).Custom((request, context) =>
        {
            if (period(request).Read(LocalTime.DayOf(clock.GetUtcNow().UtcDateTime)).Problem is { } problem)
            {
                context.AddFailure("From", problem);
            }
        });
}

/// <summary>Reads a period's decisions once: the figures and the rows behind each are of the same list. Restricted records are in neither for those who may not see them (INV-6): for a
/// quality figure nobody's safety hangs on the one that is left out.</summary>
internal static class SupervisionReading
{
    private const int Most = 60_000;

    public static async Task<IReadOnlyList<SupervisedDecision>> Decisions(CaseDbContext db, CurrentUser user, DateOnly from, DateOnly to, CancellationToken cancel)
    {
        var (start, end) = Bounds(from, to);
        var sees = user.May(Permission.SeeRestrictedCases);
        var stages = Supervising.Stages.Keys.ToList();

        // The day before too, for the decision before the first.
        var since = start.AddDays(-1);
        var rows = await db.GradeDecisions.AsNoTracking().Where(d => d.At >= since && d.At < end && stages.Contains(d.Stage) && (sees || !d.Case.Restricted)).OrderBy(d => d.At).Take(Most)
            .Select(d => new
            {
                d.Id,
                d.At,
                d.ById,
                By = d.By.FullName,
                Unit = db.Units.Where(u => u.Id == (d.ByUnitId ?? d.By.UnitId)).Select(u => u.Name).FirstOrDefault(),
                d.Stage,
                d.Grade,
                Officer = db.GradeDecisions.Where(o => o.AssessmentId == d.AssessmentId && (o.Stage == DecisionStage.Officer || o.Stage == DecisionStage.UnitGraded)).Select(o => (Policy.Grade?)o.Grade).FirstOrDefault(),
                Opened = db.ReviewOpenings.Where(o => o.AssessmentId == d.AssessmentId && o.UserId == d.ById).Min(o => (DateTime?)o.OpenedAt),
                Incident = d.Assessment.Incident.Reference,
                Case = d.Case.Reference,
            })
            .ToListAsync(cancel);
        return
        [
            .. Supervising.Timed(rows.Select(r => new SupervisedDecision(r.Id, r.At, r.ById, r.By, r.Unit ?? "No unit", Supervising.Stages[r.Stage], r.Officer ?? r.Grade, r.Grade, r.Opened, null, r.Incident, r.Case)))
                .Where(d => d.At >= start),
        ];
    }

    /// <summary>Sign-offs and unit reviews that waited at some time since the period began: opened, done (null while they wait).</summary>
    public static async Task<IReadOnlyList<QueuedSignOff>> Queue(CaseDbContext db, CurrentUser user, DateOnly from, DateOnly to, CancellationToken cancel)
    {
        var (start, end) = Bounds(from, to);
        var sees = user.May(Permission.SeeRestrictedCases);
        var kind = db.Deadlines.AsNoTracking().Where(d => d.Kind == "SupervisorSignOff" || d.Kind == "SecondaryReview");
        List<QueuedSignOff> rows = [];
        foreach (var part in new[] { kind.Where(d => d.SatisfiedAt >= start), kind.Where(d => d.SatisfiedAt == null && (d.CancelledAt == null || d.CancelledAt >= start)) })
        {
            rows.AddRange(await part.Where(d => d.OpenedAt < end).Join(db.Cases.Where(c => sees || !c.Restricted), d => d.CaseId, c => c.Id, (d, c) => new { d, c })
                .Take(Most)
                .Select(x => new QueuedSignOff(x.d.Id, x.d.OpenedAt, x.d.SatisfiedAt ?? x.d.CancelledAt, x.d.OwnerUnit!.Name, db.Incidents.Where(i => i.Id == x.d.IncidentId).Select(i => i.Reference).FirstOrDefault(), x.c.Reference)).ToListAsync(cancel));
        }

        return rows;
    }

    public static (DateTime Start, DateTime End) Bounds(DateOnly from, DateOnly to) => (StartOf(from), StartOf(to.AddDays(1)));

    public static DateTime StartOf(DateOnly day) => LocalTime.ToUtc(day.ToDateTime(TimeOnly.MinValue));
}

internal sealed record QueuedSignOff(long Id, DateTime OpenedAt, DateTime? DoneAt, string Unit, string? Incident, string Case)
{
    public bool WaitedAt(DateTime at) => OpenedAt < at && (DoneAt is null || DoneAt >= at);
}
