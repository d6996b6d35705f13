using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Cases;
using DaCaseManagement.Data;
using DaCaseManagement.Incidents;
using DaCaseManagement.Pipeline;
using DaCaseManagement.Policy;
using DaCaseManagement.Risk.Instruments;

using FluentValidation;

using MediatR;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Risk;

/// <summary>What has been typed in an assessment, in the form's own words.</summary>
public sealed record AssessmentEntry(IReadOnlyDictionary<int, AnswerEntry> Answers, bool? FaceToFace, bool? VictimAlone, bool? Explained, Grade? Grade, string? Reason);

public sealed record AnswerEntry(RiskReply Reply, string? Detail);

/// <summary>Keeps an assessment that is not finished: nothing is lost when the tablet is closed.</summary>
/// <param name="Version">The draft's version the page was made from; null when there was none.</param>
/// <param name="Editor">The open page.</param>
[Requires(Permission.AssessRisk)]
public sealed record SaveAssessment(string Incident, string Case, int? Version, AssessmentEntry Entry, Guid Editor = default) : ICommand<SavedAssessment>;

public sealed record SavedAssessment(int Version, DateTime At);

public sealed class AssessmentEntryValidator : AbstractValidator<AssessmentEntry>
{
    public AssessmentEntryValidator()
    {
        RuleFor(e => e.Reason).PlainText("Your reasons", Lengths.Note).OverridePropertyName("Reason");
        RuleFor(e => e.Answers).Custom((answers, context) =>
        {
            foreach (var (item, answer) in answers)
            {
                if (TextRules.Problem(answer.Detail, $"Detail for question {item}", Lengths.Note) is { } problem)
                {
                    context.AddFailure($"Detail[{item}]", problem);
                }

                if (!Enum.IsDefined(answer.Reply))
                {
                    context.AddFailure($"Reply[{item}]", "Choose one of the answers offered");
                }
            }
        });
    }
}

public sealed class SaveAssessmentValidator : AbstractValidator<SaveAssessment>
{
    public SaveAssessmentValidator() => RuleFor(r => r.Entry).SetValidator(new AssessmentEntryValidator()).OverridePropertyName("");
}

public sealed class SaveAssessmentHandler(CaseDbContext db, CurrentUser user, AuditTrail trail, TimeProvider clock, PolicyInForce inForce) : IRequestHandler<SaveAssessment, SavedAssessment>
{
    public async Task<SavedAssessment> Handle(SaveAssessment request, CancellationToken cancellationToken)
    {
        var draft = await AssessmentDrafts.Write(db, user, inForce, clock, request.Incident, request.Case, request.Version, request.Editor, request.Entry, cancellationToken);
        trail.Record(AuditAct.Collection, "assessment.saved", Subject.Case(request.Case), request.Incident);
        await db.SaveChangesAsync(cancellationToken);
        return new SavedAssessment(draft.Version, clock.GetUtcNow().UtcDateTime);
    }
}

/// <summary>Finds or makes the draft and writes the entry into it; shared by saving and submitting.</summary>
internal static class AssessmentDrafts
{
    public static async Task<RiskAssessment> Write(CaseDbContext db, CurrentUser user, PolicyInForce inForce, TimeProvider clock, string incidentReference, string caseReference, int? version, Guid editor, AssessmentEntry entry, CancellationToken cancel)
    {
        var link = await db.CaseIncidents.Include(c => c.Case).Include(c => c.Incident)
            .Where(c => c.Incident.Reference == incidentReference && db.Cases.VisibleTo(user).Any(v => v.Id == c.CaseId && v.Reference == caseReference))
            .SingleOrDefaultAsync(cancel)
            ?? throw new RecordNotFoundException("incident", incidentReference);
        var draft = await db.Assessments.Include(a => a.Answers).Include(a => a.Incident).Include(a => a.Case).AsSplitQuery()
            .SingleOrDefaultAsync(a => a.IncidentId == link.IncidentId && a.CaseId == link.CaseId && a.SubmittedAt == null, cancel);
        if (draft is null)
        {
            draft = new RiskAssessment(link.Incident, link.Case, inForce.Policy.Assessment.Instrument, user.Id, clock.GetUtcNow().UtcDateTime);
            db.Assessments.Add(draft);
        }

        // Several people never assess one victim at one time; should two tablets hold the same form, the second is told and shown.
        var conflicts = draft.Id != 0 && draft.Version != (version ?? -1) && (editor == Guid.Empty || draft.LastEditor != editor) ? Differences(draft, entry) : [];
        if (conflicts.Count > 0)
        {
            throw new EditConflictException(conflicts, draft.Version);
        }

        var instrument = InstrumentLibrary.Get(draft.Instrument);
        foreach (var (item, answer) in entry.Answers)
        {
            if (instrument.Item(item) is null)
            {
                throw new RefusedException("RSK-1", "", $"{instrument.Name} has no question {item}. Reload the page.");
            }

            var detail = string.IsNullOrWhiteSpace(answer.Detail) ? null : answer.Detail.Trim();
            var known = draft.Answers.FirstOrDefault(a => a.Item == item);
            if ((known is null && (answer.Reply != RiskReply.NotAsked || detail is not null)) || (known is not null && (known.Reply != answer.Reply || known.Detail != detail)))
            {
                draft.Answer(item, answer.Reply, detail);
            }
        }

        draft.Note(entry.FaceToFace, entry.VictimAlone, entry.Explained, entry.Grade, string.IsNullOrWhiteSpace(entry.Reason) ? null : entry.Reason.Trim(), editor);
        if (draft.Id != 0)
        {
            db.Entry(draft).State = EntityState.Modified;
        }

        return draft;
    }

    private static List<FieldConflict> Differences(RiskAssessment draft, AssessmentEntry entry)
    {
        var conflicts = new List<FieldConflict>();
        foreach (var kept in draft.Answers)
        {
            var yours = entry.Answers.GetValueOrDefault(kept.Item);
            if (yours is not null && (kept.Reply != yours.Reply || (kept.Detail ?? "") != (yours.Detail ?? "").Trim()))
            {
                conflicts.Add(new FieldConflict($"Reply[{kept.Item}]", $"Question {kept.Item}", $"{kept.Reply} {kept.Detail}".Trim(), $"{yours.Reply} {yours.Detail}".Trim()));
            }
        }

        if (draft.DraftGrade is not null && draft.DraftGrade != entry.Grade)
        {
            conflicts.Add(new FieldConflict("Grade", "Grade", draft.DraftGrade.ToString()!, entry.Grade?.ToString() ?? "none"));
        }

        if (draft.DraftReason is not null && draft.DraftReason != entry.Reason?.Trim())
        {
            conflicts.Add(new FieldConflict("Reason", "Reasons", draft.DraftReason, entry.Reason ?? ""));
        }

        return conflicts;
    }
}
