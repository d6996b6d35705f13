using DaCaseManagement.Data;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.People;

internal static class DuplicateCandidates
{
    /// <summary>After somebody decided or took a decision back: what waits about any record of these people follows from what stands now.</summary>
    public static async Task Settle(CaseDbContext db, IReadOnlyCollection<long> people, DateTime now, CancellationToken cancel)
    {
        var touched = (await db.RecordsOfSamePeople(people, cancel)).Keys.ToList();
        var candidates = await db.DuplicateCandidates.Where(c => c.Status != CandidateStatus.Withdrawn && (touched.Contains(c.OneId) || touched.Contains(c.OtherId))).ToListAsync(cancel);
        var records = await db.RecordsOfSamePeople([.. touched.Concat(candidates.SelectMany(c => new[] { c.OneId, c.OtherId })).Distinct()], cancel);
        var ids = records.Keys.ToList();
        var said = await db.DifferentPeople.Where(d => d.WithdrawnAt == null && ids.Contains(d.OneId) && ids.Contains(d.OtherId)).Select(d => new { d.OneId, d.OtherId }).ToListAsync(cancel);
        var apart = said.SelectMany(d => new[] { (records[d.OneId], records[d.OtherId]), (records[d.OtherId], records[d.OneId]) }).ToHashSet();
        foreach (var candidate in candidates)
        {
            var (one, other) = (records[candidate.OneId], records[candidate.OtherId]);
            var status = one == other ? CandidateStatus.Joined : apart.Contains((one, other)) ? CandidateStatus.Different : CandidateStatus.Waiting;
            if (candidate.Status != status)
            {
                candidate.Decide(status, now);
            }
        }

        await db.SaveChangesAsync(cancel);
    }
}
