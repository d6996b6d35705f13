using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Cases;
using DaCaseManagement.Clocks;
using DaCaseManagement.Data;
using DaCaseManagement.Pipeline;
using DaCaseManagement.Policy;
using DaCaseManagement.Routing;

using FluentValidation;

using MediatR;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Marac;

/// <summary>Puts a case before a MARAC, by criterion and with reasons (MRC-1), with the lawful basis for sharing (MRC-2).</summary>
[Requires(Permission.RaiseMaracReferrals)]
public sealed record RaiseReferral(string Case, ReferralCriterion? Criterion, string? Reason, string? LawfulBasis, string? VictimWants, bool? IdvaTold) : ICommand<RaisedReferral>;

public sealed record RaisedReferral(string Reference, string Case);

public sealed class RaiseReferralValidator : AbstractValidator<RaiseReferral>
{
    public RaiseReferralValidator(PolicyInForce inForce)
    {
        RuleFor(r => r.Criterion).NotNull().WithMessage("Choose why the case goes to MARAC");
        RuleFor(r => r.Reason).RequiredText("Write the reasons for the referral", "The reasons", Lengths.Note);
        RuleFor(r => r.LawfulBasis).Must(b => inForce.Policy.Marac.LawfulBases.Contains(b)).WithMessage("Choose consent, or the lawful basis without it");
        RuleFor(r => r.VictimWants).PlainText("What the victim wants", Lengths.Note);
        RuleFor(r => r.IdvaTold).NotNull().WithMessage("Say whether the IDVA has been told");
    }
}

public sealed class RaiseReferralHandler(CaseDbContext db, CurrentUser user, AuditTrail trail, TimeProvider clock, PolicyInForce inForce, Deadlines deadlines, CaseStory story, CaseRouter router)
    : IRequestHandler<RaiseReferral, RaisedReferral>
{
    public async Task<RaisedReferral> Handle(RaiseReferral request, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var @case = await db.Cases.VisibleTo(user).SingleOrDefaultAsync(c => c.Reference == request.Case, cancellationToken)
            ?? throw new RecordNotFoundException("case", request.Case);
        if (await db.Referrals.Where(r => r.CaseId == @case.Id && r.Status != ReferralStatus.Heard).Select(r => r.Reference).FirstOrDefaultAsync(cancellationToken) is { } live)
        {
            throw new RefusedException("MRC-2", "", $"This case has already been referred ({live}) and waits to be heard.");
        }

        var facts = await ViewReferralFormHandler.Facts(db, @case, inForce.Policy, now, cancellationToken);
        if (request.Criterion != ReferralCriterion.ProfessionalJudgement && facts.All(f => f.Criterion != request.Criterion))
        {
            throw new RefusedException("MRC-1", "Criterion", "The record does not show this criterion. Choose another, or professional judgement with your reasons.");
        }

        var area = @case.AreaId ?? await db.Areas.OrderBy(a => a.Id).Select(a => a.Id).FirstAsync(cancellationToken);
        var by = await db.Users.SingleAsync(u => u.Id == user.Id, cancellationToken);
        var referral = new Referral(
            await db.NextReference(References.Series("MR", now), cancellationToken), @case, request.Criterion!.Value, request.Reason!.Trim(), request.LawfulBasis!,
            string.IsNullOrWhiteSpace(request.VictimWants) ? null : request.VictimWants.Trim(), request.IdvaTold == true, area, by, inForce.Policy.Version, now);
        db.Referrals.Add(referral);
        await deadlines.Satisfy("MaracReferral", @case.Reference, cancellationToken);
        var office = await router.UnitOf(UnitKind.MaracOffice, area, cancellationToken);
        deadlines.Open("MaracListing", referral.Reference, @case.Id, null, office.Id);
        story.Tell(@case.Id, TimelineKind.Marac, $"Referred to MARAC ({referral.Reference})", request.Reason.Trim(), $"/marac/referrals/{referral.Reference}");
        await TellAssessor.Of(db, @case.Id, @case.Reference, user.Id, $"After your risk assessment {@case.Reference} was referred to MARAC ({referral.Reference}).", now, cancellationToken);
        trail.Record(AuditAct.Disclosure, "marac.referred", Subject.Case(@case.Reference), $"{referral.Reference}; {referral.Criterion}; basis: {referral.LawfulBasis}");
        return new RaisedReferral(referral.Reference, @case.Reference);
    }
}
