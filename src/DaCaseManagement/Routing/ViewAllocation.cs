using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Cases;
using DaCaseManagement.Data;
using DaCaseManagement.Pipeline;
using DaCaseManagement.Policy;

using MediatR;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Routing;

/// <summary>What my unit holds in a case and who in the unit could have it, with what the policy asks of them (RTE-4).</summary>
[Requires(Permission.AllocateCases)]
public sealed record ViewAllocation(string Case) : IQuery<AllocationView>;

/// <param name="Held">What the reader's unit holds, and who has it.</param>
/// <param name="Asked">What the policy asks of whoever investigates at this grade; empty when nothing.</param>
public sealed record AllocationView(string Case, Grade? Grade, IReadOnlyList<(ResponsibilityKind Kind, string? Person)> Held, IReadOnlyList<Colleague> People, string Asked) : IConsultation
{
    public IEnumerable<Subject> Consulted => [Subject.Case(Case)];
}

/// <param name="MayInvestigate">Has what the policy asks for at this grade.</param>
public sealed record Colleague(long Id, string Name, IReadOnlyList<Skill> Skills, bool MayInvestigate);

public sealed class ViewAllocationHandler(CaseDbContext db, CurrentUser user, PolicyInForce inForce) : IRequestHandler<ViewAllocation, AllocationView>
{
    public async Task<AllocationView> Handle(ViewAllocation request, CancellationToken cancellationToken)
    {
        var @case = await db.Cases.AsNoTracking().VisibleTo(user).Where(c => c.Reference == request.Case).Select(c => new { c.Id, c.Grade, c.Restricted }).SingleOrDefaultAsync(cancellationToken)
            ?? throw new RecordNotFoundException("case", request.Case);
        var held = await db.Responsibilities.AsNoTracking().Where(r => r.CaseId == @case.Id && r.IsCurrent && r.OwnerUnitId == user.UnitId).OrderBy(r => r.Id)
            .Select(r => new { r.Kind, Person = r.OwnerUser == null ? null : r.OwnerUser.FullName }).ToListAsync(cancellationToken);
        var roles = inForce.Policy.Roles.Keys.Where(r => AllocationRules.MayOpen(inForce.Policy, r, @case.Restricted)).ToList();
        var people = await db.Users.AsNoTracking().Where(u => u.UnitId == user.UnitId && u.DisabledAt == null && roles.Contains(u.Role)).OrderBy(u => u.FullName).Take(200).Select(u => new { u.Id, u.FullName }).ToListAsync(cancellationToken);
        var ids = people.Select(p => p.Id).ToList();
        var skills = (await db.UserSkills.AsNoTracking().Where(s => ids.Contains(s.UserId)).ToListAsync(cancellationToken)).ToLookup(s => s.UserId, s => s.Skill);
        AllocationAnswer Check(IReadOnlyCollection<Skill> has) => AllocationRules.Check(inForce.Policy, ResponsibilityKind.Investigation, @case.Grade, has);
        return new AllocationView(
            request.Case, @case.Grade, [.. held.Select(h => (h.Kind, h.Person))],
            [.. people.Select(p => new Colleague(p.Id, p.FullName, [.. skills[p.Id].Order()], Check([.. skills[p.Id]]).Met))],
            Check([]).Because);
    }
}
