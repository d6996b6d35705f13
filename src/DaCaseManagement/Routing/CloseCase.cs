using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Cases;
using DaCaseManagement.Clocks;
using DaCaseManagement.Data;
using DaCaseManagement.Incidents;
using DaCaseManagement.Pipeline;
using DaCaseManagement.Policy;

using FluentValidation;

using MediatR;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Routing;

/// <summary>Ends the work on a case: risk reviewed, plan handed over, victim told (CAS-15). From that instant nobody owns it.</summary>
/// <param name="PlanWith">Who goes on with the plan.</param>
/// <param name="Told">Whether the victim was told; if not, why that was not safe.</param>
[Requires(Permission.CloseCases)]
public sealed record CloseCase(string Reference, string? Words, string? PlanWith, bool? Told, string? ToldAt, string? ToldHow, string? NotToldBecause) : ICommand<bool>;

public sealed class CloseCaseValidator : AbstractValidator<CloseCase>
{
    public CloseCaseValidator()
    {
        RuleFor(r => r.Words).RequiredText("Write what the risk is now, and why the case can be closed", "Your words", Lengths.Note);
        RuleFor(r => r.PlanWith).RequiredText("Write who goes on with the plan", "Who goes on with it", Lengths.Line);
        RuleFor(r => r.Told).NotNull().WithMessage("Say whether the victim was told");
        RuleFor(r => r.ToldHow).RequiredText("Write how she was told", "How", Lengths.Line).When(r => r.Told == true);
        RuleFor(r => r.NotToldBecause).RequiredText("Write why it was not safe to tell her", "The reason", Lengths.Note).When(r => r.Told == false);
    }
}

public sealed class CloseCaseHandler(CaseDbContext db, CurrentUser user, AuditTrail trail, TimeProvider clock, PolicyInForce inForce, CaseStory story) : IRequestHandler<CloseCase, bool>
{
    public async Task<bool> Handle(CloseCase request, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var @case = await db.Cases.VisibleTo(user).SingleOrDefaultAsync(c => c.Reference == request.Reference, cancellationToken)
            ?? throw new RecordNotFoundException("case", request.Reference);
        var deadlines = await db.Deadlines.Where(d => d.CaseId == @case.Id && d.IsOpen).ToListAsync(cancellationToken);
        var open = await db.CaseIncidents.Where(c => c.CaseId == @case.Id && c.Incident.Status != IncidentStatus.Closed).OrderBy(c => c.IncidentId).Select(c => c.Incident.Reference).ToListAsync(cancellationToken);
        var told = request.Told == true ? WhenTold(request.ToldAt, @case, now) : (DateTime?)null;
        var owners = await db.Responsibilities.Where(r => r.CaseId == @case.Id && r.IsCurrent).ToListAsync(cancellationToken);

        // A clock that was set back closes nothing before somebody owned it: one instant for the case and all three.
        now = owners.Select(o => o.AcceptedAt).Append(now).Max();
        @case.Close(CaseGate.Of(request.Reference, open, deadlines.Select(d => d.Kind)), now);
        owners.ForEach(o => o.End(now));

        foreach (var offer in await db.HandoverOffers.Where(o => o.CaseId == @case.Id && o.Status == OfferStatus.Open).ToListAsync(cancellationToken))
        {
            offer.Withdraw(now);
        }

        deadlines.ForEach(d => d.Cancel("The case is closed", now));
        var closing = new CaseClosing(@case, false, request.Words!.Trim(), user.Id, user.FullName, inForce.Policy.Version, now)
        {
            PlanWith = request.PlanWith!.Trim(),
            ToldAt = told,
            ToldHow = told is null ? null : request.ToldHow!.Trim(),
            NotToldBecause = told is null ? request.NotToldBecause!.Trim() : null,
        };
        db.CaseClosings.Add(closing);
        story.Tell(@case.Id, TimelineKind.Ownership, $"Case {@case.Reference} closed", $"{closing.Words} The plan goes on with {closing.PlanWith}. {(told is { } at ? $"The victim was told {LocalTime.Text(at)}: {closing.ToldHow}" : $"The victim was not told: {closing.NotToldBecause}")}", $"/cases/{@case.Reference}/close");
        trail.Record(AuditAct.Alteration, "case.closed", Audit.Subject.Case(@case.Reference), $"deadlines cancelled {deadlines.Count}; victim {(told is null ? "not told" : "told")}; policy {inForce.Policy.Version}");
        return true;
    }

    private static DateTime WhenTold(string? typed, Case @case, DateTime now)
    {
        var at = LocalTime.Parse(typed) ?? throw new RefusedException("CAS-15", "ToldAt", "Enter the day and time, such as 21/11/2026 14:30");
        return at > now ? throw new RefusedException("CAS-15", "ToldAt", "This lies ahead: tell her first")
            : at < @case.OpenedAt ? throw new RefusedException("CAS-15", "ToldAt", "This is before the case was opened")
            : at;
    }
}

/// <summary>Opens a closed case again. Whoever's unit held each responsibility last holds it from that instant.</summary>
[Requires(Permission.CloseCases)]
public sealed record ReopenCase(string Reference, string? Because) : ICommand<bool>;

public sealed class ReopenCaseValidator : AbstractValidator<ReopenCase>
{
    public ReopenCaseValidator() => RuleFor(r => r.Because).RequiredText("Write why it is opened again", "Your reason", Lengths.Note);
}

public sealed class ReopenCaseHandler(CaseDbContext db, CurrentUser user, AuditTrail trail, TimeProvider clock, PolicyInForce inForce, CaseRouter router, CaseStory story, FollowUps followUps) : IRequestHandler<ReopenCase, bool>
{
    public async Task<bool> Handle(ReopenCase request, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var @case = await db.Cases.VisibleTo(user).SingleOrDefaultAsync(c => c.Reference == request.Reference, cancellationToken)
            ?? throw new RecordNotFoundException("case", request.Reference);
        if (@case.ClosedAt is null)
        {
            throw new RefusedException("CAS-15", "", "This case is open.");
        }

        // Whether or not the reader may see the other: two open cases of one pair would be two truths.
        if (await db.Cases.AnyAsync(c => c.ClosedAt == null && c.VictimId == @case.VictimId && c.PerpetratorId == @case.PerpetratorId, cancellationToken))
        {
            throw new RefusedException("CAS-15", "", "These two people have an open case already. Go on with that one.");
        }

        @case.Reopen();
        var last = await db.Responsibilities.Where(r => r.CaseId == @case.Id).OrderByDescending(r => r.EndedAt).ThenByDescending(r => r.Id).Select(r => new { r.Kind, r.OwnerUnitId, r.OwnerUnit!.ClosedAt }).ToListAsync(cancellationToken);
        foreach (var kind in Enum.GetValues<ResponsibilityKind>())
        {
            var owner = last.Find(l => l.Kind == kind);
            var unit = owner is { ClosedAt: null } ? owner.OwnerUnitId : (await router.UnitOf(inForce.Policy.Routing.FirstOwner, @case.AreaId, cancellationToken)).Id;
            db.Responsibilities.Add(new Responsibility(@case, kind, unit, null, now, CameBy.Reopened, user.Id));
        }

        await db.SaveChangesAsync(cancellationToken);
        await followUps.Reopened(@case, cancellationToken);
        db.CaseClosings.Add(new CaseClosing(@case, true, request.Because!.Trim(), user.Id, user.FullName, inForce.Policy.Version, now));
        story.Tell(@case.Id, TimelineKind.Ownership, $"Case {@case.Reference} opened again", request.Because.Trim(), $"/cases/{@case.Reference}/close");
        trail.Record(AuditAct.Alteration, "case.reopened", Audit.Subject.Case(@case.Reference));
        return true;
    }
}
