using DaCaseManagement.Access;
using DaCaseManagement.Data;
using DaCaseManagement.People;
using DaCaseManagement.People.Matching;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Incidents;

/// <summary>Earlier incidents from a number and at a place, for the call screen (REC-2).</summary>
public sealed class HistoryOfPlaces(CaseDbContext db, CurrentUser user)
{
    private const int Most = 12;
    private const string InPostcode = "in this postcode";

    /// <param name="People">Victims and suspects of these incidents, with what links them: a repeat is known by the number she rang from last time.</param>
    public sealed record Answer(IReadOnlyList<FoundIncident> Incidents, bool More, IReadOnlyList<(long Person, string Why)> People);

    public async Task<Answer> Find(string? number, string? address, string? except, CancellationToken cancel)
    {
        var (numberKey, place, postcode) = (Normalise.Phone(number), Normalise.Place(address), Normalise.Postcode(address));

        // One range per key, so that each is an index seek on both providers.
        var visible = db.Incidents.AsNoTracking().VisibleTo(user, db).Where(i => i.Reference != (except ?? ""));
        var rows = new List<(Row Row, string Why)>();
        async Task Add(IQueryable<Incident> query, string why) =>
            rows.AddRange((await query.OrderByDescending(i => i.Id).Take(Most + 1).Select(i => new Row(i.Id, i.Reference, i.StartedAt, i.Offence)).ToListAsync(cancel))
                .Where(i => rows.TrueForAll(r => r.Row.Id != i.Id)).Select(i => (i, why)));
        if (numberKey is not null)
        {
            await Add(visible.Where(i => i.CallerNumberKey == numberKey), "from this number");
        }

        if (place is not null)
        {
            await Add(visible.Where(i => i.LocationKey == place && (postcode == null || i.Postcode == null || i.Postcode == postcode)), "at this address");
        }
        else if (postcode is not null)
        {
            await Add(visible.Where(i => i.Postcode == postcode), InPostcode);
        }

        if (rows.Count == 0)
        {
            return new Answer([], false, []);
        }

        var ids = rows.Select(r => r.Row.Id).ToList();
        var parties = await db.InvolvedPeople.AsNoTracking()
            .Where(p => ids.Contains(p.IncidentId) && (p.Part == Part.Victim || p.Part == Part.Suspect))
            .Select(p => new { p.IncidentId, p.Part, p.GivenNames, p.FamilyName, p.PersonId })
            .ToListAsync(cancel);
        var grades = await db.CaseIncidents.AsNoTracking().Where(c => ids.Contains(c.IncidentId)).Select(c => new { c.IncidentId, c.Case.Grade }).ToListAsync(cancel);
        string? Party(long incident, Part part) => parties.Where(p => p.IncidentId == incident && p.Part == part).Select(p => Person.Display(p.GivenNames, p.FamilyName)).FirstOrDefault();
        var found = from row in rows
                    orderby row.Row.StartedAt descending
                    let i = row.Row
                    select new FoundIncident(i.Reference, i.StartedAt, Offences.Find(i.Offence)?.Name, Party(i.Id, Part.Victim), Party(i.Id, Part.Suspect), grades.Where(c => c.IncidentId == i.Id).Max(c => c.Grade), row.Why);
        var people = from p in parties
                     where p.PersonId is not null
                     join row in rows on p.IncidentId equals row.Row.Id
                     where row.Why != InPostcode
                     select (p.PersonId!.Value, $"in a report {row.Why}");
        return new Answer([.. found.Take(Most)], rows.Count > Most, [.. people.Distinct()]);
    }

    private sealed record Row(long Id, string Reference, DateTime StartedAt, string? Offence);
}
