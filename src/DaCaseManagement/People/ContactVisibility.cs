using DaCaseManagement.Access;
using DaCaseManagement.Data;
using DaCaseManagement.Incidents;
using DaCaseManagement.People.Matching;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.People;

/// <summary>Which telephone numbers and addresses of a person their own page may show: nothing confidential beyond need-to-know (CAS-8), nothing known only from
/// restricted incidents (INV-6), and on the page of anybody suspected nothing that is a victim's of theirs too (INV-7).</summary>
public static class ContactVisibility
{
    /// <summary>Whether any incident or case has them as the suspect, whoever may see it: then theirs are perpetrator-side pages.</summary>
    public static async Task<bool> IsSuspected(this CaseDbContext db, IReadOnlyCollection<long> records, CancellationToken cancel) =>
        await db.InvolvedPeople.AnyAsync(i => i.PersonId != null && records.Contains(i.PersonId.Value) && i.Part == Part.Suspect, cancel)
        || await db.Cases.AnyAsync(c => c.PerpetratorId != null && records.Contains(c.PerpetratorId.Value), cancel);

    /// <param name="all">Every record of the human being.</param>
    /// <param name="shown">Those this person may see, with names, phones and addresses.</param>
    internal static async Task<ShownContact> ContactOf(this CaseDbContext db, IReadOnlyCollection<long> all, IReadOnlyCollection<Person> shown, CurrentUser user, DateTime now, CancellationToken cancel)
    {
        var seesRestricted = user.May(Permission.SeeRestrictedCases);
        var suspected = await db.IsSuspected(all, cancel);
        var restricted = seesRestricted ? Told.Nothing : await OnlyRestricted(db, all, cancel);
        var phones = shown.SelectMany(p => p.Phones).Where(p => !restricted.Holds(p)).DistinctBy(p => p.Key ?? p.AsTyped).ToList();
        var addresses = shown.SelectMany(p => p.Addresses).Where(a => !restricted.Holds(a)).DistinctBy(a => (a.Key, a.Postcode)).ToList();
        var places = await db.ConfidentialAmong(addresses.Select(a => a.Key), now, cancel);
        var hides = await db.Markers.InForce(now).AnyAsync(m => m.PersonId != null && all.Contains(m.PersonId.Value) && m.Kind == MarkerKind.RefugeOrConfidential, cancel);
        bool Confidential(PersonAddress a) => hides || a.Confidential || places.Hold(a.Key, a.Postcode);
        addresses.RemoveAll(a => Confidential(a) && (suspected || !seesRestricted));
        var theirs = suspected ? await OfVictims(db, all, phones, addresses, user, cancel) : VictimsContact.None;
        var (phonesBefore, addressesBefore) = (phones.Count, addresses.Count);
        phones.RemoveAll(p => theirs.Has(p));
        addresses.RemoveAll(a => theirs.Has(a));
        return new ShownContact(
            suspected,
            [.. phones.OrderByDescending(p => p.Since)], [.. addresses.OrderByDescending(a => a.Since).Select(a => (a, Confidential(a)))],
            theirs.MaySay ? phonesBefore - phones.Count : 0, theirs.MaySay ? addressesBefore - addresses.Count : 0, [.. restricted.Names]);
    }

    /// <summary>Which of these are a victim's of theirs as well, or the safe number somebody agreed to be reached on.</summary>
    private static async Task<VictimsContact> OfVictims(CaseDbContext db, IReadOnlyCollection<long> all, List<PersonPhone> phones, List<PersonAddress> addresses, CurrentUser user, CancellationToken cancel)
    {
        var against = await db.Cases.AsNoTracking().Where(c => c.PerpetratorId != null && all.Contains(c.PerpetratorId.Value))
            .Select(c => new { Victim = c.Victim.SameAsId ?? c.VictimId, c.SafeContact.Number, c.Restricted }).ToListAsync(cancel);
        if (against.Count == 0)
        {
            return VictimsContact.None;
        }

        var victims = against.Select(a => a.Victim).Distinct().ToList();
        var numbers = phones.Select(p => p.Key).OfType<string>().ToList();
        var places = addresses.Select(a => a.Key).ToList();
        var theirNumbers = await db.PersonPhones.AsNoTracking().Where(p => p.Key != null && numbers.Contains(p.Key) && db.People.Any(v => v.Id == p.PersonId && victims.Contains(v.SameAsId ?? v.Id))).Select(p => p.Key!).Distinct().ToListAsync(cancel);
        var theirPlaces = await db.PersonAddresses.AsNoTracking().Where(a => places.Contains(a.Key) && db.People.Any(v => v.Id == a.PersonId && victims.Contains(v.SameAsId ?? v.Id))).Select(a => new { a.Key, a.Postcode }).Distinct().ToListAsync(cancel);
        var safe = against.Select(a => Normalise.Phone(a.Number)).OfType<string>();
        return new VictimsContact([.. theirNumbers, .. safe], [.. theirPlaces.Select(p => (p.Key, p.Postcode))], user.May(Permission.SeeRestrictedCases) || against.TrueForAll(a => !a.Restricted));
    }

    private static async Task<Told> OnlyRestricted(CaseDbContext db, IReadOnlyCollection<long> all, CancellationToken cancel)
    {
        var told = await db.InvolvedPeople.AsNoTracking().Where(i => i.PersonId != null && all.Contains(i.PersonId.Value) && db.InvolvedPeople.Any(o => o.PersonId == i.PersonId && db.CaseIncidents.Any(c => c.IncidentId == o.IncidentId && c.Case.Restricted)))
            .Select(i => new { i.GivenNames, i.FamilyName, i.Phone, i.Address, Restricted = db.CaseIncidents.Any(c => c.IncidentId == i.IncidentId && c.Case.Restricted) }).ToListAsync(cancel);
        HashSet<string> Only(Func<(string? Given, string? Family, string? Phone, string? Address), string?> key) =>
            [.. told.Where(t => t.Restricted).Select(t => key((t.GivenNames, t.FamilyName, t.Phone, t.Address))).OfType<string>().Except(told.Where(t => !t.Restricted).Select(t => key((t.GivenNames, t.FamilyName, t.Phone, t.Address))).OfType<string>())];
        return new Told(
            Only(t => NameKey(t.Given, t.Family)),
            Only(t => string.IsNullOrWhiteSpace(t.Phone) ? null : Normalise.Phone(t.Phone) ?? t.Phone.Trim()),
            Only(t => string.IsNullOrWhiteSpace(t.Address) ? null : Normalise.Place(t.Address) ?? ""));
    }

    internal static string NameKey(string? given, string? family) => Normalise.Name(given) + "/" + Normalise.Name(family);

    private sealed record Told(HashSet<string> Names, HashSet<string> Phones, HashSet<string> Places)
    {
        public static readonly Told Nothing = new([], [], []);

        public bool Holds(PersonPhone phone) => Phones.Contains(phone.Key ?? phone.AsTyped);

        public bool Holds(PersonAddress address) => Places.Contains(address.Key);
    }

    /// <param name="MaySay">Whether saying that something is left out gives nothing restricted away.</param>
    private sealed record VictimsContact(HashSet<string> Numbers, List<(string Key, string? Postcode)> Places, bool MaySay)
    {
        public static readonly VictimsContact None = new([], [], MaySay: true);

        public bool Has(PersonPhone phone) => phone.Key is { } key && Numbers.Contains(key);

        public bool Has(PersonAddress address) => Places.Exists(p => p.Key == address.Key && (p.Postcode is null || address.Postcode is null || p.Postcode == address.Postcode));
    }
}

/// <param name="Suspected">Then nothing confidential is in it, whoever asks.</param>
/// <param name="PhonesLeftOut">Left out because a victim of theirs has them too.</param>
/// <param name="HiddenNames">Keys of names known only from what is restricted.</param>
internal sealed record ShownContact(bool Suspected, IReadOnlyList<PersonPhone> Phones, IReadOnlyList<(PersonAddress Address, bool Confidential)> Addresses, int PhonesLeftOut, int AddressesLeftOut, HashSet<string> HiddenNames);
