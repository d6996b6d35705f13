using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Cases;
using DaCaseManagement.Pipeline;
using DaCaseManagement.Policy;

using FluentValidation;

using MediatR;

namespace DaCaseManagement.Incidents.Closing;

/// <summary>Who was arrested and when, or why nobody was (REC-9, CAS-3).</summary>
/// <param name="Arrested">Places in the report; none for nobody.</param>
/// <param name="Because">Needed when nobody was, and when the one recorded as the victim was.</param>
[Requires(Permission.CloseIncidents)]
public sealed record RecordPositiveAction(string Reference, bool? Anybody, IReadOnlyList<int>? Arrested, string? When, string? Because) : ICommand<bool>;

public sealed class RecordPositiveActionValidator : AbstractValidator<RecordPositiveAction>
{
    public RecordPositiveActionValidator()
    {
        RuleFor(r => r.Anybody).NotNull().WithMessage("Say whether anybody was arrested");
        RuleFor(r => r.Arrested).NotEmpty().When(r => r.Anybody == true).WithMessage("Say who was arrested");
        RuleFor(r => r.Because).RequiredText("Write why nobody was arrested", "The reason", Lengths.Note).When(r => r.Anybody == false);
        RuleFor(r => r.Because).PlainText("The reason", Lengths.Note);
    }
}

/// <returns>Whether both sides were arrested.</returns>
public sealed class RecordPositiveActionHandler(ClosingBook book, AuditTrail trail, RiskEvents events) : IRequestHandler<RecordPositiveAction, bool>
{
    public async Task<bool> Handle(RecordPositiveAction request, CancellationToken cancellationToken)
    {
        await book.OpenToAct(request.Reference, cancellationToken);
        List<int> arrested = request.Anybody == true ? [.. request.Arrested!.Distinct().Order()] : [];
        var adults = book.Facts.People.Where(p => p.Part is Part.Victim or Part.Suspect).ToList();
        if (arrested.Exists(slot => adults.TrueForAll(p => p.Slot != slot)))
        {
            throw new RefusedException("REC-9", "Arrested", "Choose among the people in the report.");
        }

        var dual = ClosingGate.IsDual(book.Facts, arrested);
        if (adults.Exists(p => p.Part == Part.Victim && arrested.Contains(p.Slot)) && string.IsNullOrWhiteSpace(request.Because))
        {
            throw new RefusedException("CAS-3", "Because", dual ? "Both sides were arrested: write why, and who is judged the primary aggressor" : "The one recorded as the victim was arrested: write why");
        }

        DateTime? at = arrested.Count > 0 ? book.When(request.When, "When") : null;
        book.Add(book.New(ClosingActKind.PositiveAction, request.Because, at: at, detail: string.Join(',', arrested)));
        await book.Supplied(cancellationToken);
        book.Tell(
            arrested.Count == 0 ? $"Nobody was arrested at {request.Reference}" : dual ? $"Dual arrest at {request.Reference}: victim and suspect" : $"Arrest at {request.Reference}",
            string.IsNullOrWhiteSpace(request.Because) ? null : request.Because.Trim());
        foreach (var link in book.Links.Where(l => l.Case is { ClosedAt: null, Grade: not null } && l.Case.GradedAt < at && arrested.Count > 0))
        {
            // An arrest after the grade may change the risk (RSK-12); one before it was known to whoever graded.
            await events.Happened(link.Case, RiskEvent.Arrest, request.Reference, cancellationToken, at);
        }

        trail.Record(AuditAct.Collection, "closing.positive-action", Subject.Incident(request.Reference), dual ? "dual arrest" : arrested.Count == 0 ? "no arrest" : $"arrested {arrested.Count}");
        return dual;
    }
}
