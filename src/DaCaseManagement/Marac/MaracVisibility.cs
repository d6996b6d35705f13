using DaCaseManagement.Access;
using DaCaseManagement.Data;

namespace DaCaseManagement.Marac;

/// <summary>Who may see a referral: police staff who work with MARAC, all of it but restricted cases; partner agencies, what is on an agenda (MRC-4).</summary>
public static class MaracVisibility
{
    public static IQueryable<Referral> VisibleTo(this IQueryable<Referral> referrals, CurrentUser user, CaseDbContext db)
    {
        if (!user.May(Permission.ConsultMarac))
        {
            return referrals.Where(r => false);
        }

        var seesRestricted = user.May(Permission.SeeRestrictedCases) || user.May(Permission.PrepareMarac);
        return user.Role == Role.PartnerAgency
            ? referrals.Where(r => !r.Case.Restricted && db.AgendaItems.Any(i => i.ReferralId == r.Id))
            : referrals.Where(r => seesRestricted || !r.Case.Restricted);
    }
}
