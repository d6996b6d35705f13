using DaCaseManagement.Access;
using DaCaseManagement.Data;

namespace DaCaseManagement.Incidents;

/// <summary>Who may see which incident: as restricted as the most restricted case it belongs to.</summary>
public static class IncidentVisibility
{
    public static IQueryable<Incident> VisibleTo(this IQueryable<Incident> incidents, CurrentUser user, CaseDbContext db)
    {
        var seesRestricted = user.May(Permission.SeeRestrictedCases);
        return user.May(Permission.ConsultIncidents)
            ? incidents.Where(i => seesRestricted || !db.CaseIncidents.Any(c => c.IncidentId == i.Id && c.Case.Restricted))
            : incidents.Where(i => false);
    }
}
