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

/// <summary>A unit's supervisor gives a responsibility that the unit holds to one person in it (RTE-4). Below the skill that the policy asks for at this grade only with a
/// reason, which oversight shows.</summary>
/// <param name="BelowBecause">Why somebody without the skill.</param>
[Requires(Permission.AllocateCases)]
public sealed record AllocateOwner(string Case, ResponsibilityKind? Kind, long? Person, string? BelowBecause) : ICommand<Allocated>;

public sealed record Allocated(ResponsibilityKind Kind, string Person, bool Below);

public sealed class AllocateOwnerValidator : AbstractValidator<AllocateOwner>
{
    public AllocateOwnerValidator()
    {
        RuleFor(r => r.Kind).NotNull().WithMessage("Choose which responsibility");
        RuleFor(r => r.Person).NotNull().WithMessage("Choose who");
        RuleFor(r => r.BelowBecause).PlainText("The reason", Lengths.Note);
    }
}

public sealed class AllocateOwnerHandler(CaseDbContext db, CurrentUser user, AuditTrail trail, TimeProvider clock, PolicyInForce inForce, CaseStory story, Ownership ownership) : IRequestHandler<AllocateOwner, Allocated>
{
    public async Task<Allocated> Handle(AllocateOwner request, CancellationToken cancellationToken)
    {
        var (kind, now) = (request.Kind!.Value, clock.GetUtcNow().UtcDateTime);
        var current = await db.Responsibilities.Include(r => r.Case)
            .Where(r => r.IsCurrent && r.Kind == kind && r.OwnerUnitId == user.UnitId && db.Cases.VisibleTo(user).Any(c => c.Id == r.CaseId && c.Reference == request.Case))
            .SingleOrDefaultAsync(cancellationToken) ?? throw new RecordNotFoundException("case", request.Case);
        var person = await db.Users.Where(u => u.Id == request.Person && u.UnitId == user.UnitId && u.DisabledAt == null).Select(u => new { u.Id, u.FullName, u.Role }).SingleOrDefaultAsync(cancellationToken)
            ?? throw new RefusedException("RTE-4", "Person", "Choose somebody who works in your unit");
        if (!AllocationRules.MayOpen(inForce.Policy, person.Role, current.Case.Restricted))
        {
            throw new RefusedException("ACC-1", "Person", $"{person.FullName} may not open this case: choose somebody else");
        }

        if (current.OwnerUserId == person.Id)
        {
            throw new RefusedException("RTE-4", "Person", $"{person.FullName} holds it already");
        }

        var skills = await db.UserSkills.Where(s => s.UserId == person.Id).Select(s => s.Skill).ToListAsync(cancellationToken);
        var answer = AllocationRules.Check(inForce.Policy, kind, current.Case.Grade, skills);
        var because = answer.Met || string.IsNullOrWhiteSpace(request.BelowBecause) ? null : request.BelowBecause.Trim();
        if (!answer.Met && because is null)
        {
            throw new RefusedException("RTE-4", "BelowBecause", $"{answer.Because}. {person.FullName} is not recorded as such: say why they should have it, or choose somebody else.");
        }

        await ownership.Pass([new Move(current, current.OwnerUnitId, person.Id, because)], CameBy.Allocated, cancellationToken);
        story.Tell(current.CaseId, TimelineKind.Ownership, $"{person.FullName} has {CaseRouter.Words(kind)}", because is null ? $"Allocated by {user.FullName}." : $"Allocated by {user.FullName} below the policy ({answer.Because}): {because}");
        if (person.Id != user.Id)
        {
            db.Notices.Add(new Notice(person.Id, $"You have {CaseRouter.Words(kind)} in {current.Case.Reference}.", current.Case.Reference, now));
        }

        trail.Record(AuditAct.Alteration, "case.allocated", Subject.Case(current.Case.Reference), $"{kind}; to account {person.Id}; {(answer.Met ? "skill met" : $"below {answer.Needs}")}; policy {inForce.Policy.Version}");
        return new Allocated(kind, person.FullName, !answer.Met);
    }
}
