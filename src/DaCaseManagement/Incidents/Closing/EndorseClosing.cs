using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Clocks;
using DaCaseManagement.Pipeline;

using FluentValidation;

using MediatR;

namespace DaCaseManagement.Incidents.Closing;

/// <summary>The sergeant endorses the closing as it stands, or sends it back, with words (REC-9). Never who asked.</summary>
[Requires(Permission.EndorseClosure)]
public sealed record EndorseClosing(string Reference, bool? Agree, string? Words) : ICommand<bool>;

public sealed class EndorseClosingValidator : AbstractValidator<EndorseClosing>
{
    public EndorseClosingValidator()
    {
        RuleFor(r => r.Agree).NotNull().WithMessage("Choose whether it may be closed as it stands");
        RuleFor(r => r.Words).RequiredText("Write what you looked at, or what is still to be done", "Your words", Lengths.Note);
    }
}

public sealed class EndorseClosingHandler(ClosingBook book, CurrentUser user, AuditTrail trail, Deadlines deadlines) : IRequestHandler<EndorseClosing, bool>
{
    public async Task<bool> Handle(EndorseClosing request, CancellationToken cancellationToken)
    {
        await book.OpenToAct(request.Reference, cancellationToken);
        var asked = book.Facts.Asked ?? throw new RefusedException("REC-9", "", "Nobody has asked for this incident to be closed, or somebody has answered already.");
        if (asked.ById == user.Id)
        {
            throw new RefusedException("REC-9", "", "Nobody endorses what they asked for. Another sergeant must.");
        }

        if (request.Agree == true && !book.Gate.MayBeAsked)
        {
            throw new RefusedException("REC-9", "", book.Gate.Refusal);
        }

        book.Add(request.Agree == true ? ClosingActKind.Endorsed : ClosingActKind.EndorsementRefused, request.Words);
        await deadlines.Satisfy("ClosureEndorsement", request.Reference, cancellationToken);
        book.Answer(asked.ById, request.Agree == true ? $"{request.Reference} is endorsed for closing." : $"{request.Reference} was sent back and stays open. {request.Words!.Trim()}");
        trail.Record(AuditAct.Alteration, request.Agree == true ? "closing.endorsed" : "closing.sent-back", Subject.Incident(request.Reference));
        return request.Agree == true;
    }
}
