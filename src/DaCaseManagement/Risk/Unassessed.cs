using System.Linq.Expressions;

using DaCaseManagement.Data;
using DaCaseManagement.Incidents;

namespace DaCaseManagement.Risk;

/// <summary>RSK-5, INV-2: who waits for an assessment. <see cref="Waits"/> is the definition, read from the records; <see cref="CaseIncident.UnassessedSince"/> is the same kept on the
/// incident's own row, so that a list of what is missing costs what is missing and not ten years of what is done. <see cref="FindWrongFlags"/> compares the two.</summary>
public static class Unassessed
{
    /// <summary>Before anything: asks the index of those who wait and not the table.</summary>
    public static readonly DateTime Ever = new(1900, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>Every incident that was reported waits until somebody has submitted an assessment that counts, or a supervisor has let it go.</summary>
    public static Expression<Func<CaseIncident, bool>> Waits(CaseDbContext db) => c =>
        c.NotAskedBecause == null && c.Incident.FinishedAt != null
        && !db.Assessments.Any(a => a.IncidentId == c.IncidentId && a.CaseId == c.CaseId && a.SubmittedAt != null && !a.Provisional)
        && !db.Exemptions.Any(e => e.IncidentId == c.IncidentId && e.CaseId == c.CaseId && e.Stage == ExemptionStage.Approved);
}
