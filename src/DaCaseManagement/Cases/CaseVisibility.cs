using DaCaseManagement.Access;

namespace DaCaseManagement.Cases;

/// <summary>Who may see which case (ACC-1): part of every query that reads one, so that a hidden case is in no list, count or search.</summary>
public static class CaseVisibility
{
    public static IQueryable<Case> VisibleTo(this IQueryable<Case> cases, CurrentUser user)
    {
        var seesRestricted = user.May(Permission.SeeRestrictedCases);
        return user.May(Permission.ConsultCases) ? cases.Where(c => seesRestricted || !c.Restricted) : cases.Where(c => false);
    }
}
