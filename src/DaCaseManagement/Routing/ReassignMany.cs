using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Cases;
using DaCaseManagement.Clocks;
using DaCaseManagement.Data;
using DaCaseManagement.Pipeline;
using DaCaseManagement.Policy;

using FluentValidation;

using MediatR;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Routing;

/// <summary>Does what the preview showed, all of it or nothing. Whatever has changed since is shown again instead (RTE-5).</summary>
/// <param name="Stamp">Of the preview.</param>
/// <param name="BelowBecause">Why somebody without the skill that the policy asks for, where the preview said so.</param>
[Requires(Permission.ManageUnit)]
public sealed record ReassignMany(long? From, long? ToPerson, long? ToUnit, ResponsibilityKind? Kind, string Stamp, string? Because, string? BelowBecause) : ICommand<ReassignedMany>;

public sealed record ReassignedMany(int Moved, int Offered, int Left);

public sealed class ReassignManyValidator : AbstractValidator<ReassignMany>
{
    public ReassignManyValidator()
    {
        RuleFor(r => r.Because).RequiredText("Write why it changes hands", "Your reason", Lengths.Note);
        RuleFor(r => r.BelowBecause).PlainText("The reason", Lengths.Note);
    }
}

public sealed class ReassignManyHandler(CaseDbContext db, CurrentUser user, AuditTrail trail, TimeProvider clock, PolicyInForce inForce, Deadlines deadlines, CaseStory story, Ownership ownership, ReassignPlanner planner, AbsentOwners absent) : IRequestHandler<ReassignMany, ReassignedMany>
{
    public async Task<ReassignedMany> Handle(ReassignMany request, CancellationToken cancellationToken)
    {
        var (now, because) = (clock.GetUtcNow().UtcDateTime, request.Because!.Trim());
        var to = await To(request, cancellationToken);
        var plan = await planner.Plan(new ReassignChoice(request.From, request.ToPerson, request.ToUnit, request.Kind), cancellationToken);
        if (plan.Stamp != request.Stamp)
        {
            throw new RefusedException("RTE-5", "Stamp", "Something has changed since this was shown. Nothing was done: look at it again.");
        }

        if (plan.Steps.Any(s => s.Outcome == ReassignOutcome.NeedsReason) && string.IsNullOrWhiteSpace(request.BelowBecause))
        {
            throw new RefusedException("RTE-4", "BelowBecause", $"{to} lacks what the policy asks for in some of these: say why they should have it");
        }

        var ids = plan.Steps.Where(s => s.Moves).Select(s => s.ResponsibilityId).OfType<long>().ToList();
        var held = await db.Responsibilities.Include(r => r.Case).Include(r => r.OwnerUnit).Where(r => ids.Contains(r.Id)).OrderBy(r => r.Id).ToListAsync(cancellationToken);
        var below = plan.Steps.Where(s => s.Outcome == ReassignOutcome.NeedsReason).Select(s => s.ResponsibilityId).ToHashSet();
        if (request.ToUnit is { } unit)
        {
            foreach (var row in held)
            {
                db.HandoverOffers.Add(new HandoverOffer(row.Case, row.Kind, row.OwnerUnitId, unit, because, null, inForce.Policy.Version, user.Id, now));
                deadlines.Open("HandoverAcceptance", CaseRouter.Subject(row.Case, row.Kind), row.CaseId, null, unit);
                await deadlines.Satisfy("RejectedHandover", CaseRouter.Subject(row.Case, row.Kind), cancellationToken);
                Tell(row, $"{row.OwnerUnit!.Name} offered {CaseRouter.Words(row.Kind)} to {to}", because);
            }
        }
        else
        {
            var moves = held.ConvertAll(row => new Move(row, row.OwnerUnitId, request.ToPerson, below.Contains(row.Id) ? request.BelowBecause!.Trim() : null));
            await ownership.Pass(moves, CameBy.Reassigned, cancellationToken);
            foreach (var move in moves)
            {
                Tell(move.Current, $"{to} has {CaseRouter.Words(move.Current.Kind)}", $"Reassigned by {user.FullName}{(move.BelowBecause is null ? "" : $", below the policy: {move.BelowBecause}")}. {because}");
            }

            var due = plan.Steps.Where(s => s.Moves).Select(s => s.DeadlineId).OfType<long>().ToList();
            foreach (var deadline in await db.Deadlines.Where(d => due.Contains(d.Id) && d.IsOpen && d.OwnerUserId == request.From).ToListAsync(cancellationToken))
            {
                deadline.PassTo(deadline.OwnerUnitId, request.ToPerson);
            }
        }

        if (request.ToPerson is { } person && person != user.Id)
        {
            db.Notices.Add(new Notice(person, $"{user.FullName} has given you {plan.Steps.Count(s => s.Moves)} matters: see Mine by name.", null, now));
        }

        if (request.From is { } from)
        {
            await absent.Look(from, cancellationToken);
        }

        var (moved, offered, left) = (plan.Steps.Count(s => s.Moves && s.Outcome != ReassignOutcome.WillBeOffered), plan.Steps.Count(s => s.Outcome == ReassignOutcome.WillBeOffered), plan.Steps.Count(s => !s.Moves));
        trail.Record(AuditAct.Alteration, "unit.reassigned", Subject.System("unit " + user.UnitId), $"from account {request.From?.ToString() ?? "none"} to {(request.ToUnit is { } u ? $"unit {u}" : $"account {request.ToPerson?.ToString() ?? "none"}")}; moved {moved}, offered {offered}, left {left}");
        return new ReassignedMany(moved, offered, left);

        void Tell(Responsibility row, string headline, string detail)
        {
            story.Tell(row.CaseId, TimelineKind.Ownership, headline, detail);
            trail.Record(AuditAct.Alteration, "case.reassigned", Subject.Case(row.Case.Reference), $"{row.Kind}");
        }
    }

    /// <summary>In words, once it is somebody or some unit that may have it.</summary>
    private async Task<string> To(ReassignMany request, CancellationToken cancel)
    {
        if (request.ToUnit is not null && request.ToPerson is not null)
        {
            throw new RefusedException("RTE-5", "To", "Choose a person or a unit");
        }

        if (request.ToUnit is { } unit)
        {
            return await db.Units.Where(u => u.Id == unit && u.Id != user.UnitId && u.ClosedAt == null && u.Kind != UnitKind.MaracOffice && u.Kind != UnitKind.PartnerAgency).Select(u => u.Name).SingleOrDefaultAsync(cancel)
                ?? throw new RefusedException("RTE-2", "To", "Choose one of the units offered");
        }

        if (request.ToPerson == request.From)
        {
            throw new RefusedException("RTE-5", "To", "Choose somebody else than who has it now");
        }

        return request.ToPerson is { } person
            ? await db.Users.Where(u => u.Id == person && u.UnitId == user.UnitId && u.DisabledAt == null).Select(u => u.FullName).SingleOrDefaultAsync(cancel) ?? throw new RefusedException("RTE-4", "To", "Choose somebody who works in your unit")
            : "The unit as a whole";
    }
}
