using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Cases;
using DaCaseManagement.Data;
using DaCaseManagement.Pipeline;

using FluentValidation;

using MediatR;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Incidents;

/// <summary>Records that the attending officers have the briefing, and how many go: one alone cannot see the parties apart (REC-7).</summary>
[Requires(Permission.ConsultIncidents)]
public sealed record PassOnBriefing(string Reference, string? To, string? Officers) : ICommand<bool>;

public sealed class PassOnBriefingValidator : AbstractValidator<PassOnBriefing>
{
    public PassOnBriefingValidator()
    {
        RuleFor(r => r.To).RequiredText("Enter the call sign or collar number of who has it", "Call sign", Lengths.Name);
        RuleFor(r => r.Officers).Must(o => int.TryParse(o, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var n) && n is >= 1 and <= 50)
            .WithMessage("Enter how many officers go, such as 2");
    }
}

public sealed class PassOnBriefingHandler(CaseDbContext db, CurrentUser user, AuditTrail trail, TimeProvider clock, CaseStory story, FollowUps followUps) : IRequestHandler<PassOnBriefing, bool>
{
    public async Task<bool> Handle(PassOnBriefing request, CancellationToken cancellationToken)
    {
        var incident = await db.Incidents.VisibleTo(user, db).SingleOrDefaultAsync(i => i.Reference == request.Reference, cancellationToken)
            ?? throw new RecordNotFoundException("incident", request.Reference);
        var officers = int.Parse(request.Officers!, System.Globalization.CultureInfo.InvariantCulture);
        incident.Brief(request.To!.Trim(), officers, clock.GetUtcNow().UtcDateTime);
        foreach (var caseId in await db.CaseIncidents.Where(c => c.IncidentId == incident.Id).Select(c => c.CaseId).ToListAsync(cancellationToken))
        {
            story.Tell(caseId, TimelineKind.Incident, $"Briefing for {incident.Reference} passed on", officers == 1 ? "One officer alone was sent: the parties cannot be seen apart." : $"{officers} officers.", $"/incidents/{incident.Reference}");
        }

        await followUps.Seen(incident.Id, Policy.FollowUpEvidence.HistoryGiven, cancellationToken);
        trail.Record(AuditAct.Disclosure, "briefing.passed-on", Subject.Incident(incident.Reference), $"officers {officers}");
        return officers > 1;
    }
}
