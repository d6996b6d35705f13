using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Clocks;
using DaCaseManagement.Pipeline;

using FluentValidation;

using MediatR;

namespace DaCaseManagement.Incidents.Closing;

/// <summary>Asks a supervisor to let one missing step go, with a reason (REC-9). Until it is approved the step stays missing.</summary>
[Requires(Permission.CloseIncidents)]
public sealed record AskClosingException(string Reference, GateStep? Step, string? Words) : ICommand<bool>;

public sealed class AskClosingExceptionValidator : AbstractValidator<AskClosingException>
{
    public AskClosingExceptionValidator()
    {
        RuleFor(r => r.Step).Must(s => s is { } step && ClosingGate.MayBeExcepted.Contains(step)).WithMessage("Choose one of the steps that can be let go");
        RuleFor(r => r.Words).RequiredText("Write why it cannot be supplied, and what was tried", "Your reason", Lengths.Note);
    }
}

public sealed class AskClosingExceptionHandler(ClosingBook book, AuditTrail trail) : IRequestHandler<AskClosingException, bool>
{
    public async Task<bool> Handle(AskClosingException request, CancellationToken cancellationToken)
    {
        await book.OpenToAct(request.Reference, cancellationToken);
        var step = request.Step!.Value;
        if (book.Gate[step].State != GateState.Missing)
        {
            throw new RefusedException("REC-9", "", "This step is not missing.");
        }

        if (book.Facts.Exception(step) is { Kind: ClosingActKind.ExceptionAsked })
        {
            throw new RefusedException("REC-9", "", "An exception has been asked for already and waits for a decision.");
        }

        book.Add(book.New(ClosingActKind.ExceptionAsked, request.Words, step));
        await book.Ask("ClosureException", book.ExceptionSubject(step), Permission.EndorseClosure, UnitKind.Response, cancellationToken);
        trail.Record(AuditAct.Collection, "closing.exception-asked", Subject.Incident(request.Reference), step.ToString());
        return true;
    }
}

/// <summary>A supervisor lets the step go, or refuses, with words. Never who asked.</summary>
[Requires(Permission.EndorseClosure)]
public sealed record DecideClosingException(string Reference, GateStep? Step, bool? Approve, string? Words) : ICommand<bool>;

public sealed class DecideClosingExceptionValidator : AbstractValidator<DecideClosingException>
{
    public DecideClosingExceptionValidator()
    {
        RuleFor(r => r.Step).NotNull().WithMessage("Choose the step");
        RuleFor(r => r.Approve).NotNull().WithMessage("Choose whether it may be closed without this");
        RuleFor(r => r.Words).RequiredText("Write why", "Your words", Lengths.Note);
    }
}

public sealed class DecideClosingExceptionHandler(ClosingBook book, CurrentUser user, AuditTrail trail, Deadlines deadlines) : IRequestHandler<DecideClosingException, bool>
{
    public async Task<bool> Handle(DecideClosingException request, CancellationToken cancellationToken)
    {
        await book.OpenToAct(request.Reference, cancellationToken);
        var step = request.Step!.Value;
        var asked = book.Facts.Exception(step) is { Kind: ClosingActKind.ExceptionAsked } open && book.Gate[step].State == GateState.Missing ? open
            : throw new RefusedException("REC-9", "", "Nothing waits for a decision here: it was decided already, or supplied after all.");
        if (asked.ById == user.Id)
        {
            throw new RefusedException("REC-9", "", "Nobody decides on their own request. Another supervisor must.");
        }

        book.Add(book.New(request.Approve == true ? ClosingActKind.ExceptionApproved : ClosingActKind.ExceptionRefused, request.Words, step, about: asked.Id));
        await deadlines.Satisfy("ClosureException", book.ExceptionSubject(step), cancellationToken);
        book.Answer(asked.ById, request.Approve == true ? $"{request.Reference} may be closed without this step. {request.Words!.Trim()}" : $"{request.Reference} still needs this step before it is closed. {request.Words!.Trim()}");
        trail.Record(AuditAct.Alteration, "closing.exception-decided", Subject.Incident(request.Reference), $"{step}; {(request.Approve == true ? "approved" : "refused")}");
        return request.Approve == true;
    }
}
