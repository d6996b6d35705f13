using DaCaseManagement.Access;
using DaCaseManagement.Cases;
using DaCaseManagement.Clocks;
using DaCaseManagement.Data;
using DaCaseManagement.People;
using DaCaseManagement.People.Matching;
using DaCaseManagement.People.Patterns;
using DaCaseManagement.Policy;
using DaCaseManagement.Routing;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Incidents;

/// <summary>What matters now about people who were found: markers, cases, repeats, children (REC-2). Through every record of each; five queries for all.</summary>
public sealed class HistoryOfPeople(CaseDbContext db, CurrentUser user, PolicyInForce inForce, TimeProvider clock)
{
    private const int MostCases = 4;

    /// <returns>For each that was asked those who were found for it, in their order, as far as this person may see them.</returns>
    public async Task<IReadOnlyList<IReadOnlyList<FoundPerson>>> Describe(IReadOnlyList<IReadOnlyList<PersonSearch.Found>> asked, string? except, CancellationToken cancel)
    {
        var identities = asked.SelectMany(found => found.Select(f => f.Candidate.IdentityId)).Distinct().ToList();
        if (identities.Count == 0)
        {
            return [.. asked.Select(_ => Array.Empty<FoundPerson>())];
        }

        var now = clock.GetUtcNow().UtcDateTime;
        var people = await db.People.AsNoTracking().VisibleTo(user, db).Include(p => p.Names).AsSingleQuery()
            .Where(p => identities.Contains(p.Id) || (p.SameAsId != null && identities.Contains(p.SameAsId.Value))).ToListAsync(cancel);
        var identity = people.ToDictionary(p => p.Id, p => p.IdentityId);
        var ids = identity.Keys.ToList();
        var markers = (await db.Markers.AsNoTracking().Where(m => m.PersonId != null && ids.Contains(m.PersonId.Value)).InForce(now).VisibleTo(user, db).OrderBy(m => m.Id).ToListAsync(cancel)).ToLookup(m => identity[m.PersonId!.Value]);
        var parts = await db.InvolvedPeople.AsNoTracking()
            .Where(p => p.PersonId != null && ids.Contains(p.PersonId.Value))
            .Join(db.Incidents.VisibleTo(user, db).Where(i => i.Reference != (except ?? "")), p => p.IncidentId, i => i.Id, (p, i) => new Played(p.PersonId!.Value, p.Part, i.Id, i.StartedAt))
            .ToListAsync(cancel);
        var incidentIds = parts.Select(p => p.IncidentId).Distinct().ToList();
        var children = await db.InvolvedPeople.AsNoTracking().Where(p => p.Part == Part.Child && incidentIds.Contains(p.IncidentId)).Select(p => new { p.IncidentId, p.GivenNames, p.FamilyName }).ToListAsync(cancel);
        var cases = await Cases(ids, cancel);
        IReadOnlyList<FoundPerson> Of(IReadOnlyList<PersonSearch.Found> found) =>
        [
            .. from f in found
               let records = people.Where(p => p.IdentityId == f.Candidate.IdentityId).OrderBy(p => p.Id).ToList()
               where records.Count > 0
               let mine = parts.Where(p => identity[p.PersonId] == f.Candidate.IdentityId).ToList()
               let asVictim = mine.Where(p => p.Part == Part.Victim).Select(p => p.At).ToList()
               let asSuspect = mine.Where(p => p.Part == Part.Suspect).Select(p => p.At).ToList()
               let named = records.Find(p => p.GivenNames.Length + p.FamilyName.Length > 0) ?? records[0]
               select new FoundPerson(
                   records[0].Reference,
                   named.DisplayName,
                   [.. records.SelectMany(p => p.Names).Select(n => Person.Display(n.Given, n.Family)).Distinct().Where(n => n != named.DisplayName).Take(4)],
                   records.Select(p => p.Born).FirstOrDefault(b => b is not null)?.ToString(),
                   f.Candidate.Banded.Band,
                   f.Candidate.Score.Probability,
                   Why(f),
                   f.Candidate.Score.Fields,
                   f.Candidate.Banded.Reasons,
                   [.. markers[f.Candidate.IdentityId].Select(m => m.Warning)],
                   [.. from c in cases
                       let victim = identity.GetValueOrDefault(c.VictimId) == f.Candidate.IdentityId
                       where victim || (c.PerpetratorId is { } suspect && identity.GetValueOrDefault(suspect) == f.Candidate.IdentityId)
                       orderby c.ClosedAt is not null, c.LastIncidentAt descending
                       select new FoundCase(c.Reference, victim, (victim ? c.PerpetratorName : c.VictimName).Trim(), c.Grade, c.ClosedAt is null, c.Owner, c.Referred is { } at ? $"MARAC referral {LocalTime.DayOf(at):d MMM yyyy}" : null)],
                   [.. RepeatCounting.Met(inForce.Policy.Repeats, RepeatUnit.Victim, asVictim, now), .. RepeatCounting.Met(inForce.Policy.Repeats, RepeatUnit.Perpetrator, asSuspect, now)],
                   asVictim.Count,
                   asSuspect.Count,
                   mine.Count == 0 ? null : mine.Max(p => p.At),
                   children.Where(c => mine.Exists(p => p.IncidentId == c.IncidentId)).Select(c => Normalise.Name(c.GivenNames + " " + c.FamilyName)).Distinct().Count()) into person
               select person with { Cases = [.. person.Cases.Take(MostCases)] },
        ];
        return [.. asked.Select(Of)];
    }

    /// <summary>The plain reason first; else what in the comparison spoke for it most.</summary>
    private static string Why(PersonSearch.Found found) =>
        string.Join(", ", found.Direct.Count > 0 ? found.Direct : found.Candidate.Score.Fields.Where(f => f.Bits > 0).OrderByDescending(f => f.Bits).Take(3).Select(f => f.Words));

    private Task<List<FoundCaseRow>> Cases(List<long> ids, CancellationToken cancel)
    {
        var seesRestricted = user.May(Permission.SeeRestrictedCases);
        return db.Cases.AsNoTracking()
            .Where(c => seesRestricted || !c.Restricted)
            .Where(c => ids.Contains(c.VictimId) || (c.PerpetratorId != null && ids.Contains(c.PerpetratorId.Value)))
            .Select(c => new FoundCaseRow(
                c.Reference, c.VictimId, c.PerpetratorId, c.Grade, c.ClosedAt, c.LastIncidentAt,
                c.Victim.GivenNames + " " + c.Victim.FamilyName,
                c.Perpetrator == null ? "" : c.Perpetrator.GivenNames + " " + c.Perpetrator.FamilyName,
                db.Responsibilities.Where(r => r.CaseId == c.Id && r.IsCurrent && r.Kind == ResponsibilityKind.Safeguarding).Select(r => r.OwnerUnit!.Name).FirstOrDefault(),
                db.Referrals.Where(r => r.CaseId == c.Id).OrderByDescending(r => r.Id).Select(r => (DateTime?)r.ReferredAt).FirstOrDefault()))
            .ToListAsync(cancel);
    }

    private sealed record Played(long PersonId, Part? Part, long IncidentId, DateTime At);

    private sealed record FoundCaseRow(
        string Reference, long VictimId, long? PerpetratorId, Grade? Grade, DateTime? ClosedAt, DateTime LastIncidentAt, string VictimName, string PerpetratorName, string? Owner, DateTime? Referred);
}
