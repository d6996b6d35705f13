namespace DaCaseManagement.Routing;

/// <summary>One owner of one responsibility, from when to when.</summary>
public sealed record OwnedSpan(long Id, DateTime From, DateTime? To, CameBy Came, bool EndedWithCase);

public enum OwnershipFault
{
    /// <summary>Nobody owned it.</summary>
    Gap,

    /// <summary>Two owned it.</summary>
    Overlap,

    /// <summary>An owner ended before they began.</summary>
    Backwards,

    /// <summary>Somebody still owns it though the case is closed.</summary>
    OwnedAfterClosing,

    /// <summary>Its owner is a unit that is closed: nobody looks at it.</summary>
    UnitClosed,
}

/// <summary>INV-1: at every instant from the opening of a case to its closing each responsibility has exactly one owner. Pure.</summary>
public static class OwnershipCheck
{
    /// <param name="spans">All owners of one responsibility of one case.</param>
    /// <returns>Each fault with how long it lasted.</returns>
    public static IEnumerable<(OwnershipFault Fault, TimeSpan Lasted)> Of(DateTime openedAt, DateTime? closedAt, IEnumerable<OwnedSpan> spans, DateTime now)
    {
        var inOrder = spans.OrderBy(s => s.From).ThenBy(s => s.Id).ToList();
        if (inOrder.Count == 0)
        {
            // A case that was closed in another system had its owners there.
            if (closedAt is null)
            {
                yield return (OwnershipFault.Gap, now - openedAt);
            }

            yield break;
        }

        if (closedAt is null && inOrder[0].Came != CameBy.Imported && inOrder[0].From > openedAt)
        {
            yield return (OwnershipFault.Gap, inOrder[0].From - openedAt);
        }

        foreach (var span in inOrder.Where(s => s.To < s.From))
        {
            yield return (OwnershipFault.Backwards, span.From - span.To!.Value);
        }

        foreach (var (one, next) in inOrder.Zip(inOrder.Skip(1)))
        {
            var end = one.To ?? DateTime.MaxValue;
            if (next.From < end)
            {
                yield return (OwnershipFault.Overlap, new[] { end, next.To ?? now, now }.Min() - next.From);
            }
            else if (next.From > end && !one.EndedWithCase)
            {
                yield return (OwnershipFault.Gap, next.From - end);
            }
        }

        var last = inOrder[^1];
        if (closedAt is { } closed && last.To is null)
        {
            yield return (OwnershipFault.OwnedAfterClosing, now - closed);
        }

        if (closedAt is null && last.To is { } ended)
        {
            yield return (OwnershipFault.Gap, now - ended);
        }
    }
}
