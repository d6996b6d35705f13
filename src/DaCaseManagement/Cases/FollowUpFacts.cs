using DaCaseManagement.Data;
using DaCaseManagement.Policy;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Cases;

/// <summary>What the records show of an incident's first hours.</summary>
internal sealed record FollowUpFacts(long Id, string Reference, DateTime ReportedAt, DateTime? AnsweredAt, DateTime? BriefedAt, DateTime? AssessedAt)
{
    /// <returns>When it was seen; null: not seen.</returns>
    public DateTime? Shows(FollowUpEvidence evidence) => evidence switch
    {
        FollowUpEvidence.AnsweredAtOnce => AnsweredAt,
        FollowUpEvidence.HistoryGiven => BriefedAt,
        FollowUpEvidence.AssessedAtScene => AssessedAt,
        _ => null,
    };

    public static string Note(FollowUpEvidence evidence) => evidence switch
    {
        FollowUpEvidence.AnsweredAtOnce => "Graded for an answer at once or as a priority.",
        FollowUpEvidence.HistoryGiven => "The briefing was passed on.",
        _ => "The risk was assessed with the victim.",
    };

    /// <summary>Open incidents of a case that have no plan yet, oldest first. What was closed before, here or in another system, gets none: its days are past.</summary>
    public static async Task<IReadOnlyList<FollowUpFacts>> Unplanned(CaseDbContext db, long caseId, bool nonCrimes, CancellationToken cancel)
    {
        var rows = await db.CaseIncidents.AsNoTracking()
            .Where(c => c.CaseId == caseId && c.Incident.Status == Incidents.IncidentStatus.Open && c.Incident.Coding == Incidents.Coding.DomesticAbuse && !db.FollowUpTasks.Any(t => t.CaseId == caseId && t.IncidentId == c.IncidentId))
            .OrderBy(c => c.IncidentId)
            .Select(c => new
            {
                c.Incident.Offence,
                Facts = new FollowUpFacts(
                    c.IncidentId, c.Incident.Reference, c.Incident.StartedAt,
                    c.Incident.Response == Incidents.ResponseGrade.Immediate || c.Incident.Response == Incidents.ResponseGrade.Priority ? c.Incident.FinishedAt ?? c.Incident.StartedAt : null,
                    c.Incident.BriefedAt,
                    db.Assessments.Where(a => a.IncidentId == c.IncidentId && a.CaseId == caseId && a.SubmittedAt != null && !a.Provisional).Min(a => a.SubmittedAt)),
            })
            .ToListAsync(cancel);
        return [.. rows.Where(r => nonCrimes || Incidents.Offences.Find(r.Offence)?.IsCrime == true).Select(r => r.Facts)];
    }
}
