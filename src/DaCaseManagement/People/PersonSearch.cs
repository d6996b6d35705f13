using DaCaseManagement.Access;
using DaCaseManagement.Data;
using DaCaseManagement.People.Matching;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.People;

/// <summary>Who may be meant by what somebody has typed so far: a number, a place, a piece of a name (REC-2, PPL-2). A fixed number of index ranges.</summary>
public sealed class PersonSearch(CaseDbContext db, CurrentUser user, TimeProvider clock, CandidateSearch candidates)
{
    private const int MostByNumber = 20;
    private const int MostByPlace = 20;
    private const int MostByName = 20;
    private const int MostDescribed = 16;

    public sealed record Asked(string? Given, string? Family, PartialDate? Born, Gender Gender, IReadOnlyList<string?> Phones, IReadOnlyList<string?> Places)
    {
        /// <summary>People found in another way, and how.</summary>
        public IReadOnlyList<(long Person, string Why)> Linked { get; init; } = [];
    }

    /// <param name="Direct">How the person was found beside the comparison: has used the number, has lived at the place, has the name.</param>
    public sealed record Found(Candidate Candidate, IReadOnlyList<string> Direct);

    public sealed record Answer(IReadOnlyList<Found> People, bool More);

    public async Task<Answer> Find(Asked asked, CancellationToken cancel) => (await Find([asked], cancel))[0];

    /// <summary>Several at once, which is cheaper than one after the other.</summary>
    public async Task<IReadOnlyList<Answer>> Find(IReadOnlyList<Asked> asked, CancellationToken cancel)
    {
        var (direct, sought) = (new List<Dictionary<long, List<string>>>(), new List<Sought>());
        foreach (var one in asked)
        {
            direct.Add(await Direct(one, cancel));
            sought.Add(new Sought(Described(one), direct[^1].Keys));
        }

        return
        [
            .. (await candidates.Find(sought, cancel)).Zip(direct, (compared, mine) =>
            {
                var found = compared
                    .Select(c => new Found(c, mine.GetValueOrDefault(c.PersonId, [])))
                    .Where(f => f.Direct.Count > 0 || f.Candidate.Banded.Band != MatchBand.Different)
                    .ToList();
                return new Answer([.. found.Take(MostDescribed)], found.Count > MostDescribed);
            }),
        ];
    }

    private static PersonFacts Described(Asked asked) => new()
    {
        Names = string.IsNullOrWhiteSpace(asked.Given + asked.Family) ? [] : [new KnownName(asked.Given ?? "", asked.Family ?? "")],
        Born = asked.Born,
        Gender = asked.Gender,
        Phones = [.. Numbers(asked)],
        Addresses = [.. asked.Places.Where(p => !string.IsNullOrWhiteSpace(p)).Select(p => KnownAddress.Parse(p!))],
    };

    private static IEnumerable<string> Numbers(Asked asked) => asked.Phones.Select(Normalise.Phone).OfType<string>().Distinct();

    /// <summary>Whoever has the number, the place or the name itself, and in which way.</summary>
    private async Task<Dictionary<long, List<string>>> Direct(Asked asked, CancellationToken cancel)
    {
        var direct = new Dictionary<long, List<string>>();
        void Add(IEnumerable<long> ids, string reason)
        {
            foreach (var id in ids)
            {
                var reasons = direct.TryGetValue(id, out var known) ? known : direct[id] = [];
                if (!reasons.Contains(reason))
                {
                    reasons.Add(reason);
                }
            }
        }

        foreach (var number in Numbers(asked))
        {
            Add(await db.PersonPhones.Where(p => p.Key == number).OrderByDescending(p => p.Id).Select(p => p.PersonId).Take(MostByNumber).ToListAsync(cancel), "has used this number");
        }

        foreach (var typed in asked.Places.OfType<string>().Distinct())
        {
            Add(await AtPlace(typed, cancel), "has lived here");
        }

        foreach (var linked in asked.Linked)
        {
            Add([linked.Person], linked.Why);
        }

        await ByName(asked, Add, cancel);
        return direct;
    }

    /// <summary>The street and number, in the postcode when one was typed; confidential addresses find nobody.</summary>
    private async Task<List<long>> AtPlace(string typed, CancellationToken cancel)
    {
        if (Normalise.Place(typed) is not { } place)
        {
            return [];
        }

        var postcode = Normalise.Postcode(typed);
        if (!user.May(Permission.SeeRestrictedCases) && (await db.ConfidentialAmong([place], clock.GetUtcNow().UtcDateTime, cancel)).Hold(place, postcode))
        {
            return [];
        }

        return await db.PersonAddresses
            .Where(a => a.Key == place && !a.Confidential && (postcode == null || a.Postcode == null || a.Postcode == postcode))
            .OrderByDescending(a => a.Id).Select(a => a.PersonId).Take(MostByPlace).ToListAsync(cancel);
    }

    private async Task ByName(Asked asked, Action<IEnumerable<long>, string> add, CancellationToken cancel)
    {
        var (family, given) = (Normalise.Name(asked.Family), Normalise.Name(asked.Given));
        if (family.Length < 2)
        {
            return;
        }

        var (familyEnd, givenEnd) = (KeyRange.UpTo(family), KeyRange.UpTo(given));
        if (given.Length > 0)
        {
            add(await db.PersonNames.Where(n => n.FamilyKey == family && string.Compare(n.GivenKey, given) >= 0 && string.Compare(n.GivenKey, givenEnd) <= 0)
                .OrderBy(n => n.GivenKey).Select(n => n.PersonId).Take(MostByName).ToListAsync(cancel), "same name");
        }
        else
        {
            add(await db.PersonNames.Where(n => n.FamilyKey == family).OrderByDescending(n => n.Id).Select(n => n.PersonId).Take(MostByName).ToListAsync(cancel), "same family name");
        }

        if (family.Length >= 3)
        {
            add(await db.PersonNames.Where(n => string.Compare(n.FamilyKey, family) > 0 && string.Compare(n.FamilyKey, familyEnd) <= 0 && (given == "" || (string.Compare(n.GivenKey, given) >= 0 && string.Compare(n.GivenKey, givenEnd) <= 0)))
                .OrderBy(n => n.FamilyKey).Select(n => n.PersonId).Take(MostByName).ToListAsync(cancel), "name begins so");
        }

        // With a first name or a date of birth the stored keys find other spellings; a family name alone, or with an initial, has only its sound.
        var sound = Phonetic.Key(asked.Family);
        if (given.Length <= 1 && asked.Born is null && sound.Length >= 2)
        {
            add(await db.PersonNames.Where(n => n.FamilySound == sound && n.FamilyKey != family && (given == "" || n.GivenKey.StartsWith(given))).OrderByDescending(n => n.Id).Select(n => n.PersonId).Take(MostByName).ToListAsync(cancel), "name sounds alike");
        }
    }
}
