using System.Globalization;

using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Clocks;
using DaCaseManagement.Data;
using DaCaseManagement.Pipeline;

using FluentValidation;

using MediatR;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Routing;

/// <summary>I am on duty until then (CLK-3). Said again, the new time counts from now. What I left and nobody has taken is mine again. For whoever works
/// with people's records, and so for nobody from another agency.</summary>
/// <param name="Until">Local time such as <c>22:00</c>: the next time the clock shows it.</param>
[Requires(Permission.ConsultPeople)]
public sealed record GoOnDuty(string? Until) : ICommand<OnDuty>;

public sealed record OnDuty(DateTime Until);

public sealed class GoOnDutyValidator : AbstractValidator<GoOnDuty>
{
    public GoOnDutyValidator() => RuleFor(r => r.Until).Must(u => DutyTime.Read(u) is not null).WithMessage("Enter the time your shift ends, such as 22:00");
}

public sealed class GoOnDutyHandler(CaseDbContext db, CurrentUser user, AuditTrail trail, TimeProvider clock, ShiftBook book) : IRequestHandler<GoOnDuty, OnDuty>
{
    public async Task<OnDuty> Handle(GoOnDuty request, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var until = DutyTime.Next(now, DutyTime.Read(request.Until)!.Value);
        if (until - now > DutyTime.Longest)
        {
            throw new RefusedException("CLK-3", "Until", $"A shift ends within {DutyTime.Longest.TotalHours:0} hours");
        }

        (await db.DutyPeriods.SingleOrDefaultAsync(d => d.UserId == user.Id && d.EndedAt == null, cancellationToken))?.End(now);

        // The index allows one open period.
        await db.SaveChangesAsync(cancellationToken);
        db.DutyPeriods.Add(new DutyPeriod(user.Id, now, until, user.Id));
        var back = await book.TakeBack(user.Id, "The sender is back on duty", cancellationToken);
        trail.Record(AuditAct.Alteration, "duty.began", Subject.Account(user.UserName), $"until {LocalTime.Text(until)}; shift handovers taken back {back}");
        return new OnDuty(until);
    }
}

/// <summary>Times of shifts. Pure.</summary>
public static class DutyTime
{
    public static readonly TimeSpan Longest = TimeSpan.FromHours(18);

    public static TimeOnly? Read(string? typed) =>
        TimeOnly.TryParseExact((typed ?? "").Trim(), ["H:mm", "HHmm", "H.mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;

    /// <summary>The next instant after now at which London's clocks show this time.</summary>
    public static DateTime Next(DateTime now, TimeOnly time)
    {
        var day = LocalTime.DayOf(now);
        var today = LocalTime.ToUtc(day.ToDateTime(time));
        return today > now ? today : LocalTime.ToUtc(day.AddDays(1).ToDateTime(time));
    }

    /// <summary>When somebody is likely on duty again: a day after this shift began; half a day from now when nobody said when it began.</summary>
    public static DateTime BackAt(DateTime now, DateTime? began)
    {
        var back = began?.AddDays(1) ?? now.AddHours(16);
        return back > now ? back : now.AddHours(16);
    }
}
