using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Clocks;
using DaCaseManagement.Data;
using DaCaseManagement.Pipeline;
using DaCaseManagement.Risk.Instruments;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Policy.Changes;

/// <summary>Between the table of versions and <see cref="PolicyInForce"/>, and between the file and the table.</summary>
public sealed class PolicyStore(CaseDbContext db, PolicyInForce inForce, AuditTrail trail, Transactions transactions, IDatabaseProvider provider, TimeProvider clock)
{
    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>The file becomes the first version of a database that has none. Inside the caller's transaction.</summary>
    internal static async Task<bool> AddFirst(CaseDbContext db, ForcePolicy policy, AuditTrail trail, DateTime now, CancellationToken cancel)
    {
        if (await db.PolicyVersions.AnyAsync(v => v.State == PolicyState.Approved, cancel))
        {
            return false;
        }

        var first = new PolicyVersion(PolicyOrigin.FirstFile, PolicyText.Of(policy), policy, null, 0, now);
        var begins = LocalTime.ToUtc(policy.Profile.EffectiveFrom.ToDateTime(TimeOnly.MinValue));
        first.FromFile(PolicyText.Digest(policy));
        first.Propose(first.Profile, "The file the system was started with", policy.Profile.EffectiveFrom, now);
        first.Approve(first.Profile, policy.Profile.Version, 1, begins < now ? begins : now, 0, "The first version of this database", now);
        db.PolicyVersions.Add(first);
        trail.Record(AuditAct.Collection, "policy.first", Subject.System("policy"), first.Called);
        return true;
    }

    /// <summary>Reads what other nodes have approved since. One small query when there is nothing new.</summary>
    public async Task Refresh(CancellationToken cancel)
    {
        var known = inForce.Turn;
        var rows = await db.PolicyVersions.AsNoTracking().Where(v => v.State == PolicyState.Approved && v.Turn > known).OrderBy(v => v.Turn)
            .Select(v => new { Turn = v.Turn!.Value, v.Name, Number = v.Number!.Value, From = v.EffectiveFrom!.Value, v.Profile }).ToListAsync(cancel);
        if (rows.Count > 0)
        {
            inForce.Take(rows.Select(r => Read(r.Turn, $"{r.Name} {r.Number}", r.From, r.Profile)));
        }
    }

    /// <summary>At start: when this program cannot read the version in force, the file takes its place, and the log says so.</summary>
    /// <exception cref="PolicyException">Neither can be read.</exception>
    public async Task ReplaceUnreadable(ForcePolicy? file, CancellationToken cancel)
    {
        if (inForce.Head is not { Policy: null } head)
        {
            return;
        }

        if (file is null)
        {
            throw new PolicyException($"Policy {head.Version}, which is in force, was written by another version of this program and cannot be read; nor can the file.");
        }

        try
        {
            await transactions.Run(async () =>
            {
                var base_ = await db.PolicyVersions.AsNoTracking().SingleAsync(v => v.Turn == head.Turn, cancel);
                var version = new PolicyVersion(PolicyOrigin.Upgrade, PolicyText.Of(file), file, base_.Id, 0, Now);
                version.FromFile(PolicyText.Digest(file));
                version.Propose(version.Profile, $"{head.Version} cannot be read by this version of the program", LocalTime.DayOf(Now), Now);
                await Approve(version, file, 0, "The file that ships takes its place", cancel);
                db.PolicyVersions.Add(version);
                trail.Record(AuditAct.Alteration, "policy.upgraded", Subject.System("policy"), $"{head.Version} unreadable; {version.Called} from the file");
                return true;
            }, cancel);
        }
        catch (DbUpdateException e) when (provider.IsUniqueViolation(e))
        {
            // Another node did the same at the same moment.
        }

        await Refresh(cancel);
    }

    /// <summary>What is wrong with the instrument a profile names, or null: it must be shipped or loaded, and one that officers can be asked to use (RSK-1).</summary>
    internal async Task<string?> InstrumentFault(ForcePolicy policy, CancellationToken cancel) =>
        await db.FindInstrument(policy.Assessment.Instrument, cancel) is { CanBeChosen: true } ? null : $"assessment.instrument: there is no instrument '{policy.Assessment.Instrument}' that can be chosen (RSK-1)";

    /// <summary>A file that says something new becomes a proposal. What it said before, or what is in force, is nothing new.</summary>
    /// <exception cref="PolicyException">It names an instrument nobody has loaded.</exception>
    public async Task<bool> SeeFile(ForcePolicy file, CancellationToken cancel)
    {
        if (await InstrumentFault(file, cancel) is { } fault)
        {
            throw new PolicyException($"Policy file {file.Version}: {fault}");
        }

        var digest = PolicyText.Digest(file);
        try
        {
            return await transactions.Run(async () =>
            {
                var last = await db.PolicyVersions.AsNoTracking().Where(v => v.FileDigest != null).OrderByDescending(v => v.Id).Select(v => v.FileDigest).FirstOrDefaultAsync(cancel);
                var head = await Last(cancel);
                if (last == digest || await db.PolicyVersions.AnyAsync(v => v.FileDigest == digest && v.State == PolicyState.Proposed, cancel) || PolicyText.Digest(Parse(head) ?? file) == digest)
                {
                    return false;
                }

                var version = new PolicyVersion(PolicyOrigin.File, PolicyText.Of(file), file, head.Id, 0, Now);
                version.FromFile(digest);
                version.Propose(version.Profile, "The policy file has changed", Later(file.Profile.EffectiveFrom, LocalTime.DayOf(Now)), Now);
                db.PolicyVersions.Add(version);
                trail.Record(AuditAct.Collection, "policy.file-proposed", Subject.System("policy"), $"{file.Version}; on {head.Called}");
                return true;
            }, cancel);
        }
        catch (DbUpdateException e) when (provider.IsUniqueViolation(e))
        {
            return false;
        }
    }

    /// <summary>The latest approved version: what a change builds on, in force now or later.</summary>
    internal Task<PolicyVersion> Last(CancellationToken cancel) => db.PolicyVersions.AsNoTracking().Where(v => v.State == PolicyState.Approved).OrderByDescending(v => v.Turn).FirstAsync(cancel);

    /// <summary>Gives a proposal its number, its turn and its first moment, and lets this node know as soon as it is kept.</summary>
    internal async Task Approve(PolicyVersion version, ForcePolicy policy, long byId, string words, CancellationToken cancel)
    {
        var (now, name) = (Now, policy.Profile.Name);
        var asked = LocalTime.ToUtc(version.AskedFrom!.Value.ToDateTime(TimeOnly.MinValue));
        var from = asked > now ? asked : now;
        var turn = 1 + (await db.PolicyVersions.MaxAsync(v => v.Turn, cancel) ?? 0);
        var number = await db.PolicyVersions.Where(v => v.Name == name).MaxAsync(v => v.Number, cancel) + 1 ?? policy.Profile.Version;
        var stamped = PolicyText.Stamped(policy, number, LocalTime.DayOf(from));
        var text = PolicyText.Of(stamped);
        version.Approve(text, number, turn, from, byId, words, now);
        await ForceStructure.AddMissing(db, stamped, cancel);
        transactions.AfterCommit(() => inForce.Take([new ApprovedPolicy(turn, stamped.Version, from, stamped, text)]));
    }

    internal static ForcePolicy? Parse(PolicyVersion version) => Read(0, "", default, version.Profile).Policy;

    private static ApprovedPolicy Read(int turn, string called, DateTime from, string profile)
    {
        try
        {
            return new ApprovedPolicy(turn, called, from, PolicyFile.Read(profile, called), profile);
        }
        catch (PolicyException)
        {
            return new ApprovedPolicy(turn, called, from, null, profile);
        }
    }

    private static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;
}
