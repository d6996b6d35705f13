using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Data;
using DaCaseManagement.Incidents;
using DaCaseManagement.People.Matching;
using DaCaseManagement.Pipeline;

using MediatR;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.People;

/// <summary>Two records beside each other, field by field, for whoever decides whether they are one human being (PPL-2).</summary>
[Requires(Permission.JoinPeople)]
public sealed record ComparePeople(string One, string Other) : IQuery<PeopleCompared>;

/// <param name="Apart">Why they cannot be joined, or null.</param>
/// <param name="SaidDifferent">A person has said so, and may take it back.</param>
public sealed record PeopleCompared(ComparedPerson One, ComparedPerson Other, IReadOnlyList<FieldEvidence> Fields, double Probability, MatchBand Band, IReadOnlyList<string> Reasons, bool AreOne, string? Apart, bool SaidDifferent)
    : IConsultation
{
    public IEnumerable<Subject> Consulted => [Subject.Person(One.Reference), Subject.Person(Other.Reference)];
}

public sealed record ComparedPerson(
    string Reference, string Name, DateTime RecordedAt, IReadOnlyList<string> Names, string? Born, Gender Gender, IReadOnlyList<string> Phones, IReadOnlyList<string> Addresses, int TimesVictim, int TimesSuspect, DateTime? LastIncidentAt);

public sealed class ComparePeopleHandler(CaseDbContext db, CurrentUser user, CandidateSearch search) : IRequestHandler<ComparePeople, PeopleCompared>
{
    public async Task<PeopleCompared> Handle(ComparePeople request, CancellationToken cancellationToken)
    {
        var people = await db.People.AsNoTracking().VisibleTo(user, db).Include(p => p.Names).Include(p => p.Phones).Include(p => p.Addresses).AsSplitQuery()
            .Where(p => p.Reference == request.One || p.Reference == request.Other).ToListAsync(cancellationToken);
        var one = people.Find(p => p.Reference == request.One) ?? throw new RecordNotFoundException("person", request.One);
        var other = people.Find(p => p.Reference == request.Other && p.Id != one.Id) ?? throw new RecordNotFoundException("person", request.Other);
        var ids = new[] { one.Id, other.Id };
        var parts = await db.InvolvedPeople.AsNoTracking().Where(p => p.PersonId != null && ids.Contains(p.PersonId.Value))
            .Join(db.Incidents.VisibleTo(user, db), p => p.IncidentId, i => i.Id, (p, i) => new Played(p.PersonId!.Value, p.Part, i.StartedAt)).ToListAsync(cancellationToken);
        var compared = await search.Compare(one.Id, other.Id, cancellationToken);
        var apart = await db.Apart(one.Id, [other.Id], cancellationToken);
        var said = await (await db.SaidOf(one.Id, other.Id, cancellationToken)).AnyAsync(cancellationToken);
        return new PeopleCompared(
            Side(one, parts), Side(other, parts), compared.Score.Fields, compared.Score.Probability, compared.Banded.Band, compared.Banded.Reasons,
            one.IdentityId == other.IdentityId, apart.GetValueOrDefault(other.Id), said);
    }

    private ComparedPerson Side(Person p, List<Played> parts)
    {
        var mine = parts.Where(x => x.PersonId == p.Id).ToList();
        return new ComparedPerson(
            p.Reference, p.DisplayName, p.RecordedAt, [.. p.Names.Select(n => Person.Display(n.Given, n.Family))], p.Born?.ToString() + (p.BirthEstimated ? " (estimated)" : ""), p.Gender,
            [.. p.Phones.Select(x => x.AsTyped)],
            [.. p.Addresses.Where(a => !a.Confidential || user.May(Permission.SeeRestrictedCases)).Select(a => a.AsTyped)],
            mine.Count(x => x.Part == Part.Victim), mine.Count(x => x.Part == Part.Suspect), mine.Count == 0 ? null : mine.Max(x => x.StartedAt));
    }

    private sealed record Played(long PersonId, Part? Part, DateTime StartedAt);
}
