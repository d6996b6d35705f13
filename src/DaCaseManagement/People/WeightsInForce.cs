using System.Diagnostics;
using System.Numerics;

using DaCaseManagement.Data;
using DaCaseManagement.People.Matching;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.People;

/// <summary>The match weights in use: the newest set estimated from this force's records, or the ones that ship. One for the whole process.</summary>
public sealed class WeightsInForce
{
    /// <summary>A new set is in use on every node within this time.</summary>
    private static readonly TimeSpan Trusted = TimeSpan.FromSeconds(30);

    private volatile Loaded? loaded;

    /// <summary>Asks the database which set is newest and about how many people it holds (two seeks); reads the set only when it is another one.</summary>
    public async Task<MatchWeights> Current(CaseDbContext db, CancellationToken cancel)
    {
        if (loaded is { } recent && Stopwatch.GetElapsedTime(recent.At) < Trusted)
        {
            return recent.Weights;
        }

        var newest = await db.WeightSets.MaxAsync(w => (long?)w.Id, cancel);

        // Ids are handed out in order; to the next power of two, so that the weights stay the same object for a long time.
        var people = (long)BitOperations.RoundUpToPowerOf2((ulong)(await db.People.MaxAsync(p => (long?)p.Id, cancel) ?? 1));
        if (loaded is { } now && now.Id == newest && now.People == people)
        {
            loaded = now with { At = Stopwatch.GetTimestamp() };
            return now.Weights;
        }

        var json = newest is null ? null : await db.WeightSets.Where(w => w.Id == newest).Select(w => w.Json).SingleAsync(cancel);
        var weights = (json is null ? MatchWeights.Default : MatchWeights.FromJson(json)).ForPopulation(people);
        loaded = new Loaded(newest, people, weights, Stopwatch.GetTimestamp());
        return weights;
    }

    private sealed record Loaded(long? Id, long People, MatchWeights Weights, long At);
}
