using DaCaseManagement.Access;
using DaCaseManagement.Data;
using DaCaseManagement.People.Matching;
using DaCaseManagement.Policy;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.People;

/// <summary>A record that may be the person described, with the comparison that says why (PPL-2).</summary>
public sealed record Candidate(long PersonId, long IdentityId, MatchScore Score, Banded Banded);

public sealed record Compared(MatchScore Score, Banded Banded)
{
    /// <summary>For the record of a decision: short enough to be kept.</summary>
    public string InWords
    {
        get
        {
            var words = string.Join(". ", Score.Fields.Select(f => f.Words).Concat(Banded.Reasons));
            return words.Length <= Pipeline.Lengths.Note ? words : words[..Pipeline.Lengths.Note];
        }
    }
}

/// <summary>Finds records that may be the person described: by stored keys first, then compared field by field. Six indexed queries, whatever is described.</summary>
public sealed class CandidateSearch(CaseDbContext db, CurrentUser user, TimeProvider clock, WeightsInForce weights, PolicyInForce inForce)
{
    /// <summary>Compared in memory; those that share most keys first.</summary>
    private const int MostCompared = 200;

    private MatchingThresholds Thresholds => new(inForce.Policy.Matching.SameAtLeast, inForce.Policy.Matching.PossibleAtLeast);

    /// <param name="also">Records found in another way, compared as well.</param>
    /// <returns>The best comparison of each human being, most alike first.</returns>
    public async Task<IReadOnlyList<Candidate>> Find(PersonFacts described, IReadOnlyCollection<long> also, CancellationToken cancel)
    {
        var keys = BlockingKeys.Lookups(described);
        var ids = keys.Count == 0 ? [] : await db.PersonKeys.Where(k => keys.Contains(k.Key))
            .GroupBy(k => k.PersonId).OrderByDescending(g => g.Count()).ThenByDescending(g => g.Key).Take(MostCompared).Select(g => g.Key).ToListAsync(cancel);
        var inForceNow = await weights.Current(db, cancel);
        var preparer = new Preparer(inForceNow.Frequencies ?? Frequencies.Default);
        var prepared = preparer.Prepare(described);
        var found = from known in await Facts([.. ids.Union(also)], cancel)
                    let score = Scoring.Score(prepared, preparer.Prepare(known.Facts), inForceNow)
                    select new Candidate(known.Id, known.Identity, score, Banding.Of(score, described, known.Facts, Thresholds));
        return [.. found.GroupBy(c => c.IdentityId).Select(g => g.MaxBy(c => c.Score.Bits)!).OrderBy(c => c.Banded.Band).ThenByDescending(c => c.Score.Bits)];
    }

    /// <summary>Two records beside each other.</summary>
    public async Task<Compared> Compare(long one, long other, CancellationToken cancel)
    {
        var facts = (await Facts([one, other], cancel)).ToDictionary(f => f.Id, f => f.Facts);
        var score = Scoring.Score(facts[one], facts[other], await weights.Current(db, cancel));
        return new Compared(score, Banding.Of(score, facts[one], facts[other], Thresholds));
    }

    /// <summary>What is known of each record, for comparison: four queries.</summary>
    public async Task<IReadOnlyList<(long Id, long Identity, PersonFacts Facts)>> Facts(IReadOnlyCollection<long> ids, CancellationToken cancel)
    {
        if (ids.Count == 0)
        {
            return [];
        }

        var people = await db.People.Where(p => ids.Contains(p.Id))
            .Select(p => new { p.Id, Identity = p.SameAsId ?? p.Id, p.BirthYear, p.BirthMonth, p.BirthDay, p.BirthEstimated, p.Gender, Names = p.Names.Select(n => new KnownName(n.Given, n.Family)).ToList() })
            .AsSplitQuery().ToListAsync(cancel);
        var phones = (await db.PersonPhones.Where(p => ids.Contains(p.PersonId) && p.Key != null).Select(p => new { p.PersonId, p.Key }).ToListAsync(cancel)).ToLookup(p => p.PersonId, p => p.Key!);
        var known = await db.PersonAddresses.Where(a => ids.Contains(a.PersonId)).Select(a => new { a.PersonId, a.AsTyped, a.Key, a.Postcode, a.Confidential }).ToListAsync(cancel);

        // A refuge is compared only for those who may know of it: even "same address" would tell (CAS-8).
        var hidden = user.May(Permission.SeeRestrictedCases) ? null : await db.ConfidentialAmong(known.Select(a => a.Key), clock.GetUtcNow().UtcDateTime, cancel);
        var addresses = known.Where(a => hidden is null || !(a.Confidential || hidden.Hold(a.Key, a.Postcode))).ToLookup(a => a.PersonId, a => a.AsTyped);
        return
        [
            .. people.Select(p => (p.Id, p.Identity, new PersonFacts
            {
                Names = p.Names,
                Born = p.BirthYear is { } year ? new PartialDate(year, p.BirthMonth, p.BirthDay) : null,
                BornEstimated = p.BirthEstimated,
                Gender = p.Gender,
                Phones = [.. phones[p.Id]],
                Addresses = [.. addresses[p.Id].Select(KnownAddress.Parse)],
            })),
        ];
    }
}
