using System.Globalization;

using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Clocks;
using DaCaseManagement.Data;
using DaCaseManagement.Pipeline;
using DaCaseManagement.Policy;
using DaCaseManagement.Routing;

using FluentValidation;

using MediatR;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Marac;

/// <summary>A new meeting: area, day, time, place and how many cases it can hear (MRC-3). Texts as typed.</summary>
[Requires(Permission.PrepareMarac)]
public sealed record ArrangeMeeting(long? Area, string? HeldOn, string? StartsAt, string? Venue, string? Capacity) : ICommand<string>;

public sealed class ArrangeMeetingValidator : AbstractValidator<ArrangeMeeting>
{
    private static readonly string[] Days = ["d/M/yyyy", "d-M-yyyy", "yyyy-MM-dd", "d MMM yyyy", "d MMMM yyyy"];
    private static readonly string[] Times = ["H:mm", "HHmm", "H.mm"];

    public ArrangeMeetingValidator(TimeProvider clock)
    {
        RuleFor(r => r.Area).NotNull().WithMessage("Choose the area");
        RuleFor(r => r.HeldOn).Must(d => Day(d) is not null).WithMessage("Enter a day, like 4/12/2026");
        RuleFor(r => r.HeldOn).Must(d => Day(d) >= LocalTime.DayOf(clock.GetUtcNow().UtcDateTime)).When(r => Day(r.HeldOn) is not null).WithMessage("The day must be today or later");
        RuleFor(r => r.HeldOn).Must(d => Day(d) <= LocalTime.DayOf(clock.GetUtcNow().UtcDateTime).AddYears(2)).When(r => Day(r.HeldOn) is not null).WithMessage("The day must be within two years");
        RuleFor(r => r.StartsAt).Must(t => Time(t) is not null).WithMessage("Enter a time, like 09:30");
        RuleFor(r => r.Venue).RequiredText("Enter where it is held", "The place", Lengths.Line);
        RuleFor(r => r.Capacity).Must(c => Number(c) is >= 1 and <= 100).WithMessage("Enter how many cases the meeting can hear, 1 to 100");
    }

    public static DateOnly? Day(string? typed) => DateOnly.TryParseExact((typed ?? "").Trim(), Days, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    public static TimeOnly? Time(string? typed) => TimeOnly.TryParseExact((typed ?? "").Trim(), Times, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;

    public static int? Number(string? typed) => int.TryParse((typed ?? "").Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}

public sealed class ArrangeMeetingHandler(CaseDbContext db, AuditTrail trail, TimeProvider clock, PolicyInForce inForce, Deadlines deadlines, CaseRouter router) : IRequestHandler<ArrangeMeeting, string>
{
    public async Task<string> Handle(ArrangeMeeting request, CancellationToken cancellationToken)
    {
        if (!await db.Areas.AnyAsync(a => a.Id == request.Area, cancellationToken))
        {
            throw new RefusedException("MRC-3", "Area", "Choose one of the areas offered");
        }

        var meeting = new Meeting(
            await db.NextReference(References.Series("MM", clock.GetUtcNow().UtcDateTime), cancellationToken), request.Area!.Value,
            ArrangeMeetingValidator.Day(request.HeldOn)!.Value, ArrangeMeetingValidator.Time(request.StartsAt)!.Value, request.Venue!.Trim(),
            ArrangeMeetingValidator.Number(request.Capacity)!.Value, inForce.Policy.Marac.MinutesPerCase);
        db.Meetings.Add(meeting);
        await MeetingPreparation.Open(meeting, deadlines, router, inForce.Policy, clock.GetUtcNow().UtcDateTime, cancellationToken);
        trail.Record(AuditAct.Collection, "marac.meeting-arranged", Subject.Meeting(meeting.Reference), $"{meeting.HeldOn:yyyy-MM-dd}; capacity {meeting.Capacity}");
        return meeting.Reference;
    }
}
