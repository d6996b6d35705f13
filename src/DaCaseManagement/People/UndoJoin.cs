using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Data;
using DaCaseManagement.People.Patterns;
using DaCaseManagement.Pipeline;
using DaCaseManagement.Policy;

using FluentValidation;

using MediatR;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.People;

/// <summary>Takes a join back: both records stand for themselves again, with everything that was theirs (PPL-2).</summary>
/// <param name="Different">They are certainly not the same person: never suggest it again.</param>
[Requires(Permission.JoinPeople)]
public sealed record UndoJoin(string Person, long Join, string? Because, bool Different) : ICommand<JoinUndone>;

public sealed record JoinUndone(string One, string Other);

public sealed class UndoJoinValidator : AbstractValidator<UndoJoin>
{
    public UndoJoinValidator() => RuleFor(r => r.Because).RequiredText("Write why the records are to stand apart again", "Your reason", Lengths.Note);
}

public sealed class UndoJoinHandler(CaseDbContext db, CurrentUser user, AuditTrail trail, TimeProvider clock, PolicyInForce inForce) : IRequestHandler<UndoJoin, JoinUndone>
{
    public async Task<JoinUndone> Handle(UndoJoin request, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var person = await db.Visible(request.Person, user, cancellationToken);
        var records = await db.RecordsOfSamePerson(person.Id, cancellationToken);
        var join = await db.PersonJoins.Include(j => j.One).Include(j => j.Other).SingleOrDefaultAsync(j => j.Id == request.Join && records.Contains(j.OneId), cancellationToken)
            ?? throw new RecordNotFoundException("join", request.Person);
        if (join.UndoneAt is not null)
        {
            throw new RefusedException("PPL-2", "", "This join has been undone already.");
        }

        join.Undo(request.Because!.Trim(), user.Id, now);
        await Identities.Settle(db, [join.OneId, join.OtherId], cancellationToken);
        await Standings.RecountPeople(db, inForce.Policy, [join.OneId, join.OtherId], cancellationToken);
        if (request.Different)
        {
            db.DifferentPeople.Add(new DifferentPeople(join.OneId, join.OtherId, request.Because.Trim(), user.Id, now));
            await db.SaveChangesAsync(cancellationToken);
        }

        await DuplicateCandidates.Settle(db, [join.OneId, join.OtherId], now, cancellationToken);
        trail.Record(AuditAct.Alteration, "person.join-undone", Subject.Person(join.One.Reference), $"from {join.Other.Reference}");
        trail.Record(AuditAct.Alteration, "person.join-undone", Subject.Person(join.Other.Reference), $"from {join.One.Reference}");
        return new JoinUndone(join.One.Reference, join.Other.Reference);
    }
}
