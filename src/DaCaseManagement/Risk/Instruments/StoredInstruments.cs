using System.Collections.Concurrent;
using System.Text.Json;

using DaCaseManagement.Data;
using DaCaseManagement.Policy;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Risk.Instruments;

/// <summary>Instruments by code, shipped or loaded by the force, on every node alike: what ships costs nothing, what was loaded one seek.</summary>
public static class StoredInstruments
{
    // By content, which never changes: the same process may look after several databases.
    private static readonly ConcurrentDictionary<string, Instrument> Read = new();

    /// <summary>Null when nobody has loaded it. A slot that the force has filled is what was loaded.</summary>
    public static async Task<Instrument?> FindInstrument(this CaseDbContext db, string code, CancellationToken cancel)
    {
        var shipped = InstrumentLibrary.Find(code);
        if (shipped is { Slot: false })
        {
            return shipped;
        }

        var hash = await db.InstrumentVersions.Where(v => v.Code == code).Select(v => v.Hash).SingleOrDefaultAsync(cancel);
        if (hash is null)
        {
            return shipped;
        }

        if (!Read.TryGetValue(hash, out var known))
        {
            var json = await db.InstrumentVersions.Where(v => v.Code == code).Select(v => v.Json).SingleAsync(cancel);
            Read[hash] = known = JsonSerializer.Deserialize<Instrument>(json, PolicyFile.Json)!;
        }

        return known;
    }

    /// <summary>What officers ask under a policy, and a word of warning where it is not what the policy names.</summary>
    public static async Task<(Instrument Instrument, string? Warning)> InstrumentInUse(this CaseDbContext db, ForcePolicy policy, CancellationToken cancel)
    {
        var code = policy.Assessment.Instrument;
        return await db.FindInstrument(code, cancel) is { CanBeChosen: true } named
            ? (named, null)
            : (InstrumentLibrary.Get(InstrumentLibrary.Fallback), $"The policy names {code}, which is not loaded here. {InstrumentLibrary.Get(InstrumentLibrary.Fallback).Name} is asked instead, so that nobody goes unassessed. Tell whoever keeps the policy.");
    }
}
