using DaCaseManagement.Access;
using DaCaseManagement.Clocks;
using DaCaseManagement.Policy;

namespace DaCaseManagement.Worklists;

/// <summary>A unit as far as cover goes.</summary>
public sealed record CoverUnit(long Id, string Name, UnitKind Kind, long? AreaId);

/// <summary>Out-of-hours cover as part of somebody's work (CLK-3). Pure.</summary>
public static class Coverage
{
    /// <summary>Until when offices are closed; null while they are open.</summary>
    public static DateTime? Until(ClocksPolicy policy, DateTime now)
    {
        var calendar = new WorkingCalendar(policy);
        return calendar.IsOpen(now) ? null : calendar.NextOpen(now);
    }

    /// <summary>The units that one unit covers: of the kinds the policy names, in its own area or, for a unit of the whole force, in all.</summary>
    public static IReadOnlyList<CoverUnit> Of(CoverUnit own, IEnumerable<CoverUnit> all, ClocksPolicy policy) =>
        [.. all.Where(u => u.Id != own.Id && (own.AreaId is null || own.AreaId == u.AreaId) && policy.Cover.Any(c => c.Unit == u.Kind && c.CoveredBy == own.Kind))];
}
