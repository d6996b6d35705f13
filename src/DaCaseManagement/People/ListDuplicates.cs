using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Data;
using DaCaseManagement.People.Matching;
using DaCaseManagement.Pipeline;

using MediatR;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.People;

/// <summary>Pairs of records that may be one human being and wait for a person to decide: most alike first.</summary>
/// <param name="AfterBits">With <paramref name="AfterId"/>: the last row of the page before.</param>
[Requires(Permission.JoinPeople)]
public sealed record ListDuplicates(double? AfterBits = null, long? AfterId = null) : IQuery<DuplicatesPage>;

public sealed record DuplicatesPage(IReadOnlyList<DuplicateRow> Rows, int Waiting, bool CountedAll, double? NextBits, long? NextId) : IConsultation
{
    public IEnumerable<Subject> Consulted => Rows.SelectMany(r => new[] { Subject.Person(r.One.Reference), Subject.Person(r.Other.Reference) });
}

public sealed record DuplicateRow(DuplicatePerson One, DuplicatePerson Other, double Probability, MatchBand Band, DateTime FoundAt);

public sealed record DuplicatePerson(string Reference, string Name, string? Born);

public sealed class ListDuplicatesHandler(CaseDbContext db, CurrentUser user) : IRequestHandler<ListDuplicates, DuplicatesPage>
{
    public const int PageSize = 25;
    private const int CountAtMost = 1000;

    public async Task<DuplicatesPage> Handle(ListDuplicates request, CancellationToken cancellationToken)
    {
        var visible = db.People.VisibleTo(user, db);
        var waiting = db.DuplicateCandidates.AsNoTracking()
            .Where(c => c.Status == CandidateStatus.Waiting && visible.Any(p => p.Id == c.OneId) && visible.Any(p => p.Id == c.OtherId));
        var count = await waiting.Take(CountAtMost).CountAsync(cancellationToken);
        if (request is { AfterBits: { } bits, AfterId: { } id })
        {
            waiting = waiting.Where(c => c.Bits < bits || (c.Bits == bits && c.Id < id));
        }

        var rows = await waiting.OrderByDescending(c => c.Bits).ThenByDescending(c => c.Id).Take(PageSize + 1)
            .Select(c => new { c.Id, c.Bits, c.Probability, c.Band, c.FoundAt, c.One, c.Other }).ToListAsync(cancellationToken);
        var more = rows.Count > PageSize ? rows[PageSize - 1] : null;
        return new DuplicatesPage(
            [.. rows.Take(PageSize).Select(r => new DuplicateRow(Row(r.One), Row(r.Other), r.Probability, r.Band, r.FoundAt))],
            count, count < CountAtMost, more?.Bits, more?.Id);
    }

    private static DuplicatePerson Row(Person p) => new(p.Reference, p.DisplayName, p.Born?.ToString());
}
