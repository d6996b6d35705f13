using DaCaseManagement.Policy;

namespace DaCaseManagement.Marac;

/// <summary>MRC-1: which criteria the record itself shows to be met. Pure. Professional judgement is always open, with reasons.</summary>
public static class MaracCriteria
{
    /// <param name="eventsInYear">Incidents of the pair in the last twelve months.</param>
    /// <param name="abuseSince">The pair's first incident after the last referral.</param>
    public static IReadOnlyList<(ReferralCriterion Criterion, string Because)> Met(Grade? grade, int eventsInYear, DateTime? lastReferral, DateTime? abuseSince, int repeatMonths)
    {
        var met = new List<(ReferralCriterion, string)>();
        if (grade == Grade.High)
        {
            met.Add((ReferralCriterion.VisibleHighRisk, "the grade that stands is high"));
        }

        if (lastReferral is { } last && abuseSince > last && abuseSince <= last.AddMonths(repeatMonths))
        {
            met.Add((ReferralCriterion.Repeat, $"abuse since the last referral on {last:d MMM yyyy}, within {repeatMonths} months"));
        }

        if (eventsInYear >= 3)
        {
            met.Add((ReferralCriterion.PotentialEscalation, $"{eventsInYear} incidents in 12 months"));
        }

        return met;
    }
}
