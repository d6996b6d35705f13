using DaCaseManagement.Access;
using DaCaseManagement.Cases;
using DaCaseManagement.Clocks;
using DaCaseManagement.Data;
using DaCaseManagement.Incidents;
using DaCaseManagement.People;
using DaCaseManagement.Policy;
using DaCaseManagement.Routing;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Imports;

/// <summary>Puts imported incidents into the cases of their pairs: the open case, else the newest closed one, else a new one. A case opened only for the past is closed from
/// the start, without a grade, owner or deadline: that work was another system's, RTE-1 and INV-2 speak of what is open, and a clock started now for an assessment of years
/// ago would bury those that matter. An incident that is said to be open gets all of them, as any report does.</summary>
public sealed class LegacyCases(CaseDbContext db, CaseStory story, CaseRouter router, Deadlines deadlines)
{
    private const string SettledElsewhere = "Closed in the system it was taken over from";

    public async Task Place(IReadOnlyList<(Incident Incident, IncidentRow Row)> written, DateTime now, CancellationToken cancel)
    {
        var pairs = written.DistinctBy(w => w.Incident).SelectMany(w => Pairs(w.Incident).Select(p => (w.Incident, w.Row, p.Victim, p.Suspect))).ToList();
        var identities = await Identities(pairs.SelectMany(p => new[] { p.Victim.Id, p.Suspect?.Id ?? p.Victim.Id }), cancel);
        var cases = await CasesOf(identities, cancel);
        var already = await AlreadyIn(pairs.Select(p => p.Incident.Id), cancel);

        (long, long) Key(Person victim, Person? suspect) => (identities[victim.Id], suspect is null ? 0 : identities[suspect.Id]);
        var numbers = await Numbers(pairs.Where(p => Best(cases.GetValueOrDefault(Key(p.Victim, p.Suspect)) ?? [], p.Row.Open) is null).DistinctBy(p => (Key(p.Victim, p.Suspect), p.Row.Open)).Select(p => p.Row.ReportedAt), cancel);
        var begun = new List<Case>();
        var placed = new List<(Case Case, Incident Incident)>();
        foreach (var (incident, row, victim, suspect) in pairs)
        {
            var known = cases.GetValueOrDefault(Key(victim, suspect)) ?? [];
            var @case = Best(known, row.Open);
            if (@case is null)
            {
                var series = References.Series("CS", row.ReportedAt);
                @case = new Case(References.Format(series, numbers[series]++), victim, suspect, incident.AreaId, row.ReportedAt);
                db.Cases.Add(@case);
                cases[Key(victim, suspect)] = [.. known, @case];
                if (row.Open)
                {
                    begun.Add(@case);
                }
                else
                {
                    @case.CloseAsTold(row.ClosedAt ?? row.ReportedAt);
                }
            }

            if (!already.Contains((@case.Id, incident.Id)) || @case.Id == 0)
            {
                @case.TakeOver(row.ReportedAt, row.ClosedAt ?? row.ReportedAt);
                placed.Add((@case, incident));
            }
        }

        await db.SaveChangesAsync(cancel);
        foreach (var @case in begun)
        {
            await router.Own(@case, now, cancel, CameBy.Imported);
            deadlines.Open(ReviewCase.Kind, @case.Reference, @case.Id, null, (await router.UnitOf(router.FirstOwner, @case.AreaId, cancel)).Id);
            story.Tell(@case.Id, TimelineKind.Ownership, $"Case {@case.Reference} opened", "An open incident was imported. Investigation, safeguarding and victim contact are held by the first owner until a unit accepts them.");
        }

        foreach (var (@case, incident) in placed)
        {
            db.CaseIncidents.Add(new CaseIncident(@case, incident, incident.Status == IncidentStatus.Open ? null : SettledElsewhere));
            story.Tell(@case.Id, TimelineKind.Incident, $"Incident {incident.Reference} reported", $"{Offences.Find(incident.Offence)?.Name ?? "Offence not decided"}. Imported from another system.", $"/incidents/{incident.Reference}", incident.StartedAt);
            if (incident.Status == IncidentStatus.Open)
            {
                var unit = await router.UnitOf(UnitKind.Response, incident.AreaId, cancel);
                deadlines.Open("Assessment", $"{incident.Reference} {@case.Reference}", @case.Id, incident.Id, unit.Id);
            }
        }

        await db.SaveChangesAsync(cancel);
    }

    private static Case? Best(List<Case> known, bool mustBeOpen) =>
        known.Where(c => !mustBeOpen || c.ClosedAt is null).OrderBy(c => c.ClosedAt is null ? 0 : 1).ThenByDescending(c => c.LastIncidentAt).ThenByDescending(c => c.Id).FirstOrDefault();

    private static IEnumerable<(Person Victim, Person? Suspect)> Pairs(Incident incident)
    {
        var suspects = incident.People.Where(p => p.Part == Part.Suspect && p.Person is not null).Select(p => p.Person).ToList();
        foreach (var victim in incident.People.Where(p => p.Part == Part.Victim && p.Person is not null).Select(p => p.Person!))
        {
            foreach (var suspect in suspects.Count == 0 ? [null] : suspects.Where(s => s != victim))
            {
                yield return (victim, suspect);
            }
        }
    }

    private async Task<Dictionary<string, long>> Numbers(IEnumerable<DateTime> opened, CancellationToken cancel)
    {
        var next = new Dictionary<string, long>();
        foreach (var year in opened.GroupBy(at => References.Series("CS", at)))
        {
            next[year.Key] = await db.TakeNumbers(year.Key, year.Count(), cancel);
        }

        return next;
    }

    private async Task<Dictionary<long, long>> Identities(IEnumerable<long> people, CancellationToken cancel)
    {
        var all = new Dictionary<long, long>();
        foreach (var piece in people.Distinct().Chunk(ImportBatch<IncidentRow>.Piece))
        {
            foreach (var (record, identity) in await db.RecordsOfSamePeople(piece, cancel))
            {
                all[record] = identity;
            }
        }

        return all;
    }

    private async Task<Dictionary<(long, long), List<Case>>> CasesOf(Dictionary<long, long> identities, CancellationToken cancel)
    {
        var found = new List<Case>();
        foreach (var piece in identities.Keys.Chunk(ImportBatch<IncidentRow>.Piece))
        {
            found.AddRange(await db.Cases.Where(c => piece.Contains(c.VictimId)).ToListAsync(cancel));
        }

        return found.Where(c => c.PerpetratorId is null || identities.ContainsKey(c.PerpetratorId.Value))
            .GroupBy(c => (identities[c.VictimId], c.PerpetratorId is { } p ? identities[p] : 0)).ToDictionary(g => g.Key, g => g.ToList());
    }

    private async Task<HashSet<(long, long)>> AlreadyIn(IEnumerable<long> incidents, CancellationToken cancel)
    {
        var all = new HashSet<(long, long)>();
        foreach (var piece in incidents.Distinct().Chunk(ImportBatch<IncidentRow>.Piece))
        {
            all.UnionWith((await db.CaseIncidents.Where(c => piece.Contains(c.IncidentId)).Select(c => new { c.CaseId, c.IncidentId }).ToListAsync(cancel)).Select(c => (c.CaseId, c.IncidentId)));
        }

        return all;
    }
}
