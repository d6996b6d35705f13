using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Data;
using DaCaseManagement.Pipeline;

using MediatR;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Clocks;

public enum NoticeFilter
{
    All,
    Unread,

    /// <summary>Something is late.</summary>
    Late,
}

/// <summary>Everything ever sent to me, unread first, newest first, a page at a time (CLK-2).</summary>
/// <param name="After">Id of the last row of the page before.</param>
[Requires(Permission.UseSystem)]
public sealed record ListNotices(NoticeFilter Filter = NoticeFilter.All, long? After = null) : IQuery<NoticePage>;

public sealed record NoticePage(IReadOnlyList<NoticeLine> Rows, int Unread, long? Next) : IConsultation
{
    public const int MostCounted = 100;

    public IEnumerable<Subject> Consulted => Rows.Where(r => r.Case is not null).Select(r => Subject.Case(r.Case!)).Concat(Rows.Where(r => r.Incident is not null).Select(r => Subject.Incident(r.Incident!)));
}

/// <param name="Late">It tells of something late.</param>
public sealed record NoticeLine(long Id, string Text, string? Case, string? Incident, bool Late, DateTime SentAt, DateTime? ReadAt);

public sealed class ListNoticesHandler(CaseDbContext db, CurrentUser user) : IRequestHandler<ListNotices, NoticePage>
{
    public const int PageSize = 25;

    public async Task<NoticePage> Handle(ListNotices request, CancellationToken cancellationToken)
    {
        var mine = db.Notices.AsNoTracking().Where(n => n.UserId == user.Id);
        var unread = await mine.Where(n => n.ReadAt == null).Take(NoticePage.MostCounted).CountAsync(cancellationToken);
        var shown = request.Filter == NoticeFilter.Late ? mine.Where(n => n.About != null && (n.About.What == DeadlineHappening.Breached || n.About.What == DeadlineHappening.Escalated)) : mine;
        var last = request.After is { } after ? await mine.Where(n => n.Id == after).Select(n => new { n.Id, IsRead = n.ReadAt != null }).SingleOrDefaultAsync(cancellationToken) : null;

        // Two ranges of one index, the unread and then the rest.
        var rows = last is { IsRead: true } ? [] : await Rows(shown.Where(n => n.ReadAt == null && (last == null || n.Id < last.Id)), PageSize + 1, cancellationToken);
        if (rows.Count <= PageSize && request.Filter != NoticeFilter.Unread)
        {
            var from = last is { IsRead: true } ? last.Id : long.MaxValue;
            rows.AddRange(await Rows(shown.Where(n => n.ReadAt != null && n.Id < from), PageSize + 1 - rows.Count, cancellationToken));
        }

        return new NoticePage([.. rows.Take(PageSize)], unread, rows.Count > PageSize ? rows[PageSize - 1].Id : null);
    }

    private async Task<List<NoticeLine>> Rows(IQueryable<Notice> some, int most, CancellationToken cancel) =>
        await some.OrderByDescending(n => n.Id).Take(most)
            .Select(n => new NoticeLine(
                n.Id, n.Text, n.CaseReference,
                db.Deadlines.Where(d => n.CaseReference == null && n.About != null && d.Id == n.About.DeadlineId).Select(d => db.Incidents.Where(i => i.Id == d.IncidentId).Select(i => i.Reference).FirstOrDefault()).FirstOrDefault(),
                n.About != null && (n.About.What == DeadlineHappening.Breached || n.About.What == DeadlineHappening.Escalated), n.SentAt, n.ReadAt)).ToListAsync(cancel);
}

/// <summary>How many I have not read, for the top of every page; counted no further than <see cref="NoticePage.MostCounted"/>.</summary>
[Requires(Permission.UseSystem)]
[ReadsNoRecord("A number about oneself.")]
public sealed record CountNotices : IQuery<int>;

public sealed class CountNoticesHandler(CaseDbContext db, CurrentUser user) : IRequestHandler<CountNotices, int>
{
    public Task<int> Handle(CountNotices request, CancellationToken cancellationToken) =>
        db.Notices.Where(n => n.UserId == user.Id && n.ReadAt == null).Take(NoticePage.MostCounted).CountAsync(cancellationToken);
}
