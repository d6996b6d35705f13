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

    /// <summary>Compared by number and address as well.</summary>
    private const int MostCompletely = 40;

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
        MatchScore Score(PersonFacts known) => Scoring.Score(prepared, preparer.Prepare(known), inForceNow);

        // Names and dates of everybody first; numbers and addresses, where any were given, only of those who are still in question.
        var known = await Named([.. ids.Union(also)], cancel);
        if (described.Phones.Count + described.Addresses.Count > 0)
        {
            List<(long Id, long Identity, PersonFacts Facts)> near = known.Count <= MostCompletely ? known : [.. known.Where(k => also.Contains(k.Id)).Union(known.OrderByDescending(k => Score(k.Facts).Bits).Take(MostCompletely))];
            known = await Complete(near, cancel);
        }

        var found = from k in known
                    let score = Score(k.Facts)
                    select new Candidate(k.Id, k.Identity, score, Banding.Of(score, described, k.Facts, Thresholds));
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
    public async Task<IReadOnlyList<(long Id, long Identity, PersonFacts Facts)>> Facts(IReadOnlyCollection<long> ids, CancellationToken cancel) => await Complete(await Named(ids, cancel), cancel);

    private async Task<List<(long Id, long Identity, PersonFacts Facts)>> Named(IReadOnlyCollection<long> ids, CancellationToken cancel)
    {
        if (ids.Count == 0)
        {
            return [];
        }

        // Flat, so that it is one query; somebody without a name has one row.
        var rows = await (from p in db.People
                          where ids.Contains(p.Id)
                          from n in db.PersonNames.Where(n => n.PersonId == p.Id).DefaultIfEmpty()
                          orderby p.Id, n.Id
                          select new { p.Id, Identity = p.SameAsId ?? p.Id, p.BirthYear, p.BirthMonth, p.BirthDay, p.BirthEstimated, p.Gender, Given = (string?)n.Given, Family = (string?)n.Family }).ToListAsync(cancel);
        return
        [
            .. rows.GroupBy(r => r.Id).Select(g => (g.Key, g.First().Identity, new PersonFacts
            {
                Names = [.. g.Where(r => r.Given is not null).Select(r => new KnownName(r.Given!, r.Family!))],
                Born = g.First().BirthYear is { } year ? new PartialDate(year, g.First().BirthMonth, g.First().BirthDay) : null,
                BornEstimated = g.First().BirthEstimated,
                Gender = g.First().Gender,
            })),
        ];
    }

    private async Task<List<(long Id, long Identity, PersonFacts Facts)>> Complete(List<(long Id, long Identity, PersonFacts Facts)> people, CancellationToken cancel)
    {
        if (people.Count == 0)
        {
            return [];
        }

        var ids = people.Select(p => p.Id).ToList();
        var phones = (await db.PersonPhones.Where(p => ids.Contains(p.PersonId) && p.Key != null).Select(p => new { p.PersonId, p.Key }).ToListAsync(cancel)).ToLookup(p => p.PersonId, p => p.Key!);
        var known = await db.PersonAddresses.Where(a => ids.Contains(a.PersonId)).Select(a => new { a.PersonId, a.AsTyped, a.Key, a.Postcode, a.Confidential }).ToListAsync(cancel);

        // A refuge is compared only for those who may know of it: even "same address" would tell (CAS-8).
        var hidden = user.May(Permission.SeeRestrictedCases) ? null : await db.ConfidentialAmong(known.Select(a => a.Key), clock.GetUtcNow().UtcDateTime, cancel);
        var addresses = known.Where(a => hidden is null || !(a.Confidential || hidden.Hold(a.Key, a.Postcode))).ToLookup(a => a.PersonId, a => a.AsTyped);
        return [.. people.Select(p => (p.Id, p.Identity, p.Facts with { Phones = [.. phones[p.Id]], Addresses = [.. addresses[p.Id].Select(KnownAddress.Parse)] }))];
    }
}
