using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Clocks;
using DaCaseManagement.Data;
using DaCaseManagement.People.Matching;
using DaCaseManagement.Pipeline;
using DaCaseManagement.Policy;

using FluentValidation;

using MediatR;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.People;

/// <summary>A warning on a person, or with no person on an address (PPL-8). Days as typed.</summary>
[Requires(Permission.KeepMarkers)]
public sealed record PlaceMarker(string? Person, string? Address, MarkerKind? Kind, string? Reason, string? ReviewOn, string? ExpiresOn) : ICommand<long>;

public sealed class PlaceMarkerValidator : AbstractValidator<PlaceMarker>
{
    public PlaceMarkerValidator(TimeProvider clock, PolicyInForce inForce)
    {
        RuleFor(r => r.Address).RequiredText("Enter the address", "Address", Lengths.Line).When(r => r.Person is null);
        RuleFor(r => r.Address).Must(a => Normalise.Place(a) is not null).When(r => r.Person is null && !string.IsNullOrWhiteSpace(r.Address)).WithMessage("Enter house and street, such as 12 Alder Street");
        RuleFor(r => r.Kind).NotNull().WithMessage("Choose what the marker warns of");
        RuleFor(r => r.Kind).IsInEnum().WithMessage("Choose what the marker warns of");
        RuleFor(r => r.Reason).RequiredText("Enter why it is needed, so that somebody else can judge it", "Reason", Lengths.Note);
        this.Days(r => r.ReviewOn, r => r.ExpiresOn, _ => true, clock, inForce);
    }
}

internal static class MarkerValidation
{
    public static void Days<T>(this AbstractValidator<T> rules, System.Linq.Expressions.Expression<Func<T, string?>> review, System.Linq.Expressions.Expression<Func<T, string?>> expires, Func<T, bool> when, TimeProvider clock, PolicyInForce inForce)
    {
        var (reviewOf, expiresOf) = (review.Compile(), expires.Compile());
        string? Review(T r) => MarkerDates.ReviewProblem(reviewOf(r), Today(clock), inForce.Policy.Markers.MostMonthsToReview);
        string? Expiry(T r) => MarkerDates.ExpiryProblem(expiresOf(r), reviewOf(r), Today(clock));
        rules.RuleFor(review).Must((r, _) => Review(r) is null).WithMessage((r, _) => Review(r) ?? "").When((r, _) => when(r));
        rules.RuleFor(expires).Must((r, _) => Expiry(r) is null).WithMessage((r, _) => Expiry(r) ?? "").When((r, _) => when(r));
    }

    public static DateOnly Today(TimeProvider clock) => LocalTime.DayOf(clock.GetUtcNow().UtcDateTime);

    /// <summary>The first instant after the last day, in UTC.</summary>
    public static DateTime? EndOf(string? lastDay) => DayText.Parse(lastDay) is { } day ? LocalTime.ToUtc(day.AddDays(1).ToDateTime(TimeOnly.MinValue)) : null;
}

public sealed class PlaceMarkerHandler(CaseDbContext db, CurrentUser user, AuditTrail trail, TimeProvider clock, PolicyInForce inForce, Deadlines deadlines) : IRequestHandler<PlaceMarker, long>
{
    public async Task<long> Handle(PlaceMarker request, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var kind = request.Kind!.Value;
        if (kind == MarkerKind.RefugeOrConfidential && !user.May(Permission.SeeRestrictedCases))
        {
            throw new RefusedException("CAS-8", nameof(PlaceMarker.Kind), "Only those who may see restricted records can say that an address is confidential: ask the specialist unit at once");
        }

        var marker = new Marker(kind, request.Reason!.Trim(), user.Id, now, MarkerValidation.EndOf(request.ExpiresOn), DayText.Parse(request.ReviewOn));
        Subject subject;
        if (request.Person is { } reference)
        {
            var person = await db.People.VisibleTo(user, db).SingleOrDefaultAsync(p => p.Reference == reference, cancellationToken) ?? throw new RecordNotFoundException("person", reference);
            var records = await db.RecordsOfSamePerson(person.Id, cancellationToken);
            await RefuseSecond(db.Markers.Where(m => m.PersonId != null && records.Contains(m.PersonId.Value)), kind, now, cancellationToken);
            person.Mark(marker);
            subject = Subject.Person(person.Reference);
        }
        else
        {
            await RefuseSecond(db.MarkersAt(request.Address, user, now), kind, now, cancellationToken);
            db.Markers.Add(marker.At(request.Address!.Trim()));
            subject = default;
        }

        await db.SaveChangesAsync(cancellationToken);
        await MarkerDeadlines.Open(db, deadlines, inForce.Policy, marker, user.UnitId, cancellationToken);
        trail.Record(AuditAct.Collection, "marker.placed", request.Person is null ? Subject.Marker(marker.Id) : subject, $"{kind}; marker {marker.Id}; review {marker.ReviewOn:yyyy-MM-dd}");
        return marker.Id;
    }

    /// <summary>Two warnings of one kind would be reviewed apart and contradict each other.</summary>
    private static async Task RefuseSecond(IQueryable<Marker> there, MarkerKind kind, DateTime now, CancellationToken cancel)
    {
        if (await there.InForce(now).AnyAsync(m => m.Kind == kind, cancel))
        {
            throw new RefusedException("PPL-8", nameof(PlaceMarker.Kind), "This marker is in force here already: review that one and say what is new");
        }
    }
}
