using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Data;
using DaCaseManagement.Pipeline;

using FluentValidation;

using MediatR;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.People;

/// <summary>A person says that two records are not the same human being. It sticks: it is not suggested again, under any record of either (PPL-2).</summary>
[Requires(Permission.JoinPeople)]
public sealed record SayDifferent(string One, string Other, string? Because) : ICommand<SaidDifferent>;

public sealed record SaidDifferent(string One, string Other);

public sealed class SayDifferentValidator : AbstractValidator<SayDifferent>
{
    public SayDifferentValidator() => RuleFor(r => r.Because).RequiredText("Write how you know that they are different people", "Your reason", Lengths.Note);
}

public sealed class SayDifferentHandler(CaseDbContext db, CurrentUser user, AuditTrail trail, TimeProvider clock) : IRequestHandler<SayDifferent, SaidDifferent>
{
    public async Task<SaidDifferent> Handle(SayDifferent request, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var one = await db.Visible(request.One, user, cancellationToken);
        var other = await db.Visible(request.Other, user, cancellationToken);
        if (one.IdentityId == other.IdentityId)
        {
            throw new RefusedException("PPL-2", "", "These records are joined as one person. Undo the join first.");
        }

        if (await (await db.SaidOf(one.Id, other.Id, cancellationToken)).AnyAsync(cancellationToken))
        {
            throw new RefusedException("PPL-2", "", "That has been recorded already.");
        }

        db.DifferentPeople.Add(new DifferentPeople(one.Id, other.Id, request.Because!.Trim(), user.Id, now));
        await db.SaveChangesAsync(cancellationToken);
        await DuplicateCandidates.Settle(db, [one.Id, other.Id], now, cancellationToken);
        trail.Record(AuditAct.Collection, "person.different", Subject.Person(one.Reference), $"not {other.Reference}");
        trail.Record(AuditAct.Collection, "person.different", Subject.Person(other.Reference), $"not {one.Reference}");
        return new SaidDifferent(one.Reference, other.Reference);
    }
}
