using DaCaseManagement.Access;
using DaCaseManagement.Data;
using DaCaseManagement.Incidents;
using DaCaseManagement.Pipeline;
using DaCaseManagement.Policy;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Risk;

/// <summary>What a submitted assessment must say about how it was made, and what it adds to the report.</summary>
internal static class AtTheScene
{
    /// <returns>Whether it is provisional: by telephone where that is not enough (RSK-4).</returns>
    public static async Task<bool> Check(CaseDbContext db, RiskAssessment assessment, ForcePolicy policy, CancellationToken cancel)
    {
        if (assessment.Interpreter is not (null or InterpreterKind.NotNeeded) && string.IsNullOrWhiteSpace(assessment.InterpreterName))
        {
            throw new RefusedException("RSK-13", "InterpreterName", "Say who interpreted: a name, or the service and its reference");
        }

        if (assessment.Interpreter == InterpreterKind.FamilyOrFriend && string.IsNullOrWhiteSpace(assessment.InterpreterBecause))
        {
            throw new RefusedException("RSK-13", "InterpreterBecause", "Family and friends do not interpret, except where nothing else was possible: say why");
        }

        if (assessment.Children.FirstOrDefault(c => c.Seen == false && string.IsNullOrWhiteSpace(c.NotSeenBecause)) is { } unseen)
        {
            throw new RefusedException("REC-9", $"Child[{unseen.Key}].NotSeenBecause", "Say why this child was not seen");
        }

        if (assessment.FaceToFace != false)
        {
            return false;
        }

        var (verdict, because) = TelephoneRule.Of(await Relationships(db, assessment.IncidentId == 0 ? assessment.Incident.Id : assessment.IncidentId, cancel), policy.Assessment.ProvisionalByTelephone);
        return verdict == TelephoneVerdict.Refused
            ? throw new RefusedException("RSK-4", "FaceToFace", $"By telephone is not enough between partners, now or before. {because} See the victim face to face; your answers are kept.")
            : verdict == TelephoneVerdict.Provisional;
    }

    public static async Task<IReadOnlyList<string?>> Relationships(CaseDbContext db, long incidentId, CancellationToken cancel) =>
        await db.InvolvedPeople.Where(p => p.IncidentId == incidentId && (p.Part == Part.Victim || p.Part == Part.Suspect)).OrderBy(p => p.Slot).Select(p => p.Relationship).ToListAsync(cancel);

    /// <summary>Children met at the scene join the report, and what was seen stands with those it names already.</summary>
    public static async Task Report(CaseDbContext db, RiskAssessment assessment, CurrentUser user, string policyVersion, DateTime now, CancellationToken cancel)
    {
        var met = assessment.Children.Where(c => c.Seen is not null || !string.IsNullOrWhiteSpace(c.Name)).Select(c => new ChildMet(
            c.Key.StartsWith("slot-", StringComparison.Ordinal) ? int.Parse(c.Key["slot-".Length..], System.Globalization.CultureInfo.InvariantCulture) : null,
            c.Name, c.Born,
            c.Seen == true ? c.SpokenTo == true ? "Seen and spoken to at the scene" : "Seen at the scene" : c.Seen == false ? "Not seen at the scene: " + c.NotSeenBecause : null,
            c.Seen, c.NotSeenBecause)).ToList();
        if (met.Count > 0)
        {
            await ChildrenOfReport.Add(db, assessment.Incident.Id, met, user, policyVersion, now, cancel);
        }
    }
}
