using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Data;
using DaCaseManagement.People.Matching;
using DaCaseManagement.Pipeline;

using MediatR;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.People;

/// <summary>Compares the records that wait for it with everybody else, a few at a time, and puts what may be duplicates before a person (PPL-2). Joins nothing.</summary>
[Requires(Permission.JoinPeople)]
public sealed record FindDuplicates(int Most = FindDuplicatesHandler.FewAtOnce) : ICommand<ComparisonsDone>;

/// <param name="Left">Whether more records wait.</param>
public sealed record ComparisonsDone(int Compared, int Found, bool Left);

public sealed class FindDuplicatesHandler(CaseDbContext db, CandidateSearch search, AuditTrail trail, TimeProvider clock) : IRequestHandler<FindDuplicates, ComparisonsDone>
{
    /// <summary>A command keeps other writers waiting while it runs: a few records are some fifty milliseconds.</summary>
    public const int FewAtOnce = 5;

    private const int MostEach = 10;

    public async Task<ComparisonsDone> Handle(FindDuplicates request, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var due = await db.ComparisonsDue.OrderBy(c => c.PersonId).Take(request.Most + 1).ToListAsync(cancellationToken);
        var ids = due.Take(request.Most).Select(c => c.PersonId).ToList();
        var found = 0;
        foreach (var (id, identity, facts) in await search.Facts(ids, cancellationToken))
        {
            found += await Compare(id, identity, facts, now, cancellationToken);
        }

        db.ComparisonsDue.RemoveRange(due.Take(request.Most));
        await db.SaveChangesAsync(cancellationToken);
        trail.Record(AuditAct.Combination, "people.compared", Subject.System("duplicates"), $"{ids.Count} records compared; {found} possible duplicates");
        return new ComparisonsDone(ids.Count, found, due.Count > request.Most);
    }

    private async Task<int> Compare(long id, long identity, PersonFacts facts, DateTime now, CancellationToken cancel)
    {
        var alike = (await search.Find(facts, cancel)).Where(c => c.IdentityId != identity && c.Banded.Band != MatchBand.Different).Take(MostEach).ToList();
        var others = alike.Select(c => c.PersonId).ToList();
        var apart = await db.Apart(id, others, cancel);
        var known = await db.DuplicateCandidates.Where(d => (d.OneId == id && others.Contains(d.OtherId)) || (d.OtherId == id && others.Contains(d.OneId))).ToListAsync(cancel);
        var added = 0;
        foreach (var candidate in alike.Where(c => !apart.ContainsKey(c.PersonId)))
        {
            if (known.Find(d => d.OneId == candidate.PersonId || d.OtherId == candidate.PersonId) is not { } row)
            {
                db.DuplicateCandidates.Add(new DuplicateCandidate(id, candidate.PersonId, candidate.Score.Bits, candidate.Score.Probability, candidate.Banded.Band, now));
                await db.SaveChangesAsync(cancel);
                added++;
            }
            else if (row.Status is CandidateStatus.Waiting or CandidateStatus.Withdrawn)
            {
                row.Wait(candidate.Score.Bits, candidate.Score.Probability, candidate.Banded.Band, now);
                added++;
            }
        }

        return added;
    }
}
