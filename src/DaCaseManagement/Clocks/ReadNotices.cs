using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Data;
using DaCaseManagement.Pipeline;

using MediatR;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Clocks;

/// <summary>Word sent to me, unread first, newest first.</summary>
[Requires(Permission.UseSystem)]
public sealed record ViewNotices : IQuery<NoticeList>;

public sealed record NoticeList(IReadOnlyList<NoticeRow> Rows) : IConsultation
{
    public IEnumerable<Subject> Consulted => Rows.Where(r => r.Case is not null).Select(r => Subject.Case(r.Case!));
}

public sealed record NoticeRow(long Id, string Text, string? Case, DateTime SentAt, DateTime? ReadAt);

public sealed class ViewNoticesHandler(CaseDbContext db, CurrentUser user) : IRequestHandler<ViewNotices, NoticeList>
{
    public async Task<NoticeList> Handle(ViewNotices request, CancellationToken cancellationToken) => new(
        await db.Notices.AsNoTracking().Where(n => n.UserId == user.Id).OrderBy(n => n.ReadAt != null).ThenByDescending(n => n.Id).Take(20)
            .Select(n => new NoticeRow(n.Id, n.Text, n.CaseReference, n.SentAt, n.ReadAt)).ToListAsync(cancellationToken));
}

/// <summary>I have read it.</summary>
[Requires(Permission.UseSystem)]
public sealed record ReadNotice(long Id) : ICommand<bool>;

public sealed class ReadNoticeHandler(CaseDbContext db, CurrentUser user, AuditTrail trail, TimeProvider clock) : IRequestHandler<ReadNotice, bool>
{
    public async Task<bool> Handle(ReadNotice request, CancellationToken cancellationToken)
    {
        var notice = await db.Notices.SingleOrDefaultAsync(n => n.Id == request.Id && n.UserId == user.Id, cancellationToken)
            ?? throw new RecordNotFoundException("notice", "");
        notice.Read(clock.GetUtcNow().UtcDateTime);
        trail.Record(AuditAct.Alteration, "notice.read", Subject.Account(user.UserName), notice.CaseReference);
        return true;
    }
}
