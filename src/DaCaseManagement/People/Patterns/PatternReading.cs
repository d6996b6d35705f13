using DaCaseManagement.Clocks;
using DaCaseManagement.Data;
using DaCaseManagement.Incidents;
using DaCaseManagement.Policy;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.People.Patterns;

/// <summary>Reads from the tables what patterns are made of: index ranges of the people or addresses asked for and nothing else.</summary>
internal static class PatternReading
{
    /// <summary>Every finished incident in which one of these records is victim, suspect or child, whole.</summary>
    public static Task<List<PatternIncident>> OfRecords(CaseDbContext db, IReadOnlyCollection<long> records, CancellationToken cancel) =>
        Whole(db, db.InvolvedPeople
            .Where(p => p.PersonId != null && records.Contains(p.PersonId.Value) && (p.Part == Part.Victim || p.Part == Part.Suspect || p.Part == Part.Child))
            .Select(p => p.IncidentId), cancel);

    /// <summary>Every finished incident of the human beings whose identity is in this range, whole: without lists of ids, however many they are.</summary>
    public static Task<List<PatternIncident>> OfRange(CaseDbContext db, long after, long upTo, CancellationToken cancel) =>
        Whole(db, db.People.Where(p => (p.SameAsId == null && p.Id > after && p.Id <= upTo) || (p.SameAsId > after && p.SameAsId <= upTo))
            .Join(db.InvolvedPeople.Where(p => p.PersonId != null && (p.Part == Part.Victim || p.Part == Part.Suspect || p.Part == Part.Child)), r => r.Id, p => p.PersonId!.Value, (_, p) => p.IncidentId), cancel);

    /// <summary>Every finished incident at the streets in this range, without its people.</summary>
    public static Task<List<PatternIncident>> AtStreets(CaseDbContext db, string after, string upTo, CancellationToken cancel) =>
        Rows(db, db.Incidents.Where(i => i.LocationKey != null && string.Compare(i.LocationKey, after) > 0 && string.Compare(i.LocationKey, upTo) <= 0).Select(i => i.Id), _ => [], cancel);

    /// <summary>Every finished incident at these addresses, without its people.</summary>
    public static async Task<List<PatternIncident>> AtPlaces(CaseDbContext db, IReadOnlyCollection<string> places, CancellationToken cancel)
    {
        var streets = places.Select(Places.Street).Distinct().ToList();
        var there = await Rows(db, db.Incidents.Where(i => i.LocationKey != null && streets.Contains(i.LocationKey)).Select(i => i.Id), _ => [], cancel);
        return there.FindAll(i => i.Place is not null && places.Contains(i.Place));
    }

    /// <summary>Keys of family names and the latest welfare review of these human beings.</summary>
    public static async Task<Dictionary<long, PatternPerson>> People(CaseDbContext db, IReadOnlyCollection<long> named, IReadOnlyCollection<long> looked, CancellationToken cancel)
    {
        var names = named.Count == 0 ? [] : await db.People
            .Where(p => named.Contains(p.Id) || (p.SameAsId != null && named.Contains(p.SameAsId.Value)))
            .SelectMany(p => p.Names, (p, n) => new { Identity = p.SameAsId ?? p.Id, n.FamilyKey }).Where(n => n.FamilyKey != "").ToListAsync(cancel);
        var looks = looked.Count == 0 ? [] : await db.WelfareReviews
            .Where(r => looked.Contains(r.PersonId) || (r.Person.SameAsId != null && looked.Contains(r.Person.SameAsId.Value)))
            .Select(r => new { r.Id, Identity = r.Person.SameAsId ?? r.PersonId, r.On, r.NextOn }).ToListAsync(cancel);
        return named.Concat(looked).Distinct().ToDictionary(
            id => id,
            id => new PatternPerson(
                names.Where(n => n.Identity == id).Select(n => n.FamilyKey).ToHashSet(),
                looks.Where(l => l.Identity == id).OrderBy(l => l.On).ThenBy(l => l.Id).Select(l => (WelfareLook?)new WelfareLook(l.On, l.NextOn)).LastOrDefault()));
    }

    private static async Task<List<PatternIncident>> Whole(CaseDbContext db, IQueryable<long> ids, CancellationToken cancel)
    {
        var parties = await db.InvolvedPeople
            .Where(p => ids.Contains(p.IncidentId) && p.PersonId != null && (p.Part == Part.Victim || p.Part == Part.Suspect || p.Part == Part.Child))
            .Select(p => new { p.IncidentId, Identity = p.Person!.SameAsId ?? p.Person.Id, Part = p.Part == Part.Victim ? PatternPart.Victim : p.Part == Part.Suspect ? PatternPart.Suspect : PatternPart.Child, p.Address })
            .ToListAsync(cancel);
        var of = parties.ToLookup(p => p.IncidentId, p => new PatternParty(p.Identity, p.Part, Places.KeyOf(p.Address)));
        return await Rows(db, ids, id => [.. of[id]], cancel);
    }

    private static async Task<List<PatternIncident>> Rows(CaseDbContext db, IQueryable<long> ids, Func<long, IReadOnlyList<PatternParty>> parties, CancellationToken cancel)
    {
        var rows = await db.Incidents.Where(i => ids.Contains(i.Id) && i.FinishedAt != null && i.Coding == Coding.DomesticAbuse)
            .Select(i => new
            {
                i.Id,
                i.StartedAt,
                i.AreaId,
                i.Offence,
                i.LocationKey,
                i.Postcode,
                Restricted = db.CaseIncidents.Any(c => c.IncidentId == i.Id && c.Case.Restricted),
                High = db.CaseIncidents.Any(c => c.IncidentId == i.Id && c.Case.Grade == Grade.High),
            })
            .ToListAsync(cancel);
        return [.. rows.Select(i => new PatternIncident(i.Id, LocalTime.DayOf(i.StartedAt), i.AreaId, i.Restricted, i.Offence, i.High, Places.Key(i.LocationKey, i.Postcode), parties(i.Id)))];
    }
}
