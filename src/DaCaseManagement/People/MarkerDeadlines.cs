using System.Globalization;

using DaCaseManagement.Clocks;
using DaCaseManagement.Data;
using DaCaseManagement.Policy;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.People;

/// <summary>The deadline to look at a marker again (PPL-8): due when the day of review ends, of the unit that placed it.</summary>
internal static class MarkerDeadlines
{
    public const string Kind = "MarkerReview";

    /// <summary>Before the key of a marker that not everybody may know of.</summary>
    public const string Confidential = "confidential ";

    public static async Task Open(CaseDbContext db, Deadlines deadlines, ForcePolicy policy, Marker marker, long? unit, CancellationToken cancel)
    {
        if (marker.ReviewOn is { } day)
        {
            var hidden = marker.Kind == MarkerKind.RefugeOrConfidential
                || (marker.PersonId is { } person && await db.InvolvedPeople.AnyAsync(p => p.PersonId == person && db.CaseIncidents.Any(c => c.IncidentId == p.IncidentId && c.Case.Restricted), cancel));
            var first = policy.Routing.FirstOwner;
            var owner = unit ?? await db.Units.OrderBy(u => u.ClosedAt != null).ThenBy(u => u.Kind != first).ThenBy(u => u.Id).Select(u => u.Id).FirstAsync(cancel);
            deadlines.OpenAt(LocalTime.ToUtc(day.AddDays(1).ToDateTime(TimeOnly.MinValue)), Kind, (hidden ? Confidential : "") + Key(marker.Id), null, null, owner);
        }
    }

    /// <summary>Somebody has looked at it again.</summary>
    public static async Task Satisfy(Deadlines deadlines, long markerId, CancellationToken cancel)
    {
        await deadlines.Satisfy(Kind, Key(markerId), cancel);
        await deadlines.Satisfy(Kind, Confidential + Key(markerId), cancel);
    }

    /// <summary>Late ones whose marker has run out: there is nothing left to look at.</summary>
    public static async Task<IReadOnlyList<Deadline>> Lapsed(CaseDbContext db, DateTime now, int most, CancellationToken cancel)
    {
        var late = await db.Deadlines.Where(d => d.IsOpen && d.Kind == Kind && d.DueAt <= now).OrderBy(d => d.DueAt).Take(most).ToListAsync(cancel);
        var ids = late.ConvertAll(MarkerOf);
        var inForce = ids.Count == 0 ? [] : await db.Markers.InForce(now).Where(m => ids.Contains(m.Id)).Select(m => m.Id).ToListAsync(cancel);
        return [.. late.Where(d => !inForce.Contains(MarkerOf(d)))];
    }

    private static string Key(long id) => string.Create(CultureInfo.InvariantCulture, $"marker {id}");

    private static long MarkerOf(Deadline d) => long.Parse(d.Subject.AsSpan(d.Subject.LastIndexOf(' ') + 1), CultureInfo.InvariantCulture);
}
