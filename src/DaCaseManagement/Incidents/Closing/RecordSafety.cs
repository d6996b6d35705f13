using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Pipeline;

using FluentValidation;

using MediatR;

namespace DaCaseManagement.Incidents.Closing;

/// <summary>What was done at once to make the victim safe, and when (REC-9).</summary>
[Requires(Permission.CloseIncidents)]
public sealed record RecordSafetyActions(string Reference, string? Words, string? When) : ICommand<bool>;

public sealed class RecordSafetyActionsValidator : AbstractValidator<RecordSafetyActions>
{
    public RecordSafetyActionsValidator() => RuleFor(r => r.Words).RequiredText("Write what was done at once", "What was done", Lengths.Note);
}

public sealed class RecordSafetyActionsHandler(ClosingBook book, AuditTrail trail) : IRequestHandler<RecordSafetyActions, bool>
{
    public async Task<bool> Handle(RecordSafetyActions request, CancellationToken cancellationToken)
    {
        await book.OpenToAct(request.Reference, cancellationToken);
        book.Add(book.New(ClosingActKind.SafetyActions, request.Words, at: book.When(request.When, "When")));
        await book.Supplied(cancellationToken);
        trail.Record(AuditAct.Collection, "closing.safety-actions", Subject.Incident(request.Reference));
        return true;
    }
}

/// <summary>The plan that keeps the victim safe from here on, or where it is kept (REC-9).</summary>
[Requires(Permission.CloseIncidents)]
public sealed record RecordSafetyPlan(string Reference, string? Words) : ICommand<bool>;

public sealed class RecordSafetyPlanValidator : AbstractValidator<RecordSafetyPlan>
{
    public RecordSafetyPlanValidator() => RuleFor(r => r.Words).RequiredText("Write the plan, or where it is kept", "The plan", Lengths.Note);
}

public sealed class RecordSafetyPlanHandler(ClosingBook book, AuditTrail trail) : IRequestHandler<RecordSafetyPlan, bool>
{
    public async Task<bool> Handle(RecordSafetyPlan request, CancellationToken cancellationToken)
    {
        await book.OpenToAct(request.Reference, cancellationToken);
        book.Add(ClosingActKind.SafetyPlan, request.Words);
        await book.Supplied(cancellationToken);
        book.Tell($"Safety plan noted for {request.Reference}", request.Words!.Trim());
        trail.Record(AuditAct.Collection, "closing.safety-plan", Subject.Incident(request.Reference));
        return true;
    }
}
