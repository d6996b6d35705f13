using DaCaseManagement.Access;
using DaCaseManagement.Data;
using DaCaseManagement.People.Matching;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.People;

/// <summary>Which markers hold, and who may see them: a person's with the person, an address's by everybody who may see people; that a place is a refuge, only
/// those who may see restricted cases (CAS-8).</summary>
public static class MarkerVisibility
{
    public static IQueryable<Marker> VisibleTo(this IQueryable<Marker> markers, CurrentUser user, CaseDbContext db)
    {
        var people = db.People.VisibleTo(user, db);
        var (may, seesRestricted) = (user.May(Permission.ConsultPeople), user.May(Permission.SeeRestrictedCases));
        return markers.Where(m => may && (seesRestricted || m.Kind != MarkerKind.RefugeOrConfidential) && (m.PersonId == null || people.Any(p => p.Id == m.PersonId)));
    }

    public static IQueryable<Marker> InForce(this IQueryable<Marker> markers, DateTime now) =>
        markers.Where(m => m.EndedAt == null && (m.ExpiresAt == null || m.ExpiresAt > now));

    /// <summary>Markers in force at an address as typed, as far as this person may see them. Two places that only share house and street are kept apart by
    /// their postcodes where both are known. One index seek.</summary>
    public static IQueryable<Marker> MarkersAt(this CaseDbContext db, string? address, CurrentUser user, DateTime now)
    {
        var (place, postcode) = (Normalise.Place(address), Normalise.Postcode(address));
        return place is null
            ? db.Markers.Where(m => false)
            : db.Markers.AsNoTracking().Where(m => m.PlaceKey == place && (postcode == null || m.Postcode == null || m.Postcode == postcode)).InForce(now).VisibleTo(user, db);
    }

    /// <summary>Which of these place keys are refuges or otherwise confidential now, whoever asks.</summary>
    public static async Task<ConfidentialPlaces> ConfidentialAmong(this CaseDbContext db, IEnumerable<string?> places, DateTime now, CancellationToken cancel)
    {
        var keys = places.OfType<string>().Where(k => k.Length > 0).Distinct().ToList();
        return new ConfidentialPlaces(keys.Count == 0 ? [] : await db.Markers.AsNoTracking()
            .Where(m => m.Kind == MarkerKind.RefugeOrConfidential && m.PlaceKey != null && keys.Contains(m.PlaceKey)).InForce(now)
            .Select(m => new ValueTuple<string, string?>(m.PlaceKey!, m.Postcode)).ToListAsync(cancel));
    }
}

/// <summary>Places whose address is shown to nobody beyond need-to-know.</summary>
public sealed class ConfidentialPlaces(IReadOnlyList<(string Key, string? Postcode)> places)
{
    public bool Hold(string? key, string? postcode) => places.Any(p => p.Key == key && (p.Postcode is null || postcode is null || p.Postcode == postcode));

    public bool Hold(string? address) => places.Count > 0 && Hold(Normalise.Place(address), Normalise.Postcode(address));
}
