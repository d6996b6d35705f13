using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Clocks;
using DaCaseManagement.Data;
using DaCaseManagement.Pipeline;
using DaCaseManagement.Policy;

using FluentValidation;

using MediatR;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Cases;

/// <summary>A person says that something has happened which no other part of the system knows of: an arrest, bail, a court date (RSK-12).</summary>
/// <param name="When">As typed: a day and time, or a day; for a court date or a release it may lie ahead.</param>
[Requires(Permission.AssessRisk)]
public sealed record SayChanged(string Case, RiskEvent? What, string? When, string? Words) : ICommand<SaidChanged>;

/// <param name="Known">Somebody had said the same before: nothing was added.</param>
/// <param name="DueAt">By when the risk is to be assessed again; null when this force asks for nothing, or later.</param>
public sealed record SaidChanged(bool Known, DateTime? DueAt, DateTime? OpensAt);

public sealed class SayChangedValidator : AbstractValidator<SayChanged>
{
    public SayChangedValidator()
    {
        RuleFor(r => r.What).NotNull().WithMessage("Choose what has happened");
        RuleFor(r => r.What).IsInEnum().WithMessage("Choose what has happened");
        RuleFor(r => r.When).Must(w => SayChangedHandler.Read(w) is not null).WithMessage("Enter when, like 21/11/2026 14:30, or the day alone");
        RuleFor(r => r.Words).RequiredText("Write what is known: who said it, and what it means for the victim", "Your words", Lengths.Note);
    }
}

public sealed class SayChangedHandler(CaseDbContext db, CurrentUser user, AuditTrail trail, TimeProvider clock, RiskEvents events) : IRequestHandler<SayChanged, SaidChanged>
{
    private const int MostMonthsAhead = 24;
    private static readonly TimeSpan ClocksDiffer = TimeSpan.FromMinutes(5);

    public async Task<SaidChanged> Handle(SayChanged request, CancellationToken cancellationToken)
    {
        var (now, what, at) = (clock.GetUtcNow().UtcDateTime, request.What!.Value, Read(request.When)!.Value);
        var @case = await db.Cases.VisibleTo(user).SingleOrDefaultAsync(c => c.Reference == request.Case, cancellationToken)
            ?? throw new RecordNotFoundException("case", request.Case);
        if (@case.ClosedAt is not null)
        {
            throw new RefusedException("RSK-12", "", "This case is closed and nobody holds it. Take a report, or tell the specialist unit, so that somebody does.");
        }

        if (at > now + ClocksDiffer && !Reassessing.MayLieAhead.Contains(what))
        {
            throw new RefusedException("RSK-12", "When", "This has not happened yet. Say it when it has");
        }

        if (at > now.AddMonths(MostMonthsAhead))
        {
            throw new RefusedException("RSK-12", "When", "Enter a day within the next two years");
        }

        // Two people who say the same of the same hour speak of one event.
        var change = await events.Happened(@case, what, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"said {at:yyyy-MM-dd HH:mm}"), cancellationToken, at, request.Words!.Trim());
        trail.Record(AuditAct.Collection, change is null ? "case.change-known" : "case.changed", Subject.Case(@case.Reference), what.ToString());
        return new SaidChanged(change is null, change is { Ahead: false } ? change.DueAt : null, change?.OpensAt);
    }

    internal static DateTime? Read(string? when) => LocalTime.Parse(when) ?? (LocalTime.ParseDay(when) is { } day ? LocalTime.ToUtc(day.ToDateTime(TimeOnly.MinValue)) : null);
}
