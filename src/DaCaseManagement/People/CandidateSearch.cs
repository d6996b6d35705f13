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

/// <summary>Somebody described, to be looked for.</summary>
/// <param name="Also">Records found in another way, compared as well.</param>
public sealed record Sought(PersonFacts Described, IReadOnlyCollection<long> Also);

/// <summary>Finds records that may be the person described: by stored keys first, then compared field by field. A query by keys for each described, and four more
/// indexed queries for all of them.</summary>
public sealed class CandidateSearch(CaseDbContext db, CurrentUser user, TimeProvider clock, WeightsInForce weights, PolicyInForce inForce)
{
    /// <summary>Compared by number and address as well.</summary>
    private const int MostCompletely = 40;

    private MatchingThresholds Thresholds => new(inForce.Policy.Matching.SameAtLeast, inForce.Policy.Matching.PossibleAtLeast);

    /// <returns>The best comparison of each human being, most alike first.</returns>
    public async Task<IReadOnlyList<Candidate>> Find(PersonFacts described, CancellationToken cancel) => (await Find([new Sought(described, [])], cancel))[0];

    /// <returns>For each sought the best comparison of each human being, most alike first.</returns>
    public async Task<IReadOnlyList<IReadOnlyList<Candidate>>> Find(IReadOnlyList<Sought> sought, CancellationToken cancel)
    {
        var inForceNow = await weights.Current(db, cancel);
        var preparer = new Preparer(inForceNow.Frequencies ?? Frequencies.Default);
        var searches = new List<Search>();
        foreach (var one in sought)
        {
            var ids = await db.Sharing(one.Described, inForceNow.Population, cancel);
            searches.Add(new Search(one, preparer.Prepare(one.Described), [.. ids.Union(one.Also)]));
        }

        MatchScore Score(Search search, PersonFacts known) => Scoring.Score(search.Prepared, preparer.Prepare(known), inForceNow);

        // Names and dates of everybody first; numbers and addresses, where any were given, only of those who are still in question.
        var named = (await Named([.. searches.SelectMany(s => s.Ids).Distinct()], cancel)).ToDictionary(k => k.Id);
        foreach (var search in searches)
        {
            search.Known = [.. search.Ids.Where(named.ContainsKey).Select(id => named[id])];
            if (search.HasContact && search.Known.Count > MostCompletely)
            {
                search.Known = [.. search.Known.Where(k => search.Sought.Also.Contains(k.Id)).Union(search.Known.OrderByDescending(k => Score(search, k.Facts).Bits).Take(MostCompletely))];
            }
        }

        var complete = (await Complete([.. searches.Where(s => s.HasContact).SelectMany(s => s.Known).DistinctBy(k => k.Id)], cancel)).ToDictionary(k => k.Id);
        return
        [
            .. searches.Select(search =>
            {
                var found = from k in search.HasContact ? search.Known.Select(k => complete[k.Id]) : search.Known
                            let score = Score(search, k.Facts)
                            select new Candidate(k.Id, k.Identity, score, Banding.Of(score, search.Sought.Described, k.Facts, Thresholds));
                return (IReadOnlyList<Candidate>)[.. found.GroupBy(c => c.IdentityId).Select(g => g.MaxBy(c => c.Score.Bits)!).OrderBy(c => c.Banded.Band).ThenByDescending(c => c.Score.Bits)];
            }),
        ];
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

    private sealed record Search(Sought Sought, PreparedPerson Prepared, IReadOnlyCollection<long> Ids)
    {
        public bool HasContact => Sought.Described.Phones.Count + Sought.Described.Addresses.Count > 0;

        public List<(long Id, long Identity, PersonFacts Facts)> Known { get; set; } = [];
    }
}
