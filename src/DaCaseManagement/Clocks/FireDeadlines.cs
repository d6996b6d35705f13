using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Data;
using DaCaseManagement.Pipeline;
using DaCaseManagement.Policy;

using MediatR;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Clocks;

/// <summary>CLK-1: warns of, tells of and escalates what is due, first due first. What it does to one deadline, what it tells and what it logs are one transaction, which holds
/// the lease: a node killed in the middle has done nothing, and two nodes never do it twice.</summary>
[Requires(Permission.ConsultClocks)]
public sealed record FireDeadlines(Guid Node, int Most) : ICommand<Fired>;

/// <param name="Late">Of these, how many were looked at more than a minute after their time.</param>
/// <param name="Left">There was more than asked for.</param>
public sealed record Fired(int Count, int Late, bool Left);

public sealed class FireDeadlinesHandler(CaseDbContext db, AuditTrail trail, TimeProvider clock, PolicyInForce inForce, Mails mails) : IRequestHandler<FireDeadlines, Fired>
{
    public static readonly TimeSpan LateAfter = TimeSpan.FromMinutes(1);

    public async Task<Fired> Handle(FireDeadlines request, CancellationToken cancellationToken)
    {
        var (now, policy) = (clock.GetUtcNow().UtcDateTime, inForce.Policy);
        await db.Hold(request.Node, now, cancellationToken);
        var due = await db.Deadlines.Where(d => d.IsOpen && d.NextAt <= now).OrderBy(d => d.NextAt).ThenBy(d => d.Id).Take(request.Most).ToListAsync(cancellationToken);
        var (cases, incidents) = (await Cases(due, cancellationToken), await Incidents(due, cancellationToken));
        var recipients = await Recipients.Read(db, policy, [.. due.Select(d => d.OwnerUserId).OfType<long>().Distinct()], now, cancellationToken);
        var late = 0;
        foreach (var deadline in due)
        {
            late += now - deadline.NextAt > LateAfter ? 1 : 0;
            var chain = policy.Deadlines.TryGetValue(deadline.Kind, out var own) && own.Escalation is { } its ? its : policy.Clocks.Escalation;
            var firing = Firing.Of(deadline.DueAt, deadline.WarnAt, deadline.WarnedAt is not null, deadline.BreachedAt is not null, deadline.StepsTaken, chain, now);
            var @case = cases.GetValueOrDefault(deadline.CaseId ?? 0);
            var incident = incidents.GetValueOrDefault(deadline.IncidentId ?? 0);
            Say(deadline, firing, @case, incident, recipients, own?.Words ?? deadline.Kind, now);
            deadline.Fired(firing, now);
        }

        if (due.Count == 0)
        {
            trail.Record(AuditAct.Alteration, "clocks.looked", Subject.System("clocks"));
        }

        await Caught(late, due.Count < request.Most, now, cancellationToken);
        await mails.Tell([.. db.Notices.Local.Where(n => n.Id == 0).Select(n => n.UserId)], cancellationToken);
        return new Fired(due.Count, late, due.Count == request.Most);
    }

    private void Say(Deadline deadline, Firing firing, CaseRef? @case, string? incident, Recipients recipients, string words, DateTime now)
    {
        var what = firing switch
        {
            { Warns: true } => DeadlineHappening.Warned,
            { Breaches: true } => DeadlineHappening.Breached,
            { Tell.Count: > 0 } => DeadlineHappening.Escalated,
            _ => (DeadlineHappening?)null,
        };
        if (what is not { } happened)
        {
            return;
        }

        var restricted = @case?.Restricted ?? false;
        var told = happened == DeadlineHappening.Warned ? recipients.Owner(deadline, restricted) : recipients.Of(deadline, firing.Tell, restricted);
        var reference = @case?.Reference ?? incident;
        var done = new DeadlineEvent(deadline.Id, happened, now, deadline.DueAt, firing.Tell.Count > 0 ? string.Join(", ", firing.Tell.Select(t => PolicyWords.Of(t))) : null, told.Count);
        db.DeadlineEvents.Add(done);
        var text = happened == DeadlineHappening.Warned
            ? $"Due soon: {words}{About(reference)}. By {LocalTime.Text(deadline.DueAt)}."
            : $"{(happened == DeadlineHappening.Breached ? "Late" : "Still late")}: {words}{About(reference)}. It was due {LocalTime.Text(deadline.DueAt)}.";
        foreach (var user in told)
        {
            db.Notices.Add(new Notice(user, text, @case?.Reference, now, done));
        }

        trail.Record(AuditAct.Alteration, happened switch { DeadlineHappening.Warned => "deadline.warned", DeadlineHappening.Breached => "deadline.breached", _ => "deadline.escalated" },
            @case is not null ? Subject.Case(@case.Reference) : incident is not null ? Subject.Incident(incident) : Subject.System("clocks"), $"{deadline.Kind} {deadline.Id}; due {deadline.DueAt:yyyy-MM-dd HH:mm:ss}; told {told.Count}");
    }

    /// <summary>After an outage: how much was late, and that nothing is any more.</summary>
    private async Task Caught(int late, bool done, DateTime now, CancellationToken cancel)
    {
        foreach (var outage in await db.ClockOutages.Where(o => o.CaughtUpAt == null).ToListAsync(cancel))
        {
            outage.Caught(late);
            if (done)
            {
                outage.CaughtUp(now);
                trail.Record(AuditAct.Alteration, "clocks.caught-up", Subject.System("clocks"), $"from {outage.From:yyyy-MM-dd HH:mm:ss} until {outage.Until:yyyy-MM-dd HH:mm:ss}; late {outage.Late}");
                foreach (var manager in await Managers(cancel))
                {
                    db.Notices.Add(new Notice(manager, $"No clock ran from {LocalTime.Text(outage.From)} until {LocalTime.Text(outage.Until)}. {outage.Late} deadlines were looked at late; all are caught up.", null, now));
                }
            }
        }
    }

    private async Task<List<long>> Managers(CancellationToken cancel)
    {
        var roles = inForce.Policy.Roles.Where(r => r.Value.Contains(Permission.AnswerForForce) || r.Value.Contains(Permission.ManageAccounts)).Select(r => r.Key).ToList();
        return await db.Users.Where(u => u.DisabledAt == null && roles.Contains(u.Role)).Select(u => u.Id).ToListAsync(cancel);
    }

    private async Task<Dictionary<long, CaseRef>> Cases(List<Deadline> due, CancellationToken cancel)
    {
        var ids = due.Select(d => d.CaseId).OfType<long>().Distinct().ToList();
        return await db.Cases.AsNoTracking().Where(c => ids.Contains(c.Id)).Select(c => new CaseRef(c.Id, c.Reference, c.Restricted)).ToDictionaryAsync(c => c.Id, cancel);
    }

    private async Task<Dictionary<long, string>> Incidents(List<Deadline> due, CancellationToken cancel)
    {
        var ids = due.Where(d => d.CaseId is null).Select(d => d.IncidentId).OfType<long>().Distinct().ToList();
        return ids.Count == 0 ? [] : await db.Incidents.AsNoTracking().Where(i => ids.Contains(i.Id)).Select(i => new { i.Id, i.Reference }).ToDictionaryAsync(i => i.Id, i => i.Reference, cancel);
    }

    private static string About(string? reference) => reference is null ? "" : ", " + reference;

    private sealed record CaseRef(long Id, string Reference, bool Restricted);
}
