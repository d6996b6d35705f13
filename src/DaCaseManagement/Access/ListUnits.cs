using DaCaseManagement.Data;
using DaCaseManagement.Pipeline;

using MediatR;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Access;

/// <summary>Every unit and area, for lists of choices and for their own pages.</summary>
[Requires(Permission.UseSystem)]
[ReadsNoRecord("The force's own structure.")]
public sealed record ListUnits : IQuery<Structure>;

public sealed record Structure(IReadOnlyList<UnitRow> Units, IReadOnlyList<AreaRow> Areas);

/// <param name="Members">Accounts that are not disabled.</param>
public sealed record UnitRow(long Id, string Code, string Name, UnitKind Kind, long? AreaId, string? Area, DateTime? ClosedAt, int Members);

internal sealed class ListUnitsHandler(CaseDbContext db) : IRequestHandler<ListUnits, Structure>
{
    public async Task<Structure> Handle(ListUnits request, CancellationToken cancellationToken)
    {
        var units = await db.Units.AsNoTracking().OrderBy(u => u.Name)
            .Select(u => new UnitRow(u.Id, u.Code, u.Name, u.Kind, u.AreaId, u.Area!.Name, u.ClosedAt, db.Users.Count(m => m.UnitId == u.Id && m.DisabledAt == null)))
            .ToListAsync(cancellationToken);
        var areas = await db.Areas.AsNoTracking().OrderBy(a => a.Name).Select(a => new AreaRow(a.Id, a.Code, a.Name)).ToListAsync(cancellationToken);
        return new Structure(units, areas);
    }
}
