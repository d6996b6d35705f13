using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Pipeline;

using MediatR;

namespace DaCaseManagement.Incidents.Closing;

/// <summary>Everything an officer can supply is there: the sergeant and, where the policy says so, the control-room inspector are asked to look (REC-9).</summary>
[Requires(Permission.CloseIncidents)]
public sealed record AskToClose(string Reference) : ICommand<bool>;

public sealed class AskToCloseHandler(ClosingBook book, AuditTrail trail) : IRequestHandler<AskToClose, bool>
{
    public async Task<bool> Handle(AskToClose request, CancellationToken cancellationToken)
    {
        await book.OpenToAct(request.Reference, cancellationToken);
        var gate = book.Gate;
        if (!gate.MayBeAsked)
        {
            throw new RefusedException("REC-9", "", "Nobody can be asked to look yet. " + gate.Refusal);
        }

        if (gate.IsMet)
        {
            throw new RefusedException("REC-9", "", "Nobody else has to look: the incident can be closed.");
        }

        book.Add(ClosingActKind.ClosingAsked, null);
        if (gate[GateStep.SergeantEndorses].State == GateState.Missing)
        {
            await book.Ask("ClosureEndorsement", request.Reference, Permission.EndorseClosure, UnitKind.Response, cancellationToken);
        }

        if (gate[GateStep.InspectorAnswers].State == GateState.Missing)
        {
            await book.Ask("ClosingQuestions", request.Reference, Permission.AnswerClosingQuestions, UnitKind.ControlRoom, cancellationToken);
        }

        trail.Record(AuditAct.Alteration, "closing.asked", Subject.Incident(request.Reference));
        return true;
    }
}
