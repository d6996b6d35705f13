using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Data;
using DaCaseManagement.People;
using DaCaseManagement.Pipeline;
using DaCaseManagement.Policy;

using FluentValidation;

using MediatR;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Cases;

/// <summary>Cases by latest incident, newest first, a page at a time.</summary>
/// <param name="Before">Reference of the last row of the page before.</param>
[Requires(Permission.ConsultCases)]
public sealed record ListCases(bool Closed = false, Grade? Grade = null, bool MyUnit = false, long? Area = null, string? Before = null) : IQuery<CasePage>;

public sealed record CasePage(IReadOnlyList<CaseRow> Rows, string? Next) : IConsultation
{
    public IEnumerable<Subject> Consulted => Rows.Select(r => Subject.Case(r.Reference));
}

public sealed record CaseRow(string Reference, string Victim, string? Perpetrator, Grade? Grade, DateTime LastIncidentAt, string? Area, string? SafeguardingUnit, DateTime? NextDueAt);

public sealed class ListCasesValidator : AbstractValidator<ListCases>
{
    public ListCasesValidator() => RuleFor(q => q.Before).MaximumLength(20);
}

public sealed class ListCasesHandler(CaseDbContext db, CurrentUser user) : IRequestHandler<ListCases, CasePage>
{
    public const int PageSize = 25;

    public async Task<CasePage> Handle(ListCases request, CancellationToken cancellationToken)
    {
        var query = db.Cases.AsNoTracking().VisibleTo(user).Where(c => request.Closed ? c.ClosedAt != null : c.ClosedAt == null);
        if (request.Grade is { } grade)
        {
            query = query.Where(c => c.Grade == grade);
        }

        if (request.Area is { } area)
        {
            query = query.Where(c => c.AreaId == area);
        }

        if (request.MyUnit)
        {
            query = query.Where(c => db.Responsibilities.Any(r => r.CaseId == c.Id && r.IsCurrent && r.OwnerUnitId == user.UnitId));
        }

        if (request.Before is { } before && await db.Cases.Where(c => c.Reference == before).Select(c => (DateTime?)c.LastIncidentAt).SingleOrDefaultAsync(cancellationToken) is { } at)
        {
            query = query.Where(c => c.LastIncidentAt < at || (c.LastIncidentAt == at && string.Compare(c.Reference, before) < 0));
        }

        var rows = await query.OrderByDescending(c => c.LastIncidentAt).ThenByDescending(c => c.Reference).Take(PageSize + 1)
            .Select(c => new CaseRow(
                c.Reference,
                c.Victim.GivenNames + " " + c.Victim.FamilyName,
                c.Perpetrator == null ? null : c.Perpetrator.GivenNames + " " + c.Perpetrator.FamilyName,
                c.Grade,
                c.LastIncidentAt,
                c.Area!.Name,
                db.Responsibilities.Where(r => r.CaseId == c.Id && r.IsCurrent && r.Kind == Routing.ResponsibilityKind.Safeguarding).Select(r => r.OwnerUnit!.Name).FirstOrDefault(),
                db.Deadlines.Where(d => d.CaseId == c.Id && d.IsOpen).Min(d => (DateTime?)d.DueAt)))
            .ToListAsync(cancellationToken);
        return new CasePage(
            [.. rows.Take(PageSize).Select(r => r with { Victim = Person.Display(r.Victim), Perpetrator = r.Perpetrator is null ? null : Person.Display(r.Perpetrator) })],
            rows.Count > PageSize ? rows[PageSize - 1].Reference : null);
    }

}
