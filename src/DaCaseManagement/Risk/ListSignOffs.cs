using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Cases;
using DaCaseManagement.Data;
using DaCaseManagement.People;
using DaCaseManagement.Pipeline;
using DaCaseManagement.Policy;

using MediatR;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Risk;

/// <summary>What waits for a supervisor's words, first due first: assessments to agree or amend and lower grades to decide.</summary>
/// <param name="EveryUnit">All units', not only the reader's own.</param>
/// <param name="After">Deadline id of the last row of the page before.</param>
[Requires(Permission.ReviewAssessments)]
public sealed record ListSignOffs(bool EveryUnit = false, long? After = null) : IQuery<SignOffPage>;

/// <summary>What waits for a unit's own look at a grade, first due first (RSK-11).</summary>
[Requires(Permission.ReviewForUnit)]
public sealed record ListUnitReviews(bool EveryUnit = false, long? After = null) : IQuery<SignOffPage>;

/// <summary>Challenged grades that wait for somebody outside the unit, first due first (RSK-10).</summary>
[Requires(Permission.DecideChallenges)]
public sealed record ListChallenges(bool EveryUnit = false, long? After = null) : IQuery<SignOffPage>;

/// <param name="Waiting">How many wait in all (of those listed), and since when the oldest has.</param>
public sealed record SignOffPage(IReadOnlyList<SignOffRow> Rows, long? Next, int Waiting, DateTime? OldestAt) : IConsultation
{
    public IEnumerable<Subject> Consulted => Rows.Select(r => Subject.Case(r.Case));
}

/// <param name="FirstGrade">The officer's, or the unit's that gave the first.</param>
public sealed record SignOffRow(string Kind, long Assessment, string Incident, string Case, string Victim, Grade? FirstGrade, string? Assessor, DateTime OpenedAt, DateTime DueAt, string Unit, bool IsOwn);

public sealed class ListSignOffsHandler(CaseDbContext db, CurrentUser user) : IRequestHandler<ListSignOffs, SignOffPage>
{
    public Task<SignOffPage> Handle(ListSignOffs request, CancellationToken cancellationToken) =>
        WaitingForDecision.List(db, user, ["SupervisorSignOff", "LoweringDecision"], request.EveryUnit, request.After, cancellationToken);
}

public sealed class ListUnitReviewsHandler(CaseDbContext db, CurrentUser user) : IRequestHandler<ListUnitReviews, SignOffPage>
{
    public Task<SignOffPage> Handle(ListUnitReviews request, CancellationToken cancellationToken) =>
        WaitingForDecision.List(db, user, ["FirstGrade", "SecondaryReview"], request.EveryUnit, request.After, cancellationToken);
}

public sealed class ListChallengesHandler(CaseDbContext db, CurrentUser user) : IRequestHandler<ListChallenges, SignOffPage>
{
    public Task<SignOffPage> Handle(ListChallenges request, CancellationToken cancellationToken) =>
        WaitingForDecision.List(db, user, ["ChallengeDecision"], request.EveryUnit, request.After, cancellationToken);
}

internal static class WaitingForDecision
{
    public const int PageSize = 25;

    public static async Task<SignOffPage> List(CaseDbContext db, CurrentUser user, string[] kinds, bool everyUnit, long? after, CancellationToken cancel)
    {
        var open = db.Deadlines.AsNoTracking().Where(d => d.IsOpen && kinds.Contains(d.Kind));
        if (!everyUnit)
        {
            open = open.Where(d => d.OwnerUnitId == user.UnitId);
        }

        var visible = open.Join(db.Cases.VisibleTo(user), d => d.CaseId, c => c.Id, (d, c) => new { d, c });
        var all = await visible.GroupBy(_ => 1).Select(g => new { Count = g.Count(), Oldest = g.Min(x => x.d.OpenedAt) }).FirstOrDefaultAsync(cancel);
        if (after is { } last && await db.Deadlines.Where(d => d.Id == last).Select(d => (DateTime?)d.DueAt).SingleOrDefaultAsync(cancel) is { } due)
        {
            visible = visible.Where(x => x.d.DueAt > due || (x.d.DueAt == due && x.d.Id > last));
        }

        var rows = await visible
            .Join(db.Incidents, x => x.d.IncidentId, i => i.Id, (x, i) => new { x.d, x.c, i })
            .OrderBy(x => x.d.DueAt).ThenBy(x => x.d.Id)
            .Take(PageSize + 1)
            .Select(x => new { x.d.Id, x.d.Kind, x.d.Subject, Incident = x.i.Reference, Case = x.c.Reference, Victim = x.c.Victim.GivenNames + " " + x.c.Victim.FamilyName, x.d.OpenedAt, x.d.DueAt, Unit = x.d.OwnerUnit!.Name })
            .ToListAsync(cancel);

        // A deadline names its assessment, or the decision it is about.
        var decisions = rows.Where(r => r.Subject.StartsWith("decision ", StringComparison.Ordinal)).Select(r => Number(r.Subject)).ToList();
        var of = await db.GradeDecisions.AsNoTracking().Where(d => decisions.Contains(d.Id)).Select(d => new { d.Id, d.AssessmentId }).ToDictionaryAsync(d => d.Id, d => d.AssessmentId, cancel);
        long Assessment(string subject) => subject.StartsWith("decision ", StringComparison.Ordinal) ? of.GetValueOrDefault(Number(subject)) : Number(subject);
        var ids = rows.Select(r => Assessment(r.Subject)).Distinct().ToList();
        var assessors = await db.Assessments.AsNoTracking().Where(a => ids.Contains(a.Id)).Select(a => new { a.Id, a.AssessorId, a.Assessor!.FullName }).ToDictionaryAsync(a => a.Id, cancel);
        var first = (await db.GradeDecisions.AsNoTracking().Where(d => ids.Contains(d.AssessmentId) && (d.Stage == DecisionStage.Officer || d.Stage == DecisionStage.UnitGraded)).Select(d => new { d.AssessmentId, d.Grade }).ToListAsync(cancel))
            .ToDictionary(d => d.AssessmentId, d => (Grade?)d.Grade);
        return new SignOffPage(
            [
                .. from r in rows.Take(PageSize)
                   let id = Assessment(r.Subject)
                   let assessor = assessors.GetValueOrDefault(id)
                   select new SignOffRow(r.Kind, id, r.Incident, r.Case, Person.Display(r.Victim), first.GetValueOrDefault(id), assessor?.FullName, r.OpenedAt, r.DueAt, r.Unit, assessor?.AssessorId == user.Id),
            ],
            rows.Count > PageSize ? rows[PageSize - 1].Id : null,
            all?.Count ?? 0,
            all?.Oldest);
    }

    private static long Number(string subject) => long.Parse(subject.AsSpan(subject.IndexOf(' ', StringComparison.Ordinal) + 1), System.Globalization.CultureInfo.InvariantCulture);
}
