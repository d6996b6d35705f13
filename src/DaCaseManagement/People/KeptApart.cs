using DaCaseManagement.Data;
using DaCaseManagement.Incidents;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.People;

/// <summary>Who can never be the same person as somebody: because a person said so, or because both stand against each other in one incident (PPL-2).</summary>
public static class KeptApart
{
    /// <summary>What stands between two people because somebody said so, under any record of either.</summary>
    public static async Task<IQueryable<DifferentPeople>> SaidOf(this CaseDbContext db, long one, long other, CancellationToken cancel)
    {
        var records = await db.RecordsOfSamePeople([one, other], cancel);
        return Said(db, [.. records.Where(r => r.Value == records[one]).Select(r => r.Key)], [.. records.Where(r => r.Value != records[one]).Select(r => r.Key)]);
    }

    /// <summary>For each of the others that is kept apart from this person: why, in words. Through every record of each.</summary>
    public static async Task<Dictionary<long, string>> Apart(this CaseDbContext db, long person, IReadOnlyCollection<long> others, CancellationToken cancel)
    {
        var records = await db.RecordsOfSamePeople([person, .. others], cancel);
        if (!records.TryGetValue(person, out var identity))
        {
            return [];
        }

        var mine = records.Where(r => r.Value == identity).Select(r => r.Key).ToList();
        var theirs = records.Keys.Except(mine).ToList();
        var said = await Said(db, mine, theirs).Select(d => new { d.OneId, d.OtherId }).ToListAsync(cancel);

        // One human being is in an incident once as victim, suspect or child. A caller or witness may be the same person written down twice.
        var met = await db.InvolvedPeople.Where(a => a.PersonId != null && (a.Part == Part.Victim || a.Part == Part.Suspect || a.Part == Part.Child) && mine.Contains(a.PersonId.Value))
            .Join(db.InvolvedPeople.Where(b => b.PersonId != null && (b.Part == Part.Victim || b.Part == Part.Suspect || b.Part == Part.Child) && theirs.Contains(b.PersonId.Value)), a => a.IncidentId, b => b.IncidentId, (a, b) => b.PersonId!.Value)
            .Distinct().ToListAsync(cancel);

        var why = new Dictionary<long, string>();
        foreach (var other in others.Where(o => records.ContainsKey(o) && records[o] != identity))
        {
            var same = records.Where(r => r.Value == records[other]).Select(r => r.Key).ToHashSet();
            if (said.Exists(d => same.Contains(d.OneId) || same.Contains(d.OtherId)))
            {
                why[other] = "Somebody has recorded that they are not the same person.";
            }
            else if (met.Exists(same.Contains))
            {
                why[other] = "Both are in one incident, each in a part of their own.";
            }
        }

        return why;
    }

    private static IQueryable<DifferentPeople> Said(CaseDbContext db, List<long> mine, List<long> theirs) => db.DifferentPeople
        .Where(d => d.WithdrawnAt == null && ((mine.Contains(d.OneId) && theirs.Contains(d.OtherId)) || (mine.Contains(d.OtherId) && theirs.Contains(d.OneId))));
}
