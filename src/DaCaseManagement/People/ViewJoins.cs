using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Data;
using DaCaseManagement.Pipeline;

using MediatR;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.People;

/// <summary>Which records are held to be this person, which certainly are not, who said so and why; what was taken back as well (PPL-2).</summary>
[Requires(Permission.JoinPeople)]
public sealed record ViewJoins(string Reference) : IQuery<JoinsOfPerson>;

/// <param name="Reference">The record that speaks for all.</param>
public sealed record JoinsOfPerson(string Reference, string Name, IReadOnlyList<JoinRow> Joins, IReadOnlyList<DifferentRow> Different) : IConsultation
{
    public IEnumerable<Subject> Consulted => [Subject.Person(Reference), .. Joins.SelectMany(j => new[] { Subject.Person(j.One), Subject.Person(j.Other) }).Distinct()];
}

public sealed record JoinRow(long Id, string One, string OneName, string Other, string OtherName, string Because, string Evidence, string By, DateTime At, string? UndoneBecause, string? UndoneBy, DateTime? UndoneAt);

public sealed record DifferentRow(string One, string OneName, string Other, string OtherName, string Because, string By, DateTime At, string? WithdrawnBecause, DateTime? WithdrawnAt);

public sealed class ViewJoinsHandler(CaseDbContext db, CurrentUser user) : IRequestHandler<ViewJoins, JoinsOfPerson>
{
    private const int Most = 100;

    public async Task<JoinsOfPerson> Handle(ViewJoins request, CancellationToken cancellationToken)
    {
        var person = await db.People.AsNoTracking().VisibleTo(user, db).SingleOrDefaultAsync(p => p.Reference == request.Reference, cancellationToken)
            ?? throw new RecordNotFoundException("person", request.Reference);
        var records = await db.RecordsOfSamePerson(person.Id, cancellationToken);
        var speaks = await db.People.AsNoTracking().SingleAsync(p => p.Id == person.IdentityId, cancellationToken);
        var visible = db.People.VisibleTo(user, db);
        var joins = await db.PersonJoins.AsNoTracking()
            .Where(j => (records.Contains(j.OneId) || records.Contains(j.OtherId)) && visible.Any(p => p.Id == j.OneId) && visible.Any(p => p.Id == j.OtherId))
            .OrderByDescending(j => j.Id).Take(Most)
            .Select(j => new JoinRow(
                j.Id, j.One.Reference, j.One.GivenNames + " " + j.One.FamilyName, j.Other.Reference, j.Other.GivenNames + " " + j.Other.FamilyName, j.Because, j.Evidence,
                db.Users.Where(u => u.Id == j.ById).Select(u => u.FullName).First(), j.At, j.UndoneBecause, db.Users.Where(u => u.Id == j.UndoneById).Select(u => u.FullName).FirstOrDefault(), j.UndoneAt))
            .ToListAsync(cancellationToken);
        var different = await db.DifferentPeople.AsNoTracking()
            .Where(d => (records.Contains(d.OneId) || records.Contains(d.OtherId)) && visible.Any(p => p.Id == d.OneId) && visible.Any(p => p.Id == d.OtherId))
            .OrderByDescending(d => d.Id).Take(Most)
            .Select(d => new DifferentRow(
                d.One.Reference, d.One.GivenNames + " " + d.One.FamilyName, d.Other.Reference, d.Other.GivenNames + " " + d.Other.FamilyName, d.Because,
                db.Users.Where(u => u.Id == d.ById).Select(u => u.FullName).First(), d.At, d.WithdrawnBecause, d.WithdrawnAt))
            .ToListAsync(cancellationToken);
        return new JoinsOfPerson(
            speaks.Reference, speaks.DisplayName,
            [.. joins.Select(j => j with { OneName = Person.Display(j.OneName), OtherName = Person.Display(j.OtherName) })],
            [.. different.Select(d => d with { OneName = Person.Display(d.OneName), OtherName = Person.Display(d.OtherName) })]);
    }
}
