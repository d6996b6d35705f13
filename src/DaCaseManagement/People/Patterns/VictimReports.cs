using DaCaseManagement.Clocks;
using DaCaseManagement.Data;
using DaCaseManagement.Incidents;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.People.Patterns;

/// <param name="At">UTC.</param>
/// <param name="SamePair">With the suspect who was asked for, or with nobody when none was.</param>
public sealed record VictimReport(long IncidentId, DateTime At, string? Offence, bool Weapon, bool Strangled, bool Hurt, bool SamePair)
{
    public Escalation.Event Event => new(LocalTime.DayOf(At), Offence, Weapon, Strangled, Hurt);
}

/// <summary>Finished reports of victims, for grading, routing, the briefing and the case: two queries, however many victims.</summary>
internal static class VictimReports
{
    /// <param name="Victim">The record she stands under in the report.</param>
    /// <param name="Suspects">The records of whoever is suspected in it.</param>
    internal sealed record Row(long Victim, VictimReport Report, IReadOnlyList<long> Suspects);

    /// <param name="victim">All records of her.</param>
    /// <param name="suspect">All records of the pair's suspect; empty when nobody knows who it is.</param>
    /// <param name="seesRestricted">False: as if what is restricted had not happened (INV-6).</param>
    public static async Task<List<VictimReport>> Read(CaseDbContext db, IReadOnlyCollection<long> victim, IReadOnlyCollection<long> suspect, bool seesRestricted, CancellationToken cancel) =>
        Of(await Rows(db, victim, seesRestricted, cancel), victim, suspect);

    /// <summary>Of rows read for several victims, those of one, seen from one suspect. Pure.</summary>
    public static List<VictimReport> Of(IEnumerable<Row> rows, IReadOnlyCollection<long> victim, IReadOnlyCollection<long> suspect) =>
        [.. rows.Where(r => victim.Contains(r.Victim)).DistinctBy(r => r.Report.IncidentId).Select(r => r.Report with { SamePair = suspect.Count == 0 ? r.Suspects.Count == 0 : r.Suspects.Any(suspect.Contains) })];

    public static async Task<List<Row>> Rows(CaseDbContext db, IReadOnlyCollection<long> victims, bool seesRestricted, CancellationToken cancel)
    {
        var reports = await db.InvolvedPeople
            .Where(p => p.PersonId != null && victims.Contains(p.PersonId.Value) && p.Part == Part.Victim)
            .Join(
                db.Incidents.Where(i => i.FinishedAt != null && i.Coding == Coding.DomesticAbuse && (seesRestricted || !db.CaseIncidents.Any(c => c.IncidentId == i.Id && c.Case.Restricted))), p => p.IncidentId, i => i.Id,
                (p, i) => new
                {
                    Victim = p.PersonId!.Value,
                    Report = new VictimReport(
                        i.Id,
                        i.StartedAt,
                        i.Offence,
                        i.Prompts.Any(a => a.Code == "weapons" && a.Reply == PromptReply.Yes),
                        i.Prompts.Any(a => a.Code == "strangled" && a.Reply == PromptReply.Yes),
                        i.Prompts.Any(a => a.Code == "injured" && a.Reply == PromptReply.Yes),
                        false),
                })
            .ToListAsync(cancel);
        var ids = reports.Select(r => r.Report.IncidentId).Distinct().ToList();
        var suspects = (await db.InvolvedPeople.Where(p => ids.Contains(p.IncidentId) && p.Part == Part.Suspect && p.PersonId != null).Select(p => new { p.IncidentId, p.PersonId }).ToListAsync(cancel))
            .ToLookup(p => p.IncidentId, p => p.PersonId!.Value);
        return [.. reports.Select(r => new Row(r.Victim, r.Report, [.. suspects[r.Report.IncidentId]]))];
    }
}
