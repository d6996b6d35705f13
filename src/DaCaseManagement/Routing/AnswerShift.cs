using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Clocks;
using DaCaseManagement.Data;
using DaCaseManagement.Incidents;
using DaCaseManagement.Pipeline;
using DaCaseManagement.Policy;

using FluentValidation;

using MediatR;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Routing;

/// <summary>I take what a colleague left open: from now it is due from me.</summary>
[Requires(Permission.ConsultPeople)]
public sealed record AcceptShift(long Id) : ICommand<ShiftAnswered>;

/// <summary>I cannot take it, and say why. It goes to the unit, and its managers are told; the sender owns it until somebody accepts.</summary>
[Requires(Permission.ConsultPeople)]
public sealed record RejectShift(long Id, string? Because) : ICommand<ShiftAnswered>;

public sealed record ShiftAnswered(int Items);

public sealed class RejectShiftValidator : AbstractValidator<RejectShift>
{
    public RejectShiftValidator() => RuleFor(r => r.Because).RequiredText("Write why you cannot take it", "Your reason", Lengths.Note);
}

public sealed class AcceptShiftHandler(CaseDbContext db, CurrentUser user, AuditTrail trail, TimeProvider clock, Deadlines deadlines, ShiftBook book) : IRequestHandler<AcceptShift, ShiftAnswered>
{
    public async Task<ShiftAnswered> Handle(AcceptShift request, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var handover = await Shifts.Find(db, user, request.Id, cancellationToken);
        handover.Accept(user.Id, now);
        var seen = await Shifts.Seen(db, user, handover, cancellationToken);
        if (seen.Count == 0)
        {
            throw new RecordNotFoundException("shift handover", "");
        }

        var ids = seen.Select(i => i.DeadlineId).OfType<long>().ToList();
        foreach (var deadline in await db.Deadlines.Where(d => ids.Contains(d.Id) && d.IsOpen).ToListAsync(cancellationToken))
        {
            deadline.PassTo(handover.UnitId, user.Id);
        }

        await deadlines.Satisfy(ShiftBook.Kind, ShiftBook.Subject(handover.Id), cancellationToken);
        if (seen.Count < handover.Items.Count)
        {
            // What this person may not see goes on to whoever may; until then the sender owns it still.
            await book.Offer(handover.FromUserId, handover.UnitId, null, handover.BackAt, handover.Note, handover.Items.Except(seen).Select(i => i.Again()), cancellationToken);
        }

        db.Notices.Add(new Notice(handover.FromUserId, $"{user.FullName} has accepted what you left open.", null, now));
        trail.Record(AuditAct.Alteration, "shift.accepted", Subject.Account(handover.FromUser!.UserName!), $"handover {handover.Id}; deadlines {ids.Count}");
        return new ShiftAnswered(seen.Count);
    }
}

public sealed class RejectShiftHandler(CaseDbContext db, CurrentUser user, AuditTrail trail, TimeProvider clock, Deadlines deadlines, ShiftBook book, PolicyInForce inForce) : IRequestHandler<RejectShift, ShiftAnswered>
{
    public async Task<ShiftAnswered> Handle(RejectShift request, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var handover = await Shifts.Find(db, user, request.Id, cancellationToken);
        if ((await Shifts.Seen(db, user, handover, cancellationToken)).Count == 0)
        {
            throw new RecordNotFoundException("shift handover", "");
        }

        var because = request.Because!.Trim();
        handover.Reject(user.Id, because, now);
        await deadlines.Cancel(ShiftBook.Kind, ShiftBook.Subject(handover.Id), "Rejected", cancellationToken);
        await book.Offer(handover.FromUserId, handover.UnitId, null, handover.BackAt, handover.Note, handover.Items.Select(i => i.Again()), cancellationToken);
        var managers = inForce.Policy.Roles.Where(r => r.Value.Contains(Permission.ManageUnit)).Select(r => r.Key).ToList();
        foreach (var manager in await db.Users.Where(u => u.UnitId == handover.UnitId && u.DisabledAt == null && managers.Contains(u.Role) && u.Id != user.Id).Select(u => u.Id).Take(50).ToListAsync(cancellationToken))
        {
            db.Notices.Add(new Notice(manager, $"{user.FullName} did not take what {handover.FromUser!.FullName} left open at the end of a shift: see My duty.", null, now));
        }

        trail.Record(AuditAct.Alteration, "shift.rejected", Subject.Account(handover.FromUser!.UserName!), $"handover {handover.Id}");
        return new ShiftAnswered(handover.Items.Count);
    }
}

internal static class Shifts
{
    /// <summary>One offered to this person, or to their unit, by somebody else. A manager may answer for a colleague.</summary>
    public static async Task<ShiftHandover> Find(CaseDbContext db, CurrentUser user, long id, CancellationToken cancel)
    {
        var manages = user.May(Permission.ManageUnit);
        return await db.ShiftHandovers.Include(h => h.Items).Include(h => h.FromUser)
            .SingleOrDefaultAsync(h => h.Id == id && h.UnitId == user.UnitId && h.FromUserId != user.Id && (manages || h.ToUserId == null || h.ToUserId == user.Id), cancel)
            ?? throw new RecordNotFoundException("shift handover", "");
    }

    /// <summary>The items whose case or incident this person may see (INV-6).</summary>
    public static async Task<List<ShiftItem>> Seen(CaseDbContext db, CurrentUser user, ShiftHandover handover, CancellationToken cancel)
    {
        var (cases, incidents) = (handover.Items.Select(i => i.CaseId).OfType<long>().ToList(), handover.Items.Select(i => i.IncidentId).OfType<long>().ToList());
        var seenCases = await Cases.CaseVisibility.VisibleTo(db.Cases, user).Where(c => cases.Contains(c.Id)).Select(c => c.Id).ToListAsync(cancel);
        var seenIncidents = await db.Incidents.VisibleTo(user, db).Where(i => incidents.Contains(i.Id)).Select(i => i.Id).ToListAsync(cancel);
        return [.. handover.Items.Where(i => i.CaseId is { } c ? seenCases.Contains(c) : i.IncidentId is not { } n || seenIncidents.Contains(n))];
    }
}
