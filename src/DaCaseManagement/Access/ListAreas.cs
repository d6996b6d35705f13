using DaCaseManagement.Data;
using DaCaseManagement.Pipeline;

using MediatR;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Access;

/// <summary>The areas, for every form that asks for one.</summary>
[Requires(Permission.UseSystem)]
[ReadsNoRecord("Areas are places, not people.")]
public sealed record ListAreas : IQuery<IReadOnlyList<AreaRow>>;

public sealed record AreaRow(long Id, string Code, string Name);

public sealed class ListAreasHandler(CaseDbContext db) : IRequestHandler<ListAreas, IReadOnlyList<AreaRow>>
{
    public async Task<IReadOnlyList<AreaRow>> Handle(ListAreas request, CancellationToken cancellationToken) =>
        await db.Areas.AsNoTracking().OrderBy(a => a.Name).Select(a => new AreaRow(a.Id, a.Code, a.Name)).ToListAsync(cancellationToken);
}
