using DaCaseManagement.Cases;
using DaCaseManagement.Clocks;
using DaCaseManagement.Data;
using DaCaseManagement.People.Patterns;
using DaCaseManagement.Policy;
using DaCaseManagement.Routing;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Risk;

/// <summary>Makes a grade stand and lets everything that hangs on it follow: routing (RTE-3) and, for high risk, the MARAC referral that must be made (MRC-1).</summary>
internal static class StandingGrade
{
    public static async Task<RoutingDecision> Apply(CaseDbContext db, Case @case, Grade grade, DateTime now, ForcePolicy policy, CaseRouter router, Deadlines deadlines, CancellationToken cancel)
    {
        var wasHigh = @case.Grade == Grade.High;
        @case.Stand(grade, now);
        if (wasHigh != (grade == Grade.High))
        {
            // How grave a suspect's record is hangs on it (PPL-4).
            await Standings.RecountPeople(db, policy, [@case.VictimId], cancel);
        }

        var facts = await RiskFacts.Routing(db, @case, grade, policy, now, cancel);
        var decision = await router.Route(@case, facts, cancel);
        if (grade == Grade.High && !await deadlines.IsOpen("MaracReferral", @case.Reference, cancel) && !await HasLiveReferral(db, @case, cancel))
        {
            var owner = await db.Responsibilities.Where(r => r.CaseId == @case.Id && r.IsCurrent && r.Kind == ResponsibilityKind.Safeguarding).Select(r => r.OwnerUnitId).SingleAsync(cancel);
            deadlines.Open("MaracReferral", @case.Reference, @case.Id, null, owner);
        }

        return decision;
    }

    private static Task<bool> HasLiveReferral(CaseDbContext db, Case @case, CancellationToken cancel) =>
        db.Referrals.AnyAsync(r => r.CaseId == @case.Id && r.Status != Marac.ReferralStatus.Heard, cancel);
}
