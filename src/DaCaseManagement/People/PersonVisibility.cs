using DaCaseManagement.Access;
using DaCaseManagement.Data;

namespace DaCaseManagement.People;

/// <summary>Who may see which person: somebody known only from restricted incidents does not exist for those who may not see these (INV-6).</summary>
public static class PersonVisibility
{
    public static IQueryable<Person> VisibleTo(this IQueryable<Person> people, CurrentUser user, CaseDbContext db)
    {
        if (!user.May(Permission.ConsultPeople))
        {
            return people.Where(p => false);
        }

        return user.May(Permission.SeeRestrictedCases) ? people : people.Where(p =>
            !db.InvolvedPeople.Any(i => i.PersonId == p.Id && db.CaseIncidents.Any(c => c.IncidentId == i.IncidentId && c.Case.Restricted))
            || db.InvolvedPeople.Any(i => i.PersonId == p.Id && !db.CaseIncidents.Any(c => c.IncidentId == i.IncidentId && c.Case.Restricted)));
    }
}
