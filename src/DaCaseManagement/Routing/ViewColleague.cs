using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Cases;
using DaCaseManagement.Data;
using DaCaseManagement.Pipeline;
using DaCaseManagement.Policy;

using MediatR;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Routing;

/// <summary>What one of my unit's people holds, when they are away, and whether they are on duty (RTE-2, RTE-5). Also somebody who has left and holds work of the unit still.</summary>
[Requires(Permission.ManageUnit)]
public sealed record ViewColleague(string UserName) : IQuery<ColleagueView>;

/// <param name="Here">Works in the unit and may sign in.</param>
/// <param name="DutyUntil">Null when not on duty.</param>
/// <param name="Held">At most <see cref="ViewColleagueHandler.Most"/>, oldest first.</param>
public sealed record ColleagueView(long Id, string UserName, string Name, bool Here, DateTime? DutyUntil, IReadOnlyList<AbsenceRow> Absences, IReadOnlyList<HeldRow> Held, IReadOnlyList<HeldDue> Due) : IConsultation
{
    public IEnumerable<Subject> Consulted => Held.Select(h => h.Case).Concat(Due.Select(d => d.Case).OfType<string>()).Distinct().Select(Subject.Case);
}

public sealed record HeldRow(string Case, Grade? Grade, ResponsibilityKind Kind, DateTime Since);

public sealed record HeldDue(string Words, string? Case, DateTime DueAt);

public sealed class ViewColleagueHandler(CaseDbContext db, CurrentUser user, TimeProvider clock, PolicyInForce inForce) : IRequestHandler<ViewColleague, ColleagueView>
{
    public const int Most = 200;

    public async Task<ColleagueView> Handle(ViewColleague request, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var sees = user.May(Permission.SeeRestrictedCases);
        var name = request.UserName.ToUpperInvariant();
        var person = await db.Users.AsNoTracking().Where(u => u.NormalizedUserName == name && user.UnitId != null
                && (u.UnitId == user.UnitId || db.Responsibilities.Any(r => r.IsCurrent && r.OwnerUserId == u.Id && r.OwnerUnitId == user.UnitId && (sees || !r.Case.Restricted))))
            .Select(u => new { u.Id, u.UserName, u.FullName, Here = u.UnitId == user.UnitId && u.DisabledAt == null }).SingleOrDefaultAsync(cancellationToken)
            ?? throw new RecordNotFoundException("account", "");
        var held = await db.Responsibilities.AsNoTracking().Where(r => r.IsCurrent && r.OwnerUserId == person.Id && r.OwnerUnitId == user.UnitId && db.Cases.VisibleTo(user).Any(c => c.Id == r.CaseId))
            .OrderBy(r => r.AcceptedAt).ThenBy(r => r.Id).Take(Most).Select(r => new HeldRow(r.Case.Reference, r.Case.Grade, r.Kind, r.AcceptedAt)).ToListAsync(cancellationToken);
        var due = await db.Deadlines.AsNoTracking().Where(d => d.IsOpen && d.OwnerUserId == person.Id && d.OwnerUnitId == user.UnitId && (sees || !db.Cases.Any(c => c.Id == d.CaseId && c.Restricted)))
            .OrderBy(d => d.DueAt).ThenBy(d => d.Id).Take(Most).Select(d => new { d.Kind, d.DueAt, Case = db.Cases.Where(c => c.Id == d.CaseId).Select(c => c.Reference).FirstOrDefault() }).ToListAsync(cancellationToken);
        return new ColleagueView(
            person.Id, person.UserName!, person.FullName, person.Here,
            await db.DutyPeriods.At(now).Where(d => d.UserId == person.Id).Select(d => (DateTime?)d.Until).FirstOrDefaultAsync(cancellationToken),
            await ViewDutyHandler.AbsencesOf(db, person.Id, now).ToListAsync(cancellationToken),
            held,
            [.. due.Select(d => new HeldDue(inForce.Policy.Deadlines.TryGetValue(d.Kind, out var own) ? own.Words : d.Kind, d.Case, d.DueAt))]);
    }
}
