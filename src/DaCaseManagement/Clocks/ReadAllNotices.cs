using System.Globalization;

using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Data;
using DaCaseManagement.Pipeline;

using MediatR;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Clocks;

/// <summary>I have read them all, up to the newest that I was shown.</summary>
/// <param name="UpTo">What came after the page was drawn stays unread.</param>
[Requires(Permission.UseSystem)]
public sealed record ReadAllNotices(long UpTo) : ICommand<int>;

public sealed class ReadAllNoticesHandler(CaseDbContext db, CurrentUser user, AuditTrail trail, TimeProvider clock) : IRequestHandler<ReadAllNotices, int>
{
    public async Task<int> Handle(ReadAllNotices request, CancellationToken cancellationToken)
    {
        DateTime? now = clock.GetUtcNow().UtcDateTime;
        var read = await db.Notices.Where(n => n.UserId == user.Id && n.ReadAt == null && n.Id <= request.UpTo).ExecuteUpdateAsync(s => s.SetProperty(n => n.ReadAt, now), cancellationToken);
        trail.Record(AuditAct.Alteration, "notices.read", Subject.Account(user.UserName), read.ToString(CultureInfo.InvariantCulture));
        return read;
    }
}
