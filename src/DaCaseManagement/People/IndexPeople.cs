using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Data;
using DaCaseManagement.Pipeline;

using MediatR;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.People;

/// <summary>Makes the keys of a few hundred records anew and asks for their comparison: after an upgrade, or when the way keys are made has changed.</summary>
/// <param name="After">The last id of the part before; 0 to begin.</param>
[Requires(Permission.JoinPeople)]
public sealed record IndexPeople(long After) : ICommand<PeopleIndexed>;

/// <param name="Last">Null: there are no more.</param>
public sealed record PeopleIndexed(int Count, long? Last);

public sealed class IndexPeopleHandler(CaseDbContext db, PersonIndex index, AuditTrail trail) : IRequestHandler<IndexPeople, PeopleIndexed>
{
    private const int Most = 500;

    public async Task<PeopleIndexed> Handle(IndexPeople request, CancellationToken cancellationToken)
    {
        var people = await db.People.Include(p => p.Names).Include(p => p.Phones).Include(p => p.Addresses).AsSplitQuery()
            .Where(p => p.Id > request.After).OrderBy(p => p.Id).Take(Most).ToListAsync(cancellationToken);
        await index.Update(people, cancellationToken);
        trail.Record(AuditAct.Alteration, "people.indexed", Subject.System("matching"), $"{people.Count} records after {request.After}");
        return new PeopleIndexed(people.Count, people.Count == 0 ? null : people[^1].Id);
    }
}
