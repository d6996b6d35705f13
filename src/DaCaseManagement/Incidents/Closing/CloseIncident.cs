using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Pipeline;

using FluentValidation;

using MediatR;

namespace DaCaseManagement.Incidents.Closing;

/// <summary>Closes an incident of which nothing is missing; the gate is worked out anew in the same transaction, and its answer kept (REC-9).</summary>
[Requires(Permission.CloseIncidents)]
public sealed record CloseIncident(string Reference) : ICommand<bool>;

public sealed class CloseIncidentHandler(ClosingBook book, AuditTrail trail, DispatchClocks clocks) : IRequestHandler<CloseIncident, bool>
{
    /// <summary>What nobody has to do once it is closed. An assessment and what follows from one stay due: the victim's need does not end with the log.</summary>
    private static readonly string[] Ends = ["ClosureEndorsement", "ClosingQuestions", "ClosureException"];

    public async Task<bool> Handle(CloseIncident request, CancellationToken cancellationToken)
    {
        await book.OpenToAct(request.Reference, cancellationToken);
        var gate = book.Gate;
        book.Incident.Close(gate, book.Now);
        book.Add(book.New(ClosingActKind.Closed, null, detail: gate.Record()));
        await book.Cancel(Ends, "The incident is closed", cancellationToken);
        await clocks.Stop(book.Incident, "The incident is closed", cancellationToken);
        book.Tell($"Incident {request.Reference} closed", null);
        trail.Record(AuditAct.Alteration, "incident.closed", Subject.Incident(request.Reference), $"policy {gate.PolicyVersion}; excepted {gate.Lines.Count(l => l.State == GateState.Excepted)}");
        return true;
    }
}

/// <summary>Opens a closed incident again. Everything stays as it was; whoever looked must look again.</summary>
[Requires(Permission.CloseIncidents)]
public sealed record ReopenIncident(string Reference, string? Because) : ICommand<bool>;

public sealed class ReopenIncidentValidator : AbstractValidator<ReopenIncident>
{
    public ReopenIncidentValidator() => RuleFor(r => r.Because).RequiredText("Write why it is opened again", "Your reason", Lengths.Note);
}

public sealed class ReopenIncidentHandler(ClosingBook book, AuditTrail trail) : IRequestHandler<ReopenIncident, bool>
{
    public async Task<bool> Handle(ReopenIncident request, CancellationToken cancellationToken)
    {
        await book.Open(request.Reference, cancellationToken);
        if (book.Incident.Status != IncidentStatus.Closed)
        {
            throw new RefusedException("REC-9", "", "This incident is not closed.");
        }

        if (book.Links.FirstOrDefault(l => l.Case.ClosedAt is not null) is { } closed)
        {
            throw new RefusedException("RTE-1", "", $"Case {closed.Case.Reference} is closed, and an open incident needs owners. Reopen the case first.");
        }

        book.Incident.Reopen();
        book.Add(ClosingActKind.Reopened, request.Because);
        book.Tell($"Incident {request.Reference} opened again", request.Because!.Trim());
        trail.Record(AuditAct.Alteration, "incident.reopened", Subject.Incident(request.Reference));
        return true;
    }
}
