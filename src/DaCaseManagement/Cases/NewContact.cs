using DaCaseManagement.Clocks;
using DaCaseManagement.Data;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Cases;

/// <summary>RTE-2: the victim is told who her contact is now, whenever that changes.</summary>
public sealed class NewContact(CaseDbContext db, Deadlines deadlines)
{
    public const string Kind = "NewContactTold";

    /// <summary>Whoever has it now must say so. What was due from the one before them is due from them, no later.</summary>
    public async Task Changed(long caseId, string reference, long unitId, long? userId, CancellationToken cancel)
    {
        var open = await db.Deadlines.Where(d => d.IsOpen && d.Kind == Kind && d.Subject == reference).ToListAsync(cancel);
        open.ForEach(d => d.PassTo(unitId, userId));
        if (open.Count == 0)
        {
            deadlines.Open(Kind, reference, caseId, null, unitId, userId);
        }
    }

    /// <summary>She has been told.</summary>
    public Task Told(string caseReference, CancellationToken cancel) => deadlines.Satisfy(Kind, caseReference, cancel);
}
