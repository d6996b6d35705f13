using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Cases;
using DaCaseManagement.Data;
using DaCaseManagement.Pipeline;
using DaCaseManagement.Policy;

using MediatR;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Routing;

/// <summary>What giving somebody's work to others would do, case by case (RTE-5). Nothing is changed.</summary>
[Requires(Permission.ManageUnit)]
public sealed record PreviewReassignment(long? From, long? ToPerson, long? ToUnit, ResponsibilityKind? Kind) : IQuery<ReassignPreview>;

/// <param name="Stamp">To be handed back with the order to do it.</param>
public sealed record ReassignPreview(string? From, string? To, IReadOnlyList<ReassignRow> Rows, string Stamp, bool More) : IConsultation
{
    public IEnumerable<Subject> Consulted => Rows.Select(r => r.Case).OfType<string>().Select(Subject.Case);
}

/// <param name="Due">What is due; null for a responsibility.</param>
public sealed record ReassignRow(string? Case, Grade? Grade, ResponsibilityKind? Kind, string? Due, ReassignOutcome Outcome, string Because);

/// <summary>The people who hold the unit's work or could, and the units it could be offered to.</summary>
[Requires(Permission.ManageUnit)]
[ReadsNoRecord("The unit's own people and the force's structure.")]
public sealed record ListHands : IQuery<Hands>;

/// <param name="Holders">Also those who have left and still hold something.</param>
public sealed record Hands(string? Unit, IReadOnlyList<Hand> Holders, IReadOnlyList<Hand> People, IReadOnlyList<(long Id, string Name)> Units);

/// <param name="Away">Absent, disabled or in another unit.</param>
public sealed record Hand(long Id, string UserName, string Name, bool Away);

public sealed class PreviewReassignmentHandler(CaseDbContext db, ReassignPlanner planner) : IRequestHandler<PreviewReassignment, ReassignPreview>
{
    public async Task<ReassignPreview> Handle(PreviewReassignment request, CancellationToken cancellationToken)
    {
        var plan = await planner.Plan(new ReassignChoice(request.From, request.ToPerson, request.ToUnit, request.Kind), cancellationToken);
        var ids = plan.Steps.Select(s => s.CaseId).OfType<long>().Distinct().ToList();
        var cases = await db.Cases.AsNoTracking().Where(c => ids.Contains(c.Id)).Select(c => new { c.Id, c.Reference, c.Grade }).ToDictionaryAsync(c => c.Id, cancellationToken);
        return new ReassignPreview(
            await db.Users.Where(u => u.Id == request.From).Select(u => u.FullName).SingleOrDefaultAsync(cancellationToken),
            request.ToUnit is { } unit ? await db.Units.Where(u => u.Id == unit).Select(u => u.Name).SingleOrDefaultAsync(cancellationToken) : await db.Users.Where(u => u.Id == request.ToPerson).Select(u => u.FullName).SingleOrDefaultAsync(cancellationToken),
            [.. plan.Steps.Select(s => (Step: s, Case: s.CaseId is { } id ? cases.GetValueOrDefault(id) : null)).Select(x => new ReassignRow(x.Case?.Reference, x.Case?.Grade, x.Step.Kind, x.Step.DeadlineId is null ? null : x.Step.Because, x.Step.Outcome, x.Step.Because))],
            plan.Stamp,
            plan.More);
    }
}

public sealed class ListHandsHandler(CaseDbContext db, CurrentUser user, TimeProvider clock) : IRequestHandler<ListHands, Hands>
{
    public async Task<Hands> Handle(ListHands request, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var sees = user.May(Permission.SeeRestrictedCases);
        var people = await db.Users.AsNoTracking()
            .Where(u => (u.UnitId == user.UnitId && user.UnitId != null && u.DisabledAt == null) || db.Responsibilities.Any(r => r.IsCurrent && r.OwnerUserId == u.Id && r.OwnerUnitId == user.UnitId && (sees || !r.Case.Restricted)))
            .OrderBy(u => u.FullName).Take(300)
            .Select(u => new { u.Id, u.UserName, u.FullName, Here = u.UnitId == user.UnitId && u.DisabledAt == null, Absent = db.Absences.At(now).Any(a => a.UserId == u.Id) }).ToListAsync(cancellationToken);
        var units = await db.Units.AsNoTracking().Where(u => u.ClosedAt == null && u.Id != user.UnitId && u.Kind != UnitKind.MaracOffice && u.Kind != UnitKind.PartnerAgency && u.Kind != UnitKind.Headquarters).OrderBy(u => u.Name).Select(u => new { u.Id, u.Name }).ToListAsync(cancellationToken);
        return new Hands(
            await db.Units.Where(u => u.Id == user.UnitId).Select(u => u.Name).SingleOrDefaultAsync(cancellationToken),
            [.. people.Select(p => new Hand(p.Id, p.UserName!, p.FullName, !p.Here || p.Absent))],
            [.. people.Where(p => p.Here).Select(p => new Hand(p.Id, p.UserName!, p.FullName, p.Absent))],
            [.. units.Select(u => (u.Id, u.Name))]);
    }
}
