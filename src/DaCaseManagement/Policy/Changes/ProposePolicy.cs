using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Clocks;
using DaCaseManagement.Data;
using DaCaseManagement.Pipeline;

using FluentValidation;

using MediatR;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Policy.Changes;

/// <summary>The change goes to a second person.</summary>
/// <param name="From">The day on which it takes effect: today or later.</param>
[Requires(Permission.ProposePolicy)]
public sealed record ProposePolicy(string? Reason, string? From) : ICommand<long>;

public sealed class ProposePolicyValidator : AbstractValidator<ProposePolicy>
{
    public ProposePolicyValidator(TimeProvider clock)
    {
        RuleFor(c => c.Reason).RequiredText("Say why the policy should change", "The reason", Lengths.Note);
        RuleFor(c => c.From).Must(f => EffectiveDay.Problem(f, clock) is null).WithMessage((_, f) => EffectiveDay.Problem(f, clock) ?? "");
    }
}

internal static class EffectiveDay
{
    public static string? Problem(string? typed, TimeProvider clock) =>
        LocalTime.ParseDay(typed) is not { } day ? "Enter the day on which it takes effect, such as 1/12/2026"
        : day < LocalTime.DayOf(clock.GetUtcNow().UtcDateTime) ? "A policy takes effect today or later, never in the past"
        : day > LocalTime.DayOf(clock.GetUtcNow().UtcDateTime).AddYears(2) ? "Choose a day within two years"
        : null;
}

public sealed class ProposePolicyHandler(CaseDbContext db, PolicyStore store, CurrentUser user, AuditTrail trail, TimeProvider clock) : IRequestHandler<ProposePolicy, long>
{
    public async Task<long> Handle(ProposePolicy request, CancellationToken cancellationToken)
    {
        var draft = await db.PolicyVersions.Include(v => v.BasedOn).SingleOrDefaultAsync(v => v.State == PolicyState.Draft && v.ProposedById == user.Id, cancellationToken)
            ?? throw new RefusedException("OVR-9", "", "There is no change to propose. Begin one");
        var head = await store.Last(cancellationToken);
        if (draft.BasedOnId != head.Id)
        {
            throw new RefusedException("OVR-9", "", $"{head.Called} was approved after this change was begun. Throw this one away and begin again from there; nothing else can be proposed");
        }

        if (draft.Typed is not null)
        {
            throw new RefusedException("OVR-9", "", $"Mend what could not be taken over first: {string.Join(", ", PolicyForm.Sections.Where(s => DraftTyping.Of(draft).ContainsKey(s.Code)).Select(s => s.Title))}");
        }

        ForcePolicy policy;
        try
        {
            policy = PolicyFile.Read(draft.Profile, "change");
        }
        catch (PolicyException e)
        {
            throw new RefusedException("OVR-9", "", e.Message);
        }

        if (await store.InstrumentFault(policy, cancellationToken) is { } fault)
        {
            throw new RefusedException("RSK-1", "", fault);
        }

        if (PolicyStore.Parse(head) is { } before && PolicyText.SameRules(before, policy))
        {
            throw new RefusedException("OVR-9", "", "Nothing has been changed yet");
        }

        draft.Propose(PolicyText.Of(policy), request.Reason!.Trim(), LocalTime.ParseDay(request.From)!.Value, clock.GetUtcNow().UtcDateTime);
        trail.Record(AuditAct.Alteration, "policy.proposed", Subject.System("policy"), $"proposal {draft.Id}; on {head.Called}; from {request.From}");
        return draft.Id;
    }
}
