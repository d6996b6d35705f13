using System.Globalization;

using DaCaseManagement.Audit;
using DaCaseManagement.Data;
using DaCaseManagement.Pipeline;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Clocks;

/// <summary>One mail that this node has claimed, and what it says.</summary>
/// <param name="Id">Stays with the mail however often it is tried, so that a receiver knows a second copy.</param>
public sealed record ClaimedMail(long Id, string To, int Unread);

/// <summary>Hands out waiting mail to whichever node asks, each to one; keeps what became of it.</summary>
public sealed class MailQueue(CaseDbContext db, AuditTrail trail, Transactions transactions, MailSettings settings, TimeProvider clock)
{
    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>The next that is due, or null. Somebody else's claim at the same instant wins or loses by the version.</summary>
    public async Task<ClaimedMail?> Claim(CancellationToken cancel)
    {
        var now = Now;
        if (!await db.OutgoingMails.AnyAsync(m => m.IsWaiting && m.NextAt <= now, cancel))
        {
            return null;
        }

        try
        {
            return await transactions.Run(() => Take(now, cancel), cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            return null;
        }
    }

    private async Task<ClaimedMail?> Take(DateTime now, CancellationToken cancel)
    {
        foreach (var mail in await db.OutgoingMails.Where(m => m.IsWaiting && m.NextAt <= now).OrderBy(m => m.NextAt).ThenBy(m => m.Id).Take(20).ToListAsync(cancel))
        {
            var to = await db.Users.Where(u => u.Id == mail.UserId && u.WantsMail && u.DisabledAt == null).Select(u => u.Email).SingleOrDefaultAsync(cancel);
            var unread = await db.Notices.Where(n => n.UserId == mail.UserId && n.ReadAt == null).Take(100).CountAsync(cancel);
            if (string.IsNullOrEmpty(to) || unread == 0)
            {
                mail.Needless();
                continue;
            }

            mail.Claim(now);
            return new ClaimedMail(mail.Id, to, unread);
        }

        return null;
    }

    public Task Sent(long id, CancellationToken cancel) => After(id, mail => mail.Sent(Now), "mail.sent", cancel);

    public Task Failed(long id, string fault, CancellationToken cancel) => After(id, mail => mail.Failed(fault, Now, settings.GiveUpAfter), null, cancel);

    private Task<bool> After(long id, Action<OutgoingMail> what, string? code, CancellationToken cancel) => transactions.Run(
        async () =>
        {
            var mail = await db.OutgoingMails.SingleAsync(m => m.Id == id, cancel);
            what(mail);
            if (code is not null || mail.GivenUpAt is not null)
            {
                var account = await db.Users.Where(u => u.Id == mail.UserId).Select(u => u.UserName).SingleAsync(cancel);
                trail.Record(AuditAct.Disclosure, code ?? "mail.given-up", Subject.Account(account!), string.Create(CultureInfo.InvariantCulture, $"attempts {mail.Attempts}"));
            }

            return true;
        },
        cancel);
}
