using DaCaseManagement.Access;
using DaCaseManagement.Data;
using DaCaseManagement.Pipeline;
using DaCaseManagement.Policy;

using MediatR;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Risk.Instruments;

/// <summary>Every instrument there is, versions side by side (RSK-1).</summary>
[Requires(Permission.ConsultPolicy)]
[ReadsNoRecord("Instruments are questions; nobody's answers are read.")]
public sealed record ListInstruments : IQuery<IReadOnlyList<InstrumentRow>>;

/// <param name="LoadedAt">Null for what ships.</param>
public sealed record InstrumentRow(Instrument Instrument, string? LoadedBy, DateTime? LoadedAt, bool InUse);

public sealed class ListInstrumentsHandler(CaseDbContext db, PolicyInForce inForce) : IRequestHandler<ListInstruments, IReadOnlyList<InstrumentRow>>
{
    public async Task<IReadOnlyList<InstrumentRow>> Handle(ListInstruments request, CancellationToken cancellationToken)
    {
        var shelf = await LoadInstrumentHandler.Shelf(db, cancellationToken);
        var loaded = await db.InstrumentVersions.AsNoTracking().Select(v => new { v.Code, v.LoadedBy, v.LoadedAt }).ToDictionaryAsync(v => v.Code, cancellationToken);
        var (inUse, _) = await db.InstrumentInUse(inForce.Policy, cancellationToken);
        return [.. shelf.Values.OrderBy(i => i.Supplement).ThenBy(i => i.Code, StringComparer.Ordinal).Select(i => new InstrumentRow(i, loaded.GetValueOrDefault(i.Code)?.LoadedBy, loaded.GetValueOrDefault(i.Code)?.LoadedAt, i.Code == inUse.Code))];
    }
}
