using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Data;
using DaCaseManagement.Pipeline;
using DaCaseManagement.Policy;

using MediatR;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Incidents.Closing;

/// <summary>What closing an incident needs, what is there, and who can supply the rest (REC-9); also how it is coded and why (REC-11).</summary>
[Requires(Permission.ConsultIncidents)]
public sealed record ViewClosing(string Reference) : IQuery<ClosingView>;

/// <param name="Cases">Of which an assessment is missing, by reference.</param>
/// <param name="MayAsk">Only the words of those who look are missing, and nobody has been asked for them.</param>
/// <param name="IsOwnRequest">The reader asked for it to be closed: somebody else must look.</param>
public sealed record ClosingView(
    string Reference, IncidentStatus Status, DateTime StartedAt, DateTime? ClosedAt, Coding Coding, IReadOnlyList<GateLine> Lines, bool IsMet, bool MayAsk,
    IReadOnlyList<ClosingPerson> People, IReadOnlyList<string> Cases, IReadOnlyList<ClosingException> Exceptions, ClosingLine? Asked, bool IsOwnRequest, ClosingLine? Uncoding, bool IsOwnUncoding,
    ClosingLine? Closed, IReadOnlyList<ClosingAnswer> Answers, IReadOnlyList<ClosingLine> History) : IConsultation
{
    public IEnumerable<Subject> Consulted => [Subject.Incident(Reference)];
}

/// <param name="Said">Of a child: what was last said of it.</param>
/// <param name="Arrested">Of an adult.</param>
public sealed record ClosingPerson(int Slot, Part Part, string Name, ClosingLine? Said, bool Arrested);

/// <summary>An exception that waits for a decision.</summary>
public sealed record ClosingException(GateStep Step, ClosingLine Asked, bool IsOwn);

/// <param name="Detail">Of coding: what it was to be coded as.</param>
public sealed record ClosingLine(long Id, ClosingActKind Kind, GateStep? Step, int? Slot, DateTime? HappenedAt, string Words, string By, DateTime At, string PolicyVersion, Coding? To);

public sealed class ViewClosingHandler(CaseDbContext db, CurrentUser user, PolicyInForce inForce) : IRequestHandler<ViewClosing, ClosingView>
{
    public async Task<ClosingView> Handle(ViewClosing request, CancellationToken cancellationToken)
    {
        var incident = await db.Incidents.AsNoTracking().VisibleTo(user, db).Include(i => i.People).Include(i => i.Prompts).AsSplitQuery().SingleOrDefaultAsync(i => i.Reference == request.Reference, cancellationToken)
            ?? throw new RecordNotFoundException("incident", request.Reference);
        var links = await db.CaseIncidents.AsNoTracking().Include(c => c.Case).Where(c => c.IncidentId == incident.Id).OrderBy(c => c.CaseId).ToListAsync(cancellationToken);
        var acts = await db.ClosingActs.AsNoTracking().Where(a => a.IncidentId == incident.Id).OrderBy(a => a.Id).ToListAsync(cancellationToken);
        var facts = ClosingFacts.Of(incident, links, acts);
        var gate = ClosingGate.Of(facts, inForce.Policy);
        var arrested = GateFacts.Arrested(facts.Last(ClosingActKind.PositiveAction));
        var exceptions = ClosingGate.MayBeExcepted.Select(s => (Step: s, Act: facts.Exception(s))).Where(e => e.Act is { Kind: ClosingActKind.ExceptionAsked } && gate[e.Step].State == GateState.Missing);
        var answering = await db.Deadlines.AnyAsync(d => d.Kind == "ClosingQuestions" && d.Subject == incident.Reference && d.IsOpen, cancellationToken);
        var mayAsk = gate.MayBeAsked && !gate.IsMet && (facts.Asked is null || (gate[GateStep.SergeantEndorses].State != GateState.Missing && !answering));
        return new ClosingView(
            incident.Reference, incident.Status, incident.StartedAt, incident.ClosedAt, incident.Coding, gate.Lines, gate.IsMet, mayAsk,
            [.. facts.People.Select(p => new ClosingPerson(p.Slot, p.Part, p.Name, Line(facts.OfChild(p.Slot)), arrested.Contains(p.Slot)))],
            [.. facts.Victims.Where(v => v.Waits).Select(v => v.Case)],
            [.. exceptions.Select(e => new ClosingException(e.Step, Line(e.Act)!, e.Act!.ById == user.Id))],
            Line(facts.Asked), facts.Asked?.ById == user.Id, Line(facts.Uncoding), facts.Uncoding?.ById == user.Id,
            Line(facts.Last(ClosingActKind.Closed)), ClosingQuestions.Read(facts.SinceLastSupplied(ClosingActKind.QuestionsAnswered)?.Detail),
            [.. acts.OrderByDescending(a => a.Id).Take(60).Select(a => Line(a)!)]);
    }

    private static ClosingLine? Line(ClosingAct? a) => a is null ? null : new ClosingLine(
        a.Id, a.Kind, a.Step, a.Slot, a.HappenedAt, a.Words, a.ByName, a.At, a.PolicyVersion, a.Kind is ClosingActKind.UncodingAsked or ClosingActKind.UncodingApproved or ClosingActKind.UncodingRefused && Enum.TryParse<Coding>(a.Detail, out var to) ? to : null);
}
