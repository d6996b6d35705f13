using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Cases;
using DaCaseManagement.Clocks;
using DaCaseManagement.Data;
using DaCaseManagement.Pipeline;
using DaCaseManagement.Policy;
using DaCaseManagement.Routing;

using FluentValidation;

using MediatR;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Risk;

/// <summary>An officer asks to leave one victim at one incident without a risk assessment, with a reason (RSK-5). Until it is approved the assessment stays due.</summary>
[Requires(Permission.AssessRisk)]
public sealed record AskExemption(string Incident, string Case, string? Reason) : ICommand<long>;

public sealed class AskExemptionValidator : AbstractValidator<AskExemption>
{
    public AskExemptionValidator() => RuleFor(r => r.Reason).RequiredText("Write why no assessment can be made, and what was tried", "Your reason", Lengths.Note);
}

public sealed class AskExemptionHandler(CaseDbContext db, CurrentUser user, AuditTrail trail, TimeProvider clock, PolicyInForce inForce, Deadlines deadlines, CaseStory story, CaseRouter router) : IRequestHandler<AskExemption, long>
{
    public async Task<long> Handle(AskExemption request, CancellationToken cancellationToken)
    {
        var link = await db.CaseIncidents.Include(c => c.Case).Include(c => c.Incident)
            .Where(c => c.Incident.Reference == request.Incident && db.Cases.VisibleTo(user).Any(v => v.Id == c.CaseId && v.Reference == request.Case))
            .SingleOrDefaultAsync(cancellationToken)
            ?? throw new RecordNotFoundException("incident", request.Incident);
        if (link.UnassessedSince is null)
        {
            throw new RefusedException("RSK-5", "", "No assessment is missing here: it has been made, or an exception has been approved.");
        }

        if (await db.Exemptions.AnyAsync(e => e.IncidentId == link.IncidentId && e.CaseId == link.CaseId && e.Stage == ExemptionStage.Asked, cancellationToken))
        {
            throw new RefusedException("RSK-5", "", "An exception has been asked for already and waits for a decision.");
        }

        var by = await db.Users.SingleAsync(u => u.Id == user.Id, cancellationToken);
        var exemption = new Exemption(link, request.Reason!.Trim(), by, inForce.Policy.Version, clock.GetUtcNow().UtcDateTime);
        db.Exemptions.Add(exemption);
        await db.SaveChangesAsync(cancellationToken);
        var unit = user.UnitId ?? (await router.UnitOf(UnitKind.Response, link.Incident.AreaId, cancellationToken)).Id;
        deadlines.Open(Exemptions.Kind, Exemptions.Subject(exemption.Id), link.CaseId, link.IncidentId, unit);
        story.Tell(link.CaseId, TimelineKind.Risk, $"Asked to leave {request.Incident} without a risk assessment", request.Reason.Trim(), Exemptions.Path(request.Incident, request.Case));
        trail.Record(AuditAct.Collection, "exception.asked", Subject.Case(request.Case), request.Incident);
        return exemption.Id;
    }
}

internal static class Exemptions
{
    public const string Kind = "ExceptionDecision";

    public static string Subject(long id) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"exception {id}");

    public static string Path(string incident, string @case) => $"/risk/exception/{incident}/{@case}";
}
