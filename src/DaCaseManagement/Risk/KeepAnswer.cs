using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Data;
using DaCaseManagement.Pipeline;
using DaCaseManagement.Policy;

using MediatR;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Risk;

/// <summary>Keeps one field of an assessment as it is given, or later when the connection is back. Sent again with the same form key it does nothing.</summary>
/// <param name="Was">What the page showed before: somebody else's answer since is a conflict, never overwritten.</param>
/// <param name="Version">The draft's version the page was made from or last reached; null when there was none.</param>
/// <param name="Again">The page was opened to assess anew after one that has been submitted.</param>
[Requires(Permission.AssessRisk)]
public sealed record KeepAnswer(string Incident, string Case, string? Field, string? Value, string? Was, int? Version, Guid Editor, bool Again = false) : ICommand<SavedAssessment>;

public sealed class KeepAnswerHandler(CaseDbContext db, CurrentUser user, AuditTrail trail, TimeProvider clock, PolicyInForce inForce) : IRequestHandler<KeepAnswer, SavedAssessment>
{
    public async Task<SavedAssessment> Handle(KeepAnswer request, CancellationToken cancellationToken)
    {
        var draft = await AssessmentDrafts.Open(db, user, inForce, clock, request.Incident, request.Case, request.Version, cancellationToken);
        if (draft.Id == 0 && !request.Again && await db.Assessments.AnyAsync(a => a.IncidentId == draft.Incident.Id && a.CaseId == draft.Case.Id && a.SubmittedAt != null && !a.Provisional, cancellationToken))
        {
            // An answer that comes late begins nothing anew by itself.
            throw new RefusedException("RSK-7", "", "This assessment has been submitted and cannot be changed.");
        }

        var forms = await AssessmentForms.Of(db, draft.Instrument, draft, cancellationToken);
        var field = AssessmentDrafts.Known(request.Field ?? "", request.Value, forms);
        var (value, kept) = (AssessmentDrafts.Tidy(request.Value), field.Shown(draft));
        var upToDate = draft.Id == 0 || draft.Version == (request.Version ?? -1) || (draft.LastEditor == request.Editor && request.Editor != Guid.Empty);
        if (!AssessmentDrafts.Same(kept, value))
        {
            if (!AssessmentDrafts.Same(kept, AssessmentDrafts.Tidy(request.Was)))
            {
                throw new EditConflictException([new FieldConflict(field.Name, field.Label, kept, value ?? "")], draft.Version);
            }

            field.Set(draft, value);
        }

        // A page that has not seen what somebody else wrote in between stays behind, so that its whole form is compared when it comes.
        draft.WrittenBy(upToDate ? request.Editor : Guid.Empty);
        AssessmentDrafts.Touch(db, draft);
        trail.Record(AuditAct.Collection, "assessment.answer-kept", Subject.Case(request.Case), $"{request.Incident}; {field.Name}");
        await db.SaveChangesAsync(cancellationToken);
        return new SavedAssessment(upToDate ? draft.Version : request.Version ?? -1, clock.GetUtcNow().UtcDateTime);
    }
}
