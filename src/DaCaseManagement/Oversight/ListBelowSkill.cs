using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Cases;
using DaCaseManagement.Data;
using DaCaseManagement.Pipeline;
using DaCaseManagement.Policy;
using DaCaseManagement.Routing;

using MediatR;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Oversight;

/// <summary>Open cases investigated by somebody without the skill that the policy asks for at their grade (RTE-4), oldest case first: those allocated with a reason, and those whose
/// grade rose or whose policy changed since.</summary>
[Requires(Permission.ConsultOversight)]
public sealed record ListBelowSkill(long? After = null) : IQuery<BelowSkillPage>;

public sealed record BelowSkillPage(IReadOnlyList<BelowSkillRow> Rows, long? Next) : IConsultation
{
    public IEnumerable<Subject> Consulted => Rows.Select(r => Subject.Case(r.Case));
}

/// <param name="Because">Why it was given to them; null when nobody was asked.</param>
public sealed record BelowSkillRow(string Case, Grade Grade, string Unit, string Person, Skill Needs, DateTime Since, string? Because);

public sealed class ListBelowSkillHandler(CaseDbContext db, CurrentUser user, PolicyInForce inForce) : IRequestHandler<ListBelowSkill, BelowSkillPage>
{
    public const int PageSize = 50;

    public async Task<BelowSkillPage> Handle(ListBelowSkill request, CancellationToken cancellationToken)
    {
        var after = request.After ?? 0;
        var found = new List<(long Id, BelowSkillRow Row)>();

        // A force has one or two such rules; each is one query.
        foreach (var rule in inForce.Policy.Allocation)
        {
            var (grades, needs) = (rule.Grades, rule.Needs);
            var sees = user.May(Permission.SeeRestrictedCases);
            var rows = await db.Responsibilities.AsNoTracking()
                .Where(r => r.IsCurrent && r.Kind == ResponsibilityKind.Investigation && r.CaseId > after && r.OwnerUserId != null && (sees || !r.Case.Restricted)
                    && r.Case.Grade != null && grades.Contains(r.Case.Grade.Value) && !db.UserSkills.Any(s => s.UserId == r.OwnerUserId && s.Skill == needs))
                .OrderBy(r => r.CaseId).Take(PageSize + 1)
                .Select(r => new { r.CaseId, r.Case.Reference, Grade = r.Case.Grade!.Value, Unit = r.OwnerUnit!.Name, Person = r.OwnerUser!.FullName, r.AcceptedAt, r.BelowBecause })
                .ToListAsync(cancellationToken);
            found.AddRange(rows.Select(r => (r.CaseId, new BelowSkillRow(r.Reference, r.Grade, r.Unit, r.Person, needs, r.AcceptedAt, r.BelowBecause))));
        }

        found = [.. found.OrderBy(f => f.Id)];
        return new BelowSkillPage([.. found.Take(PageSize).Select(f => f.Row)], found.Count > PageSize ? found[PageSize - 1].Id : null);
    }
}
