using DaCaseManagement.Access;

namespace DaCaseManagement.People.Patterns;

/// <summary>Who may see which standing: those who may not see what is restricted see the count without it.</summary>
public static class StandingVisibility
{
    public static IQueryable<Standing> VisibleTo(this IQueryable<Standing> standings, CurrentUser user) => user.May(Permission.SeeRestrictedCases)
        ? standings.Where(s => s.Sight != Sight.Others)
        : standings.Where(s => s.Sight == Sight.Everybody || s.Sight == Sight.Others);

    /// <summary>Reached and not lapsed.</summary>
    public static IQueryable<Standing> On(this IQueryable<Standing> standings, DateOnly today) => standings.Where(s => s.ReachedOn <= today && s.HoldsUntil >= today);
}
