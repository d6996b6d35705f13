using DaCaseManagement.Access;
using DaCaseManagement.Data;
using DaCaseManagement.Pipeline;

using MediatR;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Clocks;

/// <summary>Mail that did not go at the first attempt, or was given up in the last month: nobody relies on word that never left.</summary>
[Requires(Permission.ConsultClocks)]
[ReadsNoRecord("Accounts and times; a mail tells of nobody.")]
public sealed record ListStuckMail : IQuery<IReadOnlyList<StuckMail>>;

/// <param name="Fault">Its kind.</param>
/// <param name="NextAt">Null: given up.</param>
public sealed record StuckMail(string UserName, DateTime QueuedAt, int Attempts, string? Fault, DateTime? NextAt, DateTime? GivenUpAt);

public sealed class ListStuckMailHandler(CaseDbContext db, TimeProvider clock) : IRequestHandler<ListStuckMail, IReadOnlyList<StuckMail>>
{
    private const int Most = 50;

    public async Task<IReadOnlyList<StuckMail>> Handle(ListStuckMail request, CancellationToken cancellationToken)
    {
        var since = clock.GetUtcNow().UtcDateTime.AddDays(-31);
        var waiting = await Rows(db.OutgoingMails.Where(m => m.IsWaiting && m.Fault != null).OrderBy(m => m.NextAt), cancellationToken);
        var given = await Rows(db.OutgoingMails.Where(m => m.GivenUpAt != null && m.GivenUpAt > since).OrderByDescending(m => m.GivenUpAt), cancellationToken);
        return [.. given, .. waiting];
    }

    private async Task<List<StuckMail>> Rows(IQueryable<OutgoingMail> some, CancellationToken cancel) =>
        await some.AsNoTracking().Take(Most).Select(m => new StuckMail(db.Users.Where(u => u.Id == m.UserId).Select(u => u.UserName!).First(), m.QueuedAt, m.Attempts, m.Fault, m.IsWaiting ? m.NextAt : null, m.GivenUpAt)).ToListAsync(cancel);
}
