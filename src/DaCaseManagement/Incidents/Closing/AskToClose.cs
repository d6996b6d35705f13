using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Clocks;
using DaCaseManagement.Pipeline;

using MediatR;

namespace DaCaseManagement.Incidents.Closing;

/// <summary>Everything an officer can supply is there: the sergeant and, where the policy says so, the control-room inspector are asked to look (REC-9).</summary>
[Requires(Permission.CloseIncidents)]
public sealed record AskToClose(string Reference) : ICommand<bool>;

public sealed class AskToCloseHandler(ClosingBook book, AuditTrail trail, Deadlines deadlines) : IRequestHandler<AskToClose, bool>
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

        // Asked by two, either could endorse what they asked for themselves. Where no sergeant is asked, it is asked again once the inspector has said not yet.
        if (book.Facts.Asked is not null && (gate[GateStep.SergeantEndorses].State == GateState.Missing || await deadlines.IsOpen("ClosingQuestions", request.Reference, cancellationToken)))
        {
            throw new RefusedException("REC-9", "", "Somebody has asked already, and waits for an answer.");
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
