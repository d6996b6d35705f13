using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Cases;
using DaCaseManagement.Data;
using DaCaseManagement.Pipeline;

using MediatR;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Routing;

/// <summary>Who owns what in a case, what has been offered to whom and why, and the units it could be offered to.</summary>
[Requires(Permission.ConsultCases)]
public sealed record ViewOwners(string Case) : IQuery<Owners>;

public sealed record Owners(string Case, IReadOnlyList<OwnerRow> Rows, IReadOnlyList<(long Id, string Name)> Units) : IConsultation
{
    public IEnumerable<Subject> Consulted => [Subject.Case(Case)];
}

public sealed record OwnerRow(ResponsibilityKind Kind, string Unit, string? Person, DateTime Since, bool IsMine, OfferRow? Offer);

public sealed record OfferRow(long Id, string ToUnit, string Because, string? RuleId, string PolicyVersion, DateTime OfferedAt, bool IsToMyUnit);

public sealed class ViewOwnersHandler(CaseDbContext db, CurrentUser user) : IRequestHandler<ViewOwners, Owners>
{
    public async Task<Owners> Handle(ViewOwners request, CancellationToken cancellationToken)
    {
        var cases = db.Cases.VisibleTo(user).Where(c => c.Reference == request.Case);
        var owners = await db.Responsibilities.AsNoTracking().Where(r => r.IsCurrent && cases.Any(c => c.Id == r.CaseId))
            .Select(r => new { r.Kind, Unit = r.OwnerUnit!.Name, r.OwnerUnitId, Person = r.OwnerUser == null ? null : r.OwnerUser.FullName, r.AcceptedAt }).ToListAsync(cancellationToken);
        var offers = await db.HandoverOffers.AsNoTracking().Where(o => o.Status == OfferStatus.Open && cases.Any(c => c.Id == o.CaseId))
            .Select(o => new { o.Kind, Row = new OfferRow(o.Id, o.ToUnit!.Name, o.Because, o.RuleId, o.PolicyVersion, o.OfferedAt, o.ToUnitId == user.UnitId) }).ToListAsync(cancellationToken);
        var units = await db.Units.AsNoTracking().Where(u => u.ClosedAt == null && u.Kind != UnitKind.MaracOffice && u.Kind != UnitKind.PartnerAgency && u.Kind != UnitKind.Headquarters).OrderBy(u => u.Name).Select(u => new { u.Id, u.Name }).ToListAsync(cancellationToken);
        return new Owners(
            request.Case,
            [.. owners.OrderBy(o => o.Kind).Select(o => new OwnerRow(o.Kind, o.Unit, o.Person, o.AcceptedAt, o.OwnerUnitId == user.UnitId, offers.Find(x => x.Kind == o.Kind)?.Row))],
            [.. units.Select(u => (u.Id, u.Name))]);
    }
}
