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

/// <summary>One victim's finished reports, for grading, routing, the briefing and the case.</summary>
internal static class VictimReports
{
    /// <param name="victim">All records of her.</param>
    /// <param name="suspect">All records of the pair's suspect; empty when nobody knows who it is.</param>
    /// <param name="seesRestricted">False: as if what is restricted had not happened (INV-6).</param>
    public static Task<List<VictimReport>> Read(CaseDbContext db, IReadOnlyCollection<long> victim, IReadOnlyCollection<long> suspect, bool seesRestricted, CancellationToken cancel)
    {
        var anybody = suspect.Count == 0;
        return db.InvolvedPeople
            .Where(p => p.PersonId != null && victim.Contains(p.PersonId.Value) && p.Part == Part.Victim)
            .Select(p => p.IncidentId).Distinct()
            .Join(db.Incidents.Where(i => i.FinishedAt != null && (seesRestricted || !db.CaseIncidents.Any(c => c.IncidentId == i.Id && c.Case.Restricted))), id => id, i => i.Id, (_, i) => i)
            .Select(i => new VictimReport(
                i.Id,
                i.StartedAt,
                i.Offence,
                i.Prompts.Any(a => a.Code == "weapons" && a.Reply == PromptReply.Yes),
                i.Prompts.Any(a => a.Code == "strangled" && a.Reply == PromptReply.Yes),
                i.Prompts.Any(a => a.Code == "injured" && a.Reply == PromptReply.Yes),
                anybody ? !i.People.Any(s => s.Part == Part.Suspect && s.PersonId != null) : i.People.Any(s => s.Part == Part.Suspect && s.PersonId != null && suspect.Contains(s.PersonId.Value))))
            .ToListAsync(cancel);
    }
}
