using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Clocks;
using DaCaseManagement.Data;
using DaCaseManagement.Pipeline;

using FluentValidation;

using MediatR;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Routing;

/// <summary>I shall be away, or somebody in the unit that I manage will be (RTE-2). Nothing of theirs moves by itself.</summary>
/// <param name="UserName">Null: myself.</param>
/// <param name="From">First day away.</param>
/// <param name="Until">Last day away; nothing while nobody knows.</param>
[Requires(Permission.ConsultPeople)]
public sealed record EnterAbsence(string? UserName, AbsenceKind? Kind, string? From, string? Until) : ICommand<AbsenceEntered>;

/// <param name="Asked">Their managers have been asked at once for what they hold.</param>
public sealed record AbsenceEntered(long Id, bool Asked);

/// <summary>Back earlier than entered, or entered wrongly.</summary>
[Requires(Permission.ConsultPeople)]
public sealed record EndAbsence(long Id) : ICommand<AbsenceEntered>;

public sealed class EnterAbsenceValidator : AbstractValidator<EnterAbsence>
{
    public EnterAbsenceValidator()
    {
        RuleFor(r => r.Kind).NotNull().WithMessage("Choose why");
        RuleFor(r => r.From).Must(d => LocalTime.ParseDay(d) is not null).WithMessage("Enter the first day away, such as 21/11/2026");
        RuleFor(r => r.Until).Must(d => string.IsNullOrWhiteSpace(d) || LocalTime.ParseDay(d) is not null).WithMessage("Enter the last day away, such as 28/11/2026, or leave it empty");
        RuleFor(r => r.Until).Must((r, _) => LocalTime.ParseDay(r.From) is not { } from || LocalTime.ParseDay(r.Until) is not { } until || until >= from).WithMessage("The last day away comes after the first");
    }
}

public sealed class EnterAbsenceHandler(CaseDbContext db, CurrentUser user, AuditTrail trail, TimeProvider clock, AbsentOwners absent) : IRequestHandler<EnterAbsence, AbsenceEntered>
{
    public async Task<AbsenceEntered> Handle(EnterAbsence request, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var person = await Away.Whom(db, user, request.UserName ?? user.UserName, cancellationToken);
        var from = LocalTime.ToUtc(LocalTime.ParseDay(request.From)!.Value.ToDateTime(TimeOnly.MinValue));
        var until = LocalTime.ParseDay(request.Until) is { } last ? LocalTime.ToUtc(last.AddDays(1).ToDateTime(TimeOnly.MinValue)) : (DateTime?)null;
        if (until <= now)
        {
            throw new RefusedException("RTE-2", "Until", "That is over already");
        }

        if (await db.Absences.AnyAsync(a => a.UserId == person && a.EndedAt == null && (a.Until == null || a.Until > from) && (until == null || a.From < until), cancellationToken))
        {
            throw new RefusedException("RTE-2", "From", "An absence over some of these days has been entered already");
        }

        var absence = new Absence(person, request.Kind!.Value, from, until, user.Id, now);
        db.Absences.Add(absence);
        var (asked, _) = await absent.Look(person, cancellationToken);
        trail.Record(AuditAct.Collection, "absence.entered", Subject.Account(request.UserName ?? user.UserName), $"{LocalTime.DayOf(from):yyyy-MM-dd} to {(until is { } u ? $"{LocalTime.DayOf(u.AddTicks(-1)):yyyy-MM-dd}" : "not known")}");
        return new AbsenceEntered(absence.Id, asked > 0);
    }
}

public sealed class EndAbsenceHandler(CaseDbContext db, CurrentUser user, AuditTrail trail, TimeProvider clock, AbsentOwners absent) : IRequestHandler<EndAbsence, AbsenceEntered>
{
    public async Task<AbsenceEntered> Handle(EndAbsence request, CancellationToken cancellationToken)
    {
        var absence = await db.Absences.Include(a => a.User).SingleOrDefaultAsync(a => a.Id == request.Id, cancellationToken) ?? throw new RecordNotFoundException("absence", "");
        var person = await Away.Whom(db, user, absence.User!.UserName!, cancellationToken);
        if (absence.EndedAt is not null)
        {
            throw new RefusedException("RTE-2", "", "It has been ended already");
        }

        absence.End(user.Id, clock.GetUtcNow().UtcDateTime);
        await absent.Look(person, cancellationToken);
        trail.Record(AuditAct.Alteration, "absence.ended", Subject.Account(absence.User.UserName!));
        return new AbsenceEntered(absence.Id, false);
    }
}

internal static class Away
{
    /// <summary>Myself, or somebody in the unit that I manage; anybody else does not exist here.</summary>
    public static async Task<long> Whom(CaseDbContext db, CurrentUser user, string userName, CancellationToken cancel)
    {
        var normalised = userName.ToUpperInvariant();
        var manages = user.May(Permission.ManageUnit);
        return await db.Users.Where(u => u.NormalizedUserName == normalised && (u.Id == user.Id || (manages && u.UnitId == user.UnitId && u.UnitId != null))).Select(u => (long?)u.Id).SingleOrDefaultAsync(cancel)
            ?? throw new RecordNotFoundException("account", "");
    }
}
