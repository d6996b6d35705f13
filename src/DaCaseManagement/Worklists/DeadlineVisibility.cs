using DaCaseManagement.Access;
using DaCaseManagement.Clocks;
using DaCaseManagement.Data;

namespace DaCaseManagement.Worklists;

/// <summary>Which deadlines somebody may know of (INV-6): none of a restricted case or of an incident in one, and no marker that says where somebody hides, not even as a count.</summary>
public static class DeadlineVisibility
{
    public static IQueryable<Deadline> SeenBy(this IQueryable<Deadline> deadlines, CurrentUser user, CaseDbContext db) => user.May(Permission.SeeRestrictedCases)
        ? deadlines
        : deadlines.Where(d => !db.Cases.Any(c => c.Id == d.CaseId && c.Restricted)
            && (d.CaseId != null || d.IncidentId == null || !db.CaseIncidents.Any(c => c.IncidentId == d.IncidentId && c.Case.Restricted))
            && (d.Kind != "MarkerReview" || !d.Subject.StartsWith("confidential ")));
}
