using DaCaseManagement.Clocks;
using DaCaseManagement.Data;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Marac;

/// <summary>RSK-14: who assessed the risk last hears what becomes of it.</summary>
internal static class TellAssessor
{
    public static async Task Of(CaseDbContext db, long caseId, string reference, long byId, string text, DateTime now, CancellationToken cancel)
    {
        var assessor = await db.Assessments.Where(a => a.CaseId == caseId && a.SubmittedAt != null).OrderByDescending(a => a.SubmittedAt).Select(a => (long?)a.AssessorId).FirstOrDefaultAsync(cancel);
        if (assessor is { } told && told != byId)
        {
            db.Notices.Add(new Notice(told, text, reference, now));
        }
    }
}
