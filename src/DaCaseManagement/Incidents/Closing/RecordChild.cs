using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Pipeline;

using FluentValidation;

using MediatR;

namespace DaCaseManagement.Incidents.Closing;

/// <summary>A child of the household was physically seen, by whoever says so, or was not and why (REC-9).</summary>
/// <param name="Child">Its place in the report; null: there are no children.</param>
[Requires(Permission.CloseIncidents)]
public sealed record RecordChild(string Reference, int? Child, bool? Seen, string? When, string? Words) : ICommand<bool>;

public sealed class RecordChildValidator : AbstractValidator<RecordChild>
{
    public RecordChildValidator()
    {
        RuleFor(r => r.Seen).NotNull().When(r => r.Child is not null).WithMessage("Say whether the child was seen");
        RuleFor(r => r.Words).RequiredText("Write why the child was not seen, and what is done about it", "Your reason", Lengths.Note).When(r => r.Child is not null && r.Seen == false);
        RuleFor(r => r.Words).RequiredText("Write how you know that there are no children", "Your words", Lengths.Note).When(r => r.Child is null);
        RuleFor(r => r.Words).PlainText("Your words", Lengths.Note);
    }
}

public sealed class RecordChildHandler(ClosingBook book, AuditTrail trail) : IRequestHandler<RecordChild, bool>
{
    public async Task<bool> Handle(RecordChild request, CancellationToken cancellationToken)
    {
        await book.OpenToAct(request.Reference, cancellationToken);
        if (request.Child is { } slot)
        {
            if (book.Facts.Children.All(c => c.Slot != slot))
            {
                throw new RefusedException("REC-9", "Child", "The report names no such child.");
            }

            book.Add(request.Seen == true
                ? book.New(ClosingActKind.ChildSeen, request.Words, slot: slot, at: book.When(request.When, "When"))
                : book.New(ClosingActKind.ChildNotSeen, request.Words, slot: slot));
        }
        else
        {
            book.Add(book.Facts.Children.Any() ? throw new RefusedException("REC-9", "", "The report names children. Say of each whether it was seen.") : book.New(ClosingActKind.NoChildren, request.Words));
        }

        await book.Supplied(cancellationToken);
        trail.Record(AuditAct.Collection, "closing.child", Subject.Incident(request.Reference), request.Child is null ? "none" : request.Seen == true ? "seen" : "not seen");
        return true;
    }
}
