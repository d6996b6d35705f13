using DaCaseManagement.Access;
using DaCaseManagement.Clocks;
using DaCaseManagement.Data;
using DaCaseManagement.Policy;
using DaCaseManagement.Policy.Changes;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Seeding;

/// <summary>One change of policy that waits for the chief officer, so that the demonstration has something to decide.</summary>
internal static class DemonstrationPolicy
{
    public static async Task Propose(CaseDbContext db, ForcePolicy policy, long byId, DateTime now, CancellationToken cancel)
    {
        var head = await db.PolicyVersions.Where(v => v.State == PolicyState.Approved).OrderByDescending(v => v.Turn).Select(v => v.Id).FirstAsync(cancel);
        var changed = policy with
        {
            Routing = policy.Routing with { Rules = [.. policy.Routing.Rules.Select(r => r.Id == "MEDIUM" && policy.Units.Any(u => u.Kind == UnitKind.Safeguarding) ? r with { Safeguarding = UnitKind.Safeguarding } : r)] },
            Deadlines = policy.Deadlines.ToDictionary(d => d.Key, d => d.Key == "SupervisorSignOff" ? d.Value with { Minutes = 240 } : d.Value),
        };
        var proposal = new PolicyVersion(PolicyOrigin.Form, PolicyText.Of(changed), changed, head, byId, now);
        proposal.Propose(proposal.Profile, "Sign-off within half a shift, and medium risk kept safe by the safeguarding team.", LocalTime.DayOf(now).AddDays(7), now);
        db.PolicyVersions.Add(proposal);
    }
}
