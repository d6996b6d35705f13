using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Data;
using DaCaseManagement.Pipeline;

using MediatR;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.People;

/// <summary>Every marker a person has or had, under any record of theirs, newest first (PPL-8).</summary>
[Requires(Permission.KeepMarkers)]
public sealed record ViewPersonMarkers(string Reference) : IQuery<PersonMarkers>;

public sealed record PersonMarkers(string Reference, string Name, IReadOnlyList<MarkerLine> Markers, bool More, bool MayMarkConfidential, DateTime Now) : IConsultation
{
    public IEnumerable<Subject> Consulted => [Subject.Person(Reference)];
}

public sealed class ViewPersonMarkersHandler(CaseDbContext db, CurrentUser user, TimeProvider clock) : IRequestHandler<ViewPersonMarkers, PersonMarkers>
{
    private const int Most = 50;

    public async Task<PersonMarkers> Handle(ViewPersonMarkers request, CancellationToken cancellationToken)
    {
        var person = await db.People.AsNoTracking().VisibleTo(user, db).SingleOrDefaultAsync(p => p.Reference == request.Reference, cancellationToken)
            ?? throw new RecordNotFoundException("person", request.Reference);
        var records = await db.RecordsOfSamePerson(person.Id, cancellationToken);
        var markers = db.Markers.VisibleTo(user, db).Where(m => m.PersonId != null && records.Contains(m.PersonId.Value));

        // A page about somebody suspected never says that anybody is in a refuge (CAS-8, INV-7).
        if (await db.IsSuspected(records, cancellationToken))
        {
            markers = markers.Where(m => m.Kind != MarkerKind.RefugeOrConfidential);
        }

        var lines = await ViewMarkerHandler.Lines(markers.OrderByDescending(m => m.Id).Take(Most + 1), db, cancellationToken);
        return new PersonMarkers(person.Reference, person.DisplayName, [.. lines.Take(Most)], lines.Count > Most, user.May(Permission.SeeRestrictedCases), clock.GetUtcNow().UtcDateTime);
    }
}
