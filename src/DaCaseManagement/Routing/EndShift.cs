using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Clocks;
using DaCaseManagement.Data;
using DaCaseManagement.Pipeline;
using DaCaseManagement.Policy;

using FluentValidation;

using MediatR;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Routing;

/// <summary>I go off duty. What I have open until I am back goes to a colleague or to the unit, and is mine until it is accepted (RTE-2).</summary>
/// <param name="Back">Local day and time; nothing for about this time tomorrow.</param>
/// <param name="To">A colleague in my unit who is on duty; null for whoever in the unit takes it.</param>
[Requires(Permission.ConsultPeople)]
public sealed record EndShift(string? Back, long? To, string? Note) : ICommand<ShiftEnded>;

/// <param name="Items">How many things were handed over; none needed handing over when 0.</param>
public sealed record ShiftEnded(int Items, string? To);

public sealed class EndShiftValidator : AbstractValidator<EndShift>
{
    public EndShiftValidator()
    {
        RuleFor(r => r.Back).Must(b => string.IsNullOrWhiteSpace(b) || LocalTime.Parse(b) is not null).WithMessage("Enter a real day and time, such as 22/11/2026 07:00");
        RuleFor(r => r.Note).PlainText("The note", Lengths.Note);
    }
}

public sealed class EndShiftHandler(CaseDbContext db, CurrentUser user, AuditTrail trail, TimeProvider clock, ShiftBook book, PolicyInForce inForce) : IRequestHandler<EndShift, ShiftEnded>
{
    public async Task<ShiftEnded> Handle(EndShift request, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var duty = await db.DutyPeriods.SingleOrDefaultAsync(d => d.UserId == user.Id && d.EndedAt == null, cancellationToken);
        var back = string.IsNullOrWhiteSpace(request.Back) ? DutyTime.BackAt(now, duty?.StartedAt) : LocalTime.Parse(request.Back)!.Value;
        if (back <= now)
        {
            throw new RefusedException("CLK-3", "Back", "You are back at a time that is still to come");
        }

        var items = await book.Open(user.Id, user.UnitId, back, cancellationToken);
        string? name = null;
        await book.TakeBack(user.Id, "Handed over again", cancellationToken);
        if (items.Count > 0)
        {
            var unit = user.UnitId ?? throw new RefusedException("RTE-2", "", "You belong to no unit that could take what you have open. Ask an administrator.");
            if (request.To is { } to)
            {
                var colleague = await db.Users.Where(u => u.Id == to && u.UnitId == unit && u.Id != user.Id && u.DisabledAt == null && db.DutyPeriods.At(now).Any(d => d.UserId == u.Id))
                    .Select(u => new { u.FullName, u.Role }).SingleOrDefaultAsync(cancellationToken)
                    ?? throw new RefusedException("RTE-2", "To", "Choose somebody in your unit who is on duty");
                if (!await book.MayOpenAll(colleague.Role, items, cancellationToken))
                {
                    throw new RefusedException("ACC-1", "To", $"{colleague.FullName} may not open all of it: choose somebody else, or your unit");
                }

                name = colleague.FullName;
                db.Notices.Add(new Notice(to, $"{user.FullName} hands over {items.Count} open matters at the end of a shift: accept or reject them under My duty.", null, now));
            }

            await book.Offer(user.Id, unit, request.To, back, string.IsNullOrWhiteSpace(request.Note) ? null : request.Note.Trim(), items, cancellationToken);
        }

        duty?.End(now);
        trail.Record(AuditAct.Alteration, "duty.ended", Subject.Account(user.UserName), $"handed over {items.Count}; policy {inForce.Policy.Version}");
        return new ShiftEnded(items.Count, name);
    }
}
