using DaCaseManagement.Access;
using DaCaseManagement.Clocks;
using DaCaseManagement.Policy;
using DaCaseManagement.Routing;

namespace DaCaseManagement.Marac;

/// <summary>By when the agenda and what agencies know must be ready (MRC-4).</summary>
public static class MeetingPreparation
{
    public const string Kind = "MaracPreparation";

    /// <summary>So many days before the meeting begins; for one arranged later than that, half of the time that is left. Pure.</summary>
    public static DateTime DueAt(DateTime startsAt, int daysBefore, DateTime now)
    {
        var usual = startsAt.AddDays(-daysBefore);
        return usual > now ? usual : startsAt > now ? now + ((startsAt - now) / 2) : now;
    }

    internal static async Task Open(Meeting meeting, Deadlines deadlines, CaseRouter router, ForcePolicy policy, DateTime now, CancellationToken cancel)
    {
        var starts = LocalTime.ToUtc(meeting.HeldOn.ToDateTime(meeting.StartsAt));
        var office = await router.UnitOf(UnitKind.MaracOffice, meeting.AreaId, cancel);
        deadlines.OpenAt(DueAt(starts, policy.Marac.AgendaDaysBefore, now), Kind, meeting.Reference, null, null, office.Id);
    }
}
