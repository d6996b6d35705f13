using System.Security.Cryptography;
using System.Text;

using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Data;
using DaCaseManagement.Pipeline;

using FluentValidation;

using MediatR;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Risk.Instruments;

/// <summary>Keeps a force's own instrument beside the others (RSK-1). An instrument never changes under its code; the same again does nothing.</summary>
[Requires(Permission.ProposePolicy)]
public sealed record LoadInstrument(string? Text) : ICommand<LoadedInstrument>;

/// <param name="WasThere">The very same had been loaded before, or ships.</param>
public sealed record LoadedInstrument(string Code, string Name, int Questions, bool WasThere);

public sealed class LoadInstrumentValidator : AbstractValidator<LoadInstrument>
{
    public LoadInstrumentValidator() => RuleFor(r => r.Text).Must(t => t is { Length: > 0 and <= 500_000 }).WithMessage("Give the instrument as JSON, half a million characters at most");
}

public sealed class LoadInstrumentHandler(CaseDbContext db, CurrentUser user, AuditTrail trail, TimeProvider clock) : IRequestHandler<LoadInstrument, LoadedInstrument>
{
    public async Task<LoadedInstrument> Handle(LoadInstrument request, CancellationToken cancellationToken)
    {
        var shelf = await Shelf(db, cancellationToken);
        var (instrument, faults) = InstrumentReader.Read(request.Text!, shelf.GetValueOrDefault);
        if (instrument is null)
        {
            throw new RefusedException("RSK-1", "Text", string.Join("; ", faults));
        }

        var json = InstrumentReader.Content(instrument);
        var wasThere = shelf.GetValueOrDefault(instrument.Code) is { Slot: false };
        if (!wasThere)
        {
            db.InstrumentVersions.Add(new InstrumentVersion(instrument.Code, json, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json))), user.FullName, clock.GetUtcNow().UtcDateTime));
        }

        trail.Record(AuditAct.Alteration, "instrument.loaded", Subject.System("instruments"), instrument.Code + (wasThere ? "; was there" : ""));
        return new LoadedInstrument(instrument.Code, instrument.Name, instrument.Items.Count, wasThere);
    }

    /// <summary>Every instrument by its code; what fills a slot stands in its place.</summary>
    internal static async Task<Dictionary<string, Instrument>> Shelf(CaseDbContext db, CancellationToken cancel)
    {
        var shelf = InstrumentLibrary.All.ToDictionary(i => i.Code);
        foreach (var code in await db.InstrumentVersions.OrderBy(v => v.Id).Select(v => v.Code).ToListAsync(cancel))
        {
            shelf[code] = (await db.FindInstrument(code, cancel))!;
        }

        return shelf;
    }
}
