using System.Globalization;

using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Clocks;
using DaCaseManagement.Data;
using DaCaseManagement.Pipeline;
using DaCaseManagement.Policy;

using FluentValidation;

using MediatR;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.People;

public enum MarkerOutcome
{
    Keep,
    End,
}

/// <summary>Looks at a marker again: keeps it to a new day of review, or ends it, with the reason (PPL-8). Days as typed.</summary>
/// <param name="Version">The version the page was made from: two reviewers never overwrite each other unseen.</param>
[Requires(Permission.KeepMarkers)]
public sealed record ReviewMarker(long Id, int Version, MarkerOutcome? Outcome, string? Because, string? ReviewOn, string? ExpiresOn) : ICommand<bool>;

public sealed class ReviewMarkerValidator : AbstractValidator<ReviewMarker>
{
    public ReviewMarkerValidator(TimeProvider clock, PolicyInForce inForce)
    {
        RuleFor(r => r.Outcome).NotNull().WithMessage("Choose whether it stays");
        RuleFor(r => r.Outcome).IsInEnum().WithMessage("Choose whether it stays");
        RuleFor(r => r.Because).RequiredText("Enter why, from what is known now", "Reason", Lengths.Note);
        this.Days(r => r.ReviewOn, r => r.ExpiresOn, r => r.Outcome == MarkerOutcome.Keep, clock, inForce);
    }
}

public sealed class ReviewMarkerHandler(CaseDbContext db, CurrentUser user, AuditTrail trail, TimeProvider clock, PolicyInForce inForce, Deadlines deadlines) : IRequestHandler<ReviewMarker, bool>
{
    public async Task<bool> Handle(ReviewMarker request, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var marker = await db.Markers.VisibleTo(user, db).Include(m => m.Reviews).SingleOrDefaultAsync(m => m.Id == request.Id, cancellationToken)
            ?? throw new RecordNotFoundException("marker", request.Id.ToString(CultureInfo.InvariantCulture));
        if (!marker.InForce(now))
        {
            throw new RefusedException("PPL-8", "", "This marker is no longer in force. If the danger is back, place it again.");
        }

        if (marker.Version != request.Version)
        {
            var last = marker.Reviews.OrderBy(r => r.Id).LastOrDefault();
            throw new EditConflictException(
                [
                    new(nameof(ReviewMarker.ReviewOn), "Looked at again on", marker.ReviewOn?.ToString("d/M/yyyy", CultureInfo.InvariantCulture) ?? "", request.ReviewOn ?? ""),
                    new(nameof(ReviewMarker.Because), "Why", last?.Because ?? "", request.Because ?? ""),
                ],
                marker.Version);
        }

        var keep = request.Outcome == MarkerOutcome.Keep;
        if (keep)
        {
            marker.Keep(request.Because!.Trim(), DayText.Parse(request.ReviewOn)!.Value, MarkerValidation.EndOf(request.ExpiresOn), user.Id, now);
        }
        else
        {
            marker.End(request.Because!.Trim(), user.Id, now);
        }

        await MarkerDeadlines.Satisfy(deadlines, marker.Id, cancellationToken);
        if (keep)
        {
            // Whoever looked at it last looks again; the next review is a deadline of its own.
            await MarkerDeadlines.Open(db, deadlines, inForce.Policy, marker, user.UnitId, cancellationToken);
        }

        // A review that changes no day is still a new version.
        db.Entry(marker).State = EntityState.Modified;
        var person = marker.PersonId is { } id ? await db.People.Where(p => p.Id == id).Select(p => p.Reference).SingleAsync(cancellationToken) : null;
        trail.Record(AuditAct.Alteration, keep ? "marker.kept" : "marker.ended", person is null ? Subject.Marker(marker.Id) : Subject.Person(person), $"{marker.Kind}; marker {marker.Id}{(keep ? $"; review {marker.ReviewOn:yyyy-MM-dd}" : "")}");
        return keep;
    }
}
