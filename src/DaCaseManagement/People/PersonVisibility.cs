using DaCaseManagement.Access;
using DaCaseManagement.Data;
using DaCaseManagement.Pipeline;

using Microsoft.EntityFrameworkCore;

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

    /// <summary>The record of a reference, for changing it. Not there, or not for this user: never told apart.</summary>
    public static async Task<Person> Visible(this CaseDbContext db, string reference, CurrentUser user, CancellationToken cancel) =>
        await db.People.VisibleTo(user, db).SingleOrDefaultAsync(p => p.Reference == reference, cancel) ?? throw new RecordNotFoundException("person", reference);
}
