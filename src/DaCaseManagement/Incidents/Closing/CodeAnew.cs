using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Clocks;
using DaCaseManagement.Data;
using DaCaseManagement.Pipeline;
using DaCaseManagement.Policy;
using DaCaseManagement.Routing;

using FluentValidation;

using MediatR;

namespace DaCaseManagement.Incidents.Closing;

/// <summary>An incident recorded as something else is domestic abuse (REC-11): from here on it is treated as a report just finished.</summary>
[Requires(Permission.RecordIncidents)]
public sealed record CodeAsDomesticAbuse(string Reference, string? Because) : ICommand<bool>;

public sealed class CodeAsDomesticAbuseValidator : AbstractValidator<CodeAsDomesticAbuse>
{
    public CodeAsDomesticAbuseValidator() => RuleFor(r => r.Because).RequiredText("Write what shows that it is domestic abuse", "Your reason", Lengths.Note);
}

public sealed class CodeAsDomesticAbuseHandler(CaseDbContext db, ClosingBook book, CurrentUser user, AuditTrail trail, PolicyInForce inForce, Deadlines deadlines, CaseRouter router, CasesOfReport cases, AfterReport after)
    : IRequestHandler<CodeAsDomesticAbuse, bool>
{
    public async Task<bool> Handle(CodeAsDomesticAbuse request, CancellationToken cancellationToken)
    {
        await book.Open(request.Reference, cancellationToken);
        var incident = book.Incident;
        if (incident.Coding == Coding.DomesticAbuse || incident.FinishedAt is null)
        {
            throw new RefusedException("REC-11", "", incident.FinishedAt is null ? "The report is still being taken: change it there." : "This incident is recorded as domestic abuse already.");
        }

        Recoding.Set(db, book, user, Coding.DomesticAbuse);
        book.Add(ClosingActKind.CodedAsDomesticAbuse, request.Because);
        if (incident.Status == IncidentStatus.Closed)
        {
            // It was closed without anybody asking what domestic abuse asks.
            incident.Reopen();
            book.Add(ClosingActKind.Reopened, "Recorded as domestic abuse after it was closed");
        }

        foreach (var link in book.Links.Where(l => l.NotAskedBecause == CaseIncident.Uncoded && l.Case.ClosedAt is null))
        {
            link.Ask(incident.StartedAt);
            var unit = await router.UnitOf(UnitKind.Response, incident.AreaId, cancellationToken);
            deadlines.Open("Assessment", $"{incident.Reference} {link.Case.Reference}", link.CaseId, incident.Id, unit.Id);
        }

        await db.SaveChangesAsync(cancellationToken);
        var (all, joined) = await cases.FindOrOpen(incident, book.Now, cancellationToken);
        await after.Finished(incident, all, joined, [], cancellationToken);
        book.Tell($"{request.Reference} is recorded as domestic abuse again", request.Because!.Trim(), "coding");
        await Recoding.Recount(db, inForce.Policy, incident, cancellationToken);
        trail.Record(AuditAct.Alteration, "coding.domestic-abuse", Subject.Incident(request.Reference), $"cases {string.Join(", ", all.Select(c => c.Reference))}");
        return true;
    }
}
