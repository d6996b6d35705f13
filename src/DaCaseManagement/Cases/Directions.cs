using DaCaseManagement.Access;
using DaCaseManagement.Data;
using DaCaseManagement.People;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Cases;

/// <summary>The cases of two people in both directions, under any record of either (PPL-7).</summary>
/// <param name="Victims">Records of the victim of the case that was asked about.</param>
/// <param name="Suspects">Records of its suspect.</param>
/// <param name="Here">Cases in the same direction, the latest incident first.</param>
/// <param name="Opposite">Cases the other way round, likewise.</param>
public sealed record Directions(IReadOnlyCollection<long> Victims, IReadOnlyCollection<long> Suspects, IReadOnlyList<DirectedCase> Here, IReadOnlyList<DirectedCase> Opposite)
{
    public IEnumerable<long> Both => Here.Concat(Opposite).Select(c => c.Id);

    /// <summary>Three index seeks, whoever asks: contact details stay off the other party's pages even where the other direction is restricted (INV-7).</summary>
    public static async Task<Directions> Of(CaseDbContext db, long victim, long? suspect, CancellationToken cancel)
    {
        var records = await db.RecordsOfSamePeople(suspect is { } known ? [victim, known] : [victim], cancel);
        var victims = records.Where(r => r.Value == records[victim]).Select(r => r.Key).ToList();
        if (suspect is null || records[suspect.Value] == records[victim])
        {
            return new Directions(victims, [], [], []);
        }

        var suspects = records.Where(r => r.Value == records[suspect.Value]).Select(r => r.Key).ToList();
        var ids = records.Keys.ToList();
        var cases = await db.Cases.AsNoTracking().Where(c => ids.Contains(c.VictimId) && c.PerpetratorId != null && ids.Contains(c.PerpetratorId.Value))
            .OrderByDescending(c => c.LastIncidentAt).ThenByDescending(c => c.Id)
            .Select(c => new DirectedCase(c.Id, c.Reference, c.VictimId, c.PerpetratorId!.Value, c.Restricted, c.ClosedAt == null)).ToListAsync(cancel);
        return new Directions(
            victims, suspects,
            [.. cases.Where(c => victims.Contains(c.VictimId) && suspects.Contains(c.SuspectId))],
            [.. cases.Where(c => suspects.Contains(c.VictimId) && victims.Contains(c.SuspectId))]);
    }

    /// <summary>The same as somebody may see it: a restricted case is in neither direction.</summary>
    public Directions SeenBy(CurrentUser user) =>
        user.May(Permission.SeeRestrictedCases) ? this : this with { Here = [.. Here.Where(c => !c.Restricted)], Opposite = [.. Opposite.Where(c => !c.Restricted)] };

    /// <summary>Decisions on these two people, the latest first; only those whose cases are both among the given.</summary>
    internal static IQueryable<AggressorDecision> Decisions(CaseDbContext db, IReadOnlyCollection<long> cases) =>
        db.AggressorDecisions.AsNoTracking().Where(d => cases.Contains(d.CaseId) && cases.Contains(d.OppositeId)).OrderByDescending(d => d.Id);
}

public sealed record DirectedCase(long Id, string Reference, long VictimId, long SuspectId, bool Restricted, bool IsOpen);
