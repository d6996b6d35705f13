using DaCaseManagement.Access;
using DaCaseManagement.Data;
using DaCaseManagement.Pipeline;

namespace DaCaseManagement.Marac;

/// <summary>One MARAC meeting: where, when, how many cases it can hear, and in what order (MRC-3).</summary>
public sealed class Meeting : IVersioned
{
    private readonly List<AgendaItem> items = [];

    private Meeting() { }

    public Meeting(string reference, long areaId, DateOnly heldOn, TimeOnly startsAt, string venue, int capacity, int minutesPerCase) =>
        (Reference, AreaId, HeldOn, StartsAt, Venue, Capacity, MinutesPerCase) = (reference, areaId, heldOn, startsAt, venue, capacity, minutesPerCase);

    public long Id { get; private set; }

    public string Reference { get; private set; } = "";

    public long AreaId { get; private set; }

    public Area? Area { get; private set; }

    /// <summary>A local date and a local time: a meeting at 09:30 is at 09:30 whatever the clocks do.</summary>
    public DateOnly HeldOn { get; private set; }

    public TimeOnly StartsAt { get; private set; }

    public string Venue { get; private set; } = "";

    public int Capacity { get; private set; }

    public int MinutesPerCase { get; private set; }

    /// <summary>When the agenda and what agencies know were said to be ready; null again when a case is added.</summary>
    public DateTime? AgendaReadyAt { get; private set; }

    public string? AgendaReadyBy { get; private set; }

    public int Version { get; private set; }

    public IReadOnlyList<AgendaItem> Items => items;

    /// <summary>Adds a case at the end. Over capacity is allowed and shown: a case is never dropped (MRC-3).</summary>
    public void List(Referral referral, DateTime at)
    {
        if (items.Any(i => i.Referral == referral || (referral.Id != 0 && i.ReferralId == referral.Id)))
        {
            throw new RefusedException("MRC-3", "referral", $"{referral.Reference} is already on this agenda.");
        }

        items.Add(new AgendaItem(referral, items.Count + 1, at));
        referral.List();
        (AgendaReadyAt, AgendaReadyBy) = (null, null);
        Touch();
    }

    public void Ready(string by, DateTime at) => (AgendaReadyAt, AgendaReadyBy) = (at, by);

    /// <summary>Moves an item to a place in the order, 1 being heard first; places outside the list mean its ends.</summary>
    public void Move(long itemId, int place)
    {
        var ordered = items.OrderBy(i => i.Place).ToList();
        var item = ordered.Find(i => i.Id == itemId) ?? throw new RecordNotFoundException("agenda item", itemId.ToString(System.Globalization.CultureInfo.InvariantCulture));
        ordered.Remove(item);
        ordered.Insert(Math.Clamp(place, 1, ordered.Count + 1) - 1, item);
        for (var i = 0; i < ordered.Count; i++)
        {
            ordered[i].PlaceAt(i + 1);
        }

        Touch();
    }

    /// <summary>Counts edits of the order, so that the version moves even when the meeting's own columns do not.</summary>
    public int OrderChanges { get; private set; }

    private void Touch() => OrderChanges++;
}

public sealed class AgendaItem
{
    private AgendaItem() { }

    public AgendaItem(Referral referral, int place, DateTime at) => (Referral, Place, ListedAt) = (referral, place, at);

    public long Id { get; private set; }

    public long MeetingId { get; private set; }

    public Meeting Meeting { get; private set; } = null!;

    public long ReferralId { get; private set; }

    public Referral Referral { get; private set; } = null!;

    public int Place { get; private set; }

    public DateTime ListedAt { get; private set; }

    internal void PlaceAt(int place) => Place = place;
}
