using DaCaseManagement.Data;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Clocks;

/// <summary>Whether this installation sends e-mail at all, and how long a mail is tried.</summary>
public sealed record MailSettings(bool IsOn, TimeSpan GiveUpAfter)
{
    public static readonly MailSettings Off = new(false, TimeSpan.FromHours(72));
}

/// <summary>Queues word by e-mail, in the transaction of the notices it is about (CLK-2).</summary>
public sealed class Mails(CaseDbContext db, MailSettings settings, TimeProvider clock)
{
    /// <summary>Tells these people that something waits for them. Whoever has a mail waiting already, no address or no wish for it gets none; saved with what called it.</summary>
    public async Task Tell(IReadOnlyCollection<long> people, CancellationToken cancel)
    {
        if (!settings.IsOn || people.Count == 0)
        {
            return;
        }

        var now = clock.GetUtcNow().UtcDateTime;
        var ids = people.Distinct().ToList();
        var told = await db.Users.AsNoTracking().Where(u => ids.Contains(u.Id) && u.WantsMail && u.Email != null && u.Email != "" && u.DisabledAt == null && !db.OutgoingMails.Any(m => m.UserId == u.Id && m.IsWaiting))
            .Select(u => u.Id).ToListAsync(cancel);
        foreach (var user in told.Where(id => !db.OutgoingMails.Local.Any(m => m.UserId == id && m.IsWaiting)))
        {
            db.OutgoingMails.Add(new OutgoingMail(user, now));
        }
    }
}
