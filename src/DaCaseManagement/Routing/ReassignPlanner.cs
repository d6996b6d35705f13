using System.Security.Cryptography;
using System.Text;

using DaCaseManagement.Access;
using DaCaseManagement.Cases;
using DaCaseManagement.Clocks;
using DaCaseManagement.Data;
using DaCaseManagement.Policy;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Routing;

/// <param name="From">Account of somebody in the unit, or who holds work of the unit; null for what nobody in it holds by name.</param>
/// <param name="ToPerson">Account of somebody in the unit; null for the unit as a whole, or for another unit.</param>
/// <param name="ToUnit">Another unit: it is offered, and theirs when they accept it (RTE-2).</param>
public sealed record ReassignChoice(long? From, long? ToPerson, long? ToUnit, ResponsibilityKind? Kind);

public enum ReassignOutcome
{
    WillMove,
    WillBeOffered,

    /// <summary>The person lacks what the policy asks for: with a reason it moves, and oversight shows it (RTE-4).</summary>
    NeedsReason,
    MayNotOpen,
    OfferedAlready,
}

/// <summary>What would happen to one responsibility, or to one thing due that goes with none.</summary>
public sealed record ReassignStep(long? ResponsibilityId, long? DeadlineId, long? CaseId, ResponsibilityKind? Kind, ReassignOutcome Outcome, string Because)
{
    public bool Moves => Outcome is ReassignOutcome.WillMove or ReassignOutcome.WillBeOffered or ReassignOutcome.NeedsReason;
}

/// <param name="Stamp">Differs as soon as anything in the plan does.</param>
/// <param name="More">There is more than one pass takes; the rest after it.</param>
public sealed record ReassignPlan(IReadOnlyList<ReassignStep> Steps, string Stamp, bool More);

/// <summary>Says what a bulk reassignment would do, from the records as they are now: the preview shows it, and the command does exactly it or nothing.</summary>
public sealed class ReassignPlanner(CaseDbContext db, CurrentUser user, PolicyInForce inForce)
{
    public const int Most = 200;

    public async Task<ReassignPlan> Plan(ReassignChoice choice, CancellationToken cancel)
    {
        var visible = db.Cases.VisibleTo(user);
        var held = await db.Responsibilities.Where(r => r.IsCurrent && r.OwnerUnitId == user.UnitId && r.OwnerUserId == choice.From && (choice.Kind == null || r.Kind == choice.Kind) && visible.Any(c => c.Id == r.CaseId))
            .OrderBy(r => r.CaseId).ThenBy(r => r.Id).Take(Most + 1)
            .Select(r => new { r.Id, r.CaseId, r.Kind, r.Version, r.Case.Grade, r.Case.Restricted, Offered = db.HandoverOffers.Any(o => o.CaseId == r.CaseId && o.Kind == r.Kind && o.Status == OfferStatus.Open) }).ToListAsync(cancel);
        var person = choice.ToPerson is { } id ? await db.Users.Where(u => u.Id == id && u.UnitId == user.UnitId && u.DisabledAt == null).Select(u => new { u.Role, u.FullName }).SingleOrDefaultAsync(cancel) : null;
        var skills = await db.UserSkills.Where(s => s.UserId == choice.ToPerson).Select(s => s.Skill).ToListAsync(cancel);
        var steps = new List<ReassignStep>();
        foreach (var row in held.Take(Most))
        {
            var (outcome, because) = (ReassignOutcome.WillMove, "");
            if (choice.ToUnit is not null)
            {
                (outcome, because) = row.Offered ? (ReassignOutcome.OfferedAlready, "Offered already, and nobody has answered") : (ReassignOutcome.WillBeOffered, "");
            }
            else if (person is not null)
            {
                var answer = AllocationRules.Check(inForce.Policy, row.Kind, row.Grade, skills);
                (outcome, because) = !AllocationRules.MayOpen(inForce.Policy, person.Role, row.Restricted) ? (ReassignOutcome.MayNotOpen, $"{person.FullName} may not open it")
                    : answer.Met ? (ReassignOutcome.WillMove, "") : (ReassignOutcome.NeedsReason, answer.Because);
            }

            steps.Add(new ReassignStep(row.Id, null, row.CaseId, row.Kind, outcome, because));
        }

        var due = choice.From is null || choice.Kind is not null || choice.ToUnit is not null ? [] : await Due(choice, person?.Role, cancel);
        steps.AddRange(due.Take(Most));
        var stamp = string.Join('|', steps.Select(s => $"{s.ResponsibilityId},{s.DeadlineId},{s.Outcome}").Concat(held.Select(h => $"{h.Id}:{h.Version}")).Append($"{choice}"));
        return new ReassignPlan(steps, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(stamp)))[..32], held.Count > Most || due.Count > Most);
    }

    /// <summary>What is due from the person by name goes too, or it would wait for somebody who is not there.</summary>
    private async Task<List<ReassignStep>> Due(ReassignChoice choice, Role? role, CancellationToken cancel)
    {
        var seesRestricted = user.May(Permission.SeeRestrictedCases);
        var rows = await db.Deadlines.Where(d => d.IsOpen && d.OwnerUserId == choice.From && d.OwnerUnitId == user.UnitId && (seesRestricted || !db.Cases.Any(c => c.Id == d.CaseId && c.Restricted)))
            .OrderBy(d => d.DueAt).ThenBy(d => d.Id).Take(Most + 1).Select(d => new { d.Id, d.Kind, d.CaseId, Restricted = db.Cases.Any(c => c.Id == d.CaseId && c.Restricted) }).ToListAsync(cancel);
        return [.. rows.Select(d => new ReassignStep(null, d.Id, d.CaseId, null, role is { } r && d.CaseId is not null && !AllocationRules.MayOpen(inForce.Policy, r, d.Restricted) ? ReassignOutcome.MayNotOpen : ReassignOutcome.WillMove, Words(d.Kind)))];

        string Words(string kind) => inForce.Policy.Deadlines.TryGetValue(kind, out var own) ? own.Words : kind;
    }
}
