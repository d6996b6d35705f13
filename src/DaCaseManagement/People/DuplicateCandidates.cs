using DaCaseManagement.Data;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.People;

internal static class DuplicateCandidates
{
    /// <summary>After somebody decided or took a decision back: what waits among the records of these people follows from what stands now.</summary>
    public static async Task Settle(CaseDbContext db, IReadOnlyCollection<long> people, DateTime now, CancellationToken cancel)
    {
        var records = await db.RecordsOfSamePeople(people, cancel);
        var ids = records.Keys.ToList();
        var said = await db.DifferentPeople.Where(d => d.WithdrawnAt == null && ids.Contains(d.OneId) && ids.Contains(d.OtherId)).Select(d => new { d.OneId, d.OtherId }).ToListAsync(cancel);
        var apart = said.SelectMany(d => new[] { (records[d.OneId], records[d.OtherId]), (records[d.OtherId], records[d.OneId]) }).ToHashSet();
        foreach (var candidate in await db.DuplicateCandidates.Where(c => ids.Contains(c.OneId) && ids.Contains(c.OtherId)).ToListAsync(cancel))
        {
            var (one, other) = (records[candidate.OneId], records[candidate.OtherId]);
            var status = one == other ? CandidateStatus.Joined : apart.Contains((one, other)) ? CandidateStatus.Different : CandidateStatus.Waiting;
            if (candidate.Status != status && candidate.Status != CandidateStatus.Withdrawn)
            {
                candidate.Decide(status, now);
            }
        }

        await db.SaveChangesAsync(cancel);
    }
}
