using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Data;
using DaCaseManagement.Pipeline;

using FluentValidation;

using MediatR;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.People;

/// <summary>Takes back that two records are different people, with a reason; both statements are kept.</summary>
[Requires(Permission.JoinPeople)]
public sealed record WithdrawDifferent(string One, string Other, string? Because) : ICommand<SaidDifferent>;

public sealed class WithdrawDifferentValidator : AbstractValidator<WithdrawDifferent>
{
    public WithdrawDifferentValidator() => RuleFor(r => r.Because).RequiredText("Write why this is taken back", "Your reason", Lengths.Note);
}

public sealed class WithdrawDifferentHandler(CaseDbContext db, CurrentUser user, AuditTrail trail, TimeProvider clock) : IRequestHandler<WithdrawDifferent, SaidDifferent>
{
    public async Task<SaidDifferent> Handle(WithdrawDifferent request, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var one = await db.Visible(request.One, user, cancellationToken);
        var other = await db.Visible(request.Other, user, cancellationToken);
        var rows = await (await db.SaidOf(one.Id, other.Id, cancellationToken)).ToListAsync(cancellationToken);
        if (rows.Count == 0)
        {
            throw new RefusedException("PPL-2", "", "Nobody has recorded that they are different people, or it has been taken back.");
        }

        rows.ForEach(r => r.Withdraw(request.Because!.Trim(), user.Id, now));
        await db.SaveChangesAsync(cancellationToken);
        await DuplicateCandidates.Settle(db, [one.Id, other.Id], now, cancellationToken);
        trail.Record(AuditAct.Alteration, "person.different-withdrawn", Subject.Person(one.Reference), $"about {other.Reference}");
        trail.Record(AuditAct.Alteration, "person.different-withdrawn", Subject.Person(other.Reference), $"about {one.Reference}");
        return new SaidDifferent(one.Reference, other.Reference);
    }
}
