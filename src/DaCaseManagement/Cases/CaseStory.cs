using DaCaseManagement.Access;
using DaCaseManagement.Data;

namespace DaCaseManagement.Cases;

/// <summary>Adds to a case's timeline, in the name of whoever is acting.</summary>
public sealed class CaseStory(CaseDbContext db, CurrentUser user, TimeProvider clock)
{
    public void Tell(long caseId, TimelineKind kind, string headline, string? detail = null, string? link = null, DateTime? at = null) =>
        db.Timeline.Add(new TimelineEntry(caseId, at ?? clock.GetUtcNow().UtcDateTime, kind, headline, detail, user.Id, user.FullName, link));
}
