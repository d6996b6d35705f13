using System.Globalization;

using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Clocks;
using DaCaseManagement.Data;
using DaCaseManagement.Pipeline;

using FluentValidation;

using MediatR;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.People;

/// <summary>Markers in force by their day of review, the oldest first; one without a day comes before all (PPL-8).</summary>
/// <param name="All">Also those that are not due within the next four weeks.</param>
/// <param name="After">Id of the last row of the page before.</param>
[Requires(Permission.KeepMarkers)]
public sealed record ListMarkers(bool All = false, bool Addresses = false, long? After = null) : IQuery<MarkerPage>;

public sealed record MarkerPage(IReadOnlyList<MarkerRow> Rows, long? Next, DateOnly Today) : IConsultation
{
    public IEnumerable<Subject> Consulted => Rows.Select(r => r.Person is null ? Subject.Marker(r.Id) : Subject.Person(r.Person));
}

/// <param name="On">The person's name or the address.</param>
public sealed record MarkerRow(long Id, MarkerKind Kind, string Reason, string? Person, string On, DateOnly? ReviewOn, DateTime? ExpiresAt, string PlacedBy, DateTime PlacedAt);

public sealed class ListMarkersHandler(CaseDbContext db, CurrentUser user, TimeProvider clock) : IRequestHandler<ListMarkers, MarkerPage>
{
    public const int PageSize = 25;
    private const int DaysAhead = 28;

    public async Task<MarkerPage> Handle(ListMarkers request, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var today = LocalTime.DayOf(now);
        var until = today.AddDays(DaysAhead);
        var markers = db.Markers.AsNoTracking().InForce(now).VisibleTo(user, db);
        markers = request.All ? markers : markers.Where(m => m.ReviewOn == null || m.ReviewOn <= until);
        markers = request.Addresses ? markers.Where(m => m.PlaceKey != null) : markers;
        if (request.After is { } after && await db.Markers.Where(m => m.Id == after).Select(m => new { m.ReviewOn }).SingleOrDefaultAsync(cancellationToken) is { } last)
        {
            var day = last.ReviewOn;
            markers = day is null ? markers.Where(m => m.ReviewOn != null || m.Id > after) : markers.Where(m => m.ReviewOn > day || (m.ReviewOn == day && m.Id > after));
        }

        // Nulls come first in the order of both providers.
        var rows = await markers.OrderBy(m => m.ReviewOn).ThenBy(m => m.Id).Take(PageSize + 1)
            .Select(m => new MarkerRow(
                m.Id, m.Kind, m.Reason,
                db.People.Where(p => p.Id == m.PersonId).Select(p => p.Reference).FirstOrDefault(),
                m.Address ?? db.People.Where(p => p.Id == m.PersonId).Select(p => p.GivenNames + " " + p.FamilyName).FirstOrDefault() ?? "",
                m.ReviewOn, m.ExpiresAt, db.Users.Where(u => u.Id == m.PlacedById).Select(u => u.FullName).FirstOrDefault() ?? "", m.PlacedAt))
            .ToListAsync(cancellationToken);
        return new MarkerPage([.. rows.Take(PageSize).Select(r => r with { On = Person.Display(r.On) })], rows.Count > PageSize ? rows[PageSize - 1].Id : null, today);
    }
}

/// <summary>One marker with its whole story, to be looked at again.</summary>
[Requires(Permission.KeepMarkers)]
public sealed record ViewMarker(long Id) : IQuery<MarkerView>;

public sealed record MarkerView(MarkerLine Marker, int Version, string? Person, string On, bool InForce) : IConsultation
{
    public IEnumerable<Subject> Consulted => [Person is null ? Subject.Marker(Marker.Id) : Subject.Person(Person)];
}

public sealed record MarkerLine(long Id, MarkerKind Kind, string Reason, string PlacedBy, DateTime PlacedAt, DateOnly? ReviewOn, DateTime? ExpiresAt, DateTime? EndedAt, IReadOnlyList<MarkerReviewLine> Reviews)
{
    public bool InForce(DateTime now) => EndedAt is null && (ExpiresAt is null || ExpiresAt > now);
}

public sealed record MarkerReviewLine(bool Kept, string Because, DateOnly? ReviewOn, DateTime? ExpiresAtBefore, DateTime? ExpiresAt, string By, DateTime At);

public sealed class ViewMarkerHandler(CaseDbContext db, CurrentUser user, TimeProvider clock) : IRequestHandler<ViewMarker, MarkerView>
{
    public async Task<MarkerView> Handle(ViewMarker request, CancellationToken cancellationToken)
    {
        var marker = await db.Markers.AsNoTracking().VisibleTo(user, db).SingleOrDefaultAsync(m => m.Id == request.Id, cancellationToken)
            ?? throw new RecordNotFoundException("marker", request.Id.ToString(CultureInfo.InvariantCulture));
        var person = await db.People.Where(p => p.Id == marker.PersonId).Select(p => new { p.Reference, Name = p.GivenNames + " " + p.FamilyName }).SingleOrDefaultAsync(cancellationToken);
        var line = (await Lines(db.Markers.Where(m => m.Id == marker.Id), db, cancellationToken))[0];
        return new MarkerView(line, marker.Version, person?.Reference, marker.Address ?? Person.Display(person?.Name), marker.InForce(clock.GetUtcNow().UtcDateTime));
    }

    /// <summary>Markers with their reviews, newest first.</summary>
    internal static async Task<List<MarkerLine>> Lines(IQueryable<Marker> markers, CaseDbContext db, CancellationToken cancel) =>
        await markers.AsNoTracking().OrderByDescending(m => m.PlacedAt).ThenByDescending(m => m.Id)
            .Select(m => new MarkerLine(
                m.Id, m.Kind, m.Reason, db.Users.Where(u => u.Id == m.PlacedById).Select(u => u.FullName).FirstOrDefault() ?? "", m.PlacedAt, m.ReviewOn, m.ExpiresAt, m.EndedAt,
                m.Reviews.OrderByDescending(r => r.Id).Select(r => new MarkerReviewLine(r.Kept, r.Because, r.ReviewOn, r.ExpiresAtBefore, r.ExpiresAt, db.Users.Where(u => u.Id == r.ById).Select(u => u.FullName).FirstOrDefault() ?? "", r.At)).ToList()))
            .AsSplitQuery().ToListAsync(cancel);
}
