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

/// <summary>A person says that two records are one human being (PPL-2). Both records stay as they are; the join can be undone.</summary>
[Requires(Permission.JoinPeople)]
public sealed record JoinPeople(string One, string Other, string? Because) : ICommand<PeopleJoined>;

/// <param name="Reference">The oldest record, which speaks for all.</param>
public sealed record PeopleJoined(string Reference);

public sealed class JoinPeopleValidator : AbstractValidator<JoinPeople>
{
    public JoinPeopleValidator() => RuleFor(r => r.Because).RequiredText("Write how you know that they are the same person", "Your reason", Lengths.Note);
}

public sealed class JoinPeopleHandler(CaseDbContext db, CurrentUser user, AuditTrail trail, TimeProvider clock, CandidateSearch search, PolicyInForce inForce) : IRequestHandler<JoinPeople, PeopleJoined>
{
    public async Task<PeopleJoined> Handle(JoinPeople request, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var one = await db.Visible(request.One, user, cancellationToken);
        var other = await db.Visible(request.Other, user, cancellationToken);
        if (one.IdentityId == other.IdentityId)
        {
            throw new RefusedException("PPL-2", "", "These records are one person already.");
        }

        if ((await db.Apart(one.Id, [other.Id], cancellationToken)).TryGetValue(other.Id, out var why))
        {
            throw new RefusedException("PPL-2", "", why + " They cannot be joined while that stands.");
        }

        var compared = await search.Compare(one.Id, other.Id, cancellationToken);
        db.PersonJoins.Add(new PersonJoin(one, other, request.Because!.Trim(), compared.InWords, user.Id, now));
        await Identities.Settle(db, [one.Id, other.Id], cancellationToken);
        await Standings.RecountPeople(db, inForce.Policy, [one.Id, other.Id], cancellationToken);
        await DuplicateCandidates.Settle(db, [one.Id, other.Id], now, cancellationToken);
        trail.Record(AuditAct.Combination, "person.joined", Subject.Person(one.Reference), $"with {other.Reference}");
        trail.Record(AuditAct.Combination, "person.joined", Subject.Person(other.Reference), $"with {one.Reference}");
        return new PeopleJoined(await db.People.Where(p => p.Id == one.IdentityId).Select(p => p.Reference).SingleAsync(cancellationToken));
    }
}
