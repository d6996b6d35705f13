using DaCaseManagement.Data;
using DaCaseManagement.People.Matching;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.People;

/// <summary>The match weights in use: the newest set estimated from this force's records, or the ones that ship. One for the whole process.</summary>
public sealed class WeightsInForce
{
    private volatile Loaded? loaded;

    /// <summary>Asks the database which set is newest (one seek) and reads it only when it is another one.</summary>
    public async Task<MatchWeights> Current(CaseDbContext db, CancellationToken cancel)
    {
        var newest = await db.WeightSets.MaxAsync(w => (long?)w.Id, cancel);
        if (loaded is { } now && now.Id == newest)
        {
            return now.Weights;
        }

        var json = newest is null ? null : await db.WeightSets.Where(w => w.Id == newest).Select(w => w.Json).SingleAsync(cancel);
        var weights = json is null ? MatchWeights.Default : MatchWeights.Read(json);
        loaded = new Loaded(newest, weights);
        return weights;
    }

    private sealed record Loaded(long? Id, MatchWeights Weights);
}
