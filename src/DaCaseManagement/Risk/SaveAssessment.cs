using System.Globalization;

using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Cases;
using DaCaseManagement.Data;
using DaCaseManagement.Pipeline;
using DaCaseManagement.Policy;
using DaCaseManagement.Risk.Instruments;

using FluentValidation;

using MediatR;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Risk;

/// <summary>What has been typed in an assessment, in the form's own words.</summary>
/// <param name="Answers">To the assessment's own instrument, by number.</param>
public sealed record AssessmentEntry(IReadOnlyDictionary<int, AnswerEntry> Answers, bool? FaceToFace, bool? VictimAlone, bool? Explained, Grade? Grade, string? Reason)
{
    /// <summary>To supplements: code, then number.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<int, AnswerEntry>> Supplements { get; init; } = new Dictionary<string, IReadOnlyDictionary<int, AnswerEntry>>();

    public InterpreterKind? Interpreter { get; init; }

    public string? InterpreterName { get; init; }

    public string? InterpreterBecause { get; init; }

    public IReadOnlyDictionary<string, ChildEntry> Children { get; init; } = new Dictionary<string, ChildEntry>();

    /// <summary>By the names of <see cref="AssessmentFields"/>.</summary>
    internal IEnumerable<(string Name, string? Value)> Fields()
    {
        foreach (var (supplement, answers) in Supplements.Select(s => (s.Key + ":", s.Value)).Prepend(("", Answers)))
        {
            foreach (var (item, answer) in answers)
            {
                var key = supplement + item.ToString(CultureInfo.InvariantCulture);
                yield return ($"Reply[{key}]", answer.Degree ?? (answer.Reply == RiskReply.NotAsked ? null : answer.Reply.ToString()));
                yield return ($"Detail[{key}]", answer.Detail);
                yield return ($"Confirm[{key}]", answer.Confirmed ? "true" : null);
            }
        }

        foreach (var (key, child) in Children)
        {
            foreach (var (what, value) in new[] { ("Name", child.Name), ("Born", child.Born), ("Seen", child.Seen?.ToString()), ("NotSeenBecause", child.NotSeenBecause), ("SpokenTo", child.SpokenTo?.ToString()), ("Words", child.Words) })
            {
                yield return ($"Child[{key}].{what}", value);
            }
        }

        yield return ("FaceToFace", FaceToFace?.ToString());
        yield return ("VictimAlone", VictimAlone?.ToString());
        yield return ("Explained", Explained?.ToString());
        yield return ("Interpreter", Interpreter?.ToString());
        yield return ("InterpreterName", InterpreterName);
        yield return ("InterpreterBecause", InterpreterBecause);
        yield return ("Grade", Grade?.ToString());
        yield return ("Reason", Reason);
    }
}

public sealed record AnswerEntry(RiskReply Reply, string? Detail)
{
    /// <summary>The scale's code, in an instrument that has one; <see cref="Reply"/> follows from it.</summary>
    public string? Degree { get; init; }

    /// <summary>"Asked again: still so" was ticked beside last time's answer (RSK-13).</summary>
    public bool Confirmed { get; init; }
}

public sealed record ChildEntry(string? Name, string? Born, bool? Seen, string? NotSeenBecause, bool? SpokenTo, string? Words);

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
        // What is offered is the instrument's to say; here, what no answer may be.
        RuleFor(e => e).Custom((entry, context) =>
        {
            foreach (var (name, value) in entry.Fields())
            {
                if (TextRules.Problem(value, "This", name.EndsWith("Name", StringComparison.Ordinal) || name.EndsWith("Name]", StringComparison.Ordinal) ? Lengths.Name : Lengths.Note) is { } problem)
                {
                    context.AddFailure(name, problem);
                }
            }

            if (entry.Children.Count > AssessmentFields.MostChildren)
            {
                context.AddFailure("", $"{AssessmentFields.MostChildren} children at most");
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

/// <summary>Finds or makes the draft and writes into it; shared by keeping one answer, saving and submitting.</summary>
internal static class AssessmentDrafts
{
    public static async Task<RiskAssessment> Write(CaseDbContext db, CurrentUser user, PolicyInForce inForce, TimeProvider clock, string incidentReference, string caseReference, int? version, Guid editor, AssessmentEntry entry, CancellationToken cancel)
    {
        var draft = await Open(db, user, inForce, clock, incidentReference, caseReference, version, cancel);
        var forms = await AssessmentForms.Of(db, draft.Instrument, draft, cancel);
        List<(AssessmentField Field, string? Value)> fields = [.. entry.Fields().Select(f => (Known(f.Name, f.Value, forms), Tidy(f.Value)))];

        // Several people never assess one victim at one time; should two tablets hold the same form, the second is told and shown.
        var conflicts = draft.Id != 0 && draft.Version != (version ?? -1) && (editor == Guid.Empty || draft.LastEditor != editor)
            ? fields.FindAll(f => f.Field.Shown(draft) is { Length: > 0 } kept && !Same(kept, f.Value) && !f.Field.Name.StartsWith("Confirm", StringComparison.Ordinal)) : [];
        if (conflicts.Count > 0)
        {
            throw new EditConflictException([.. conflicts.Select(f => new FieldConflict(f.Field.Name, f.Field.Label, f.Field.Shown(draft), f.Value ?? ""))], draft.Version);
        }

        foreach (var (field, value) in fields.Where(f => !Same(f.Field.Shown(draft), f.Value)))
        {
            field.Set(draft, value);
        }

        await Confirm(db, draft, forms, cancel);
        draft.WrittenBy(editor);
        Touch(db, draft);
        return draft;
    }

    /// <exception cref="RecordNotFoundException">No such incident in such a case, or not for this person.</exception>
    /// <exception cref="RefusedException">The page was made from a draft that has been submitted since (RSK-7).</exception>
    public static async Task<RiskAssessment> Open(CaseDbContext db, CurrentUser user, PolicyInForce inForce, TimeProvider clock, string incidentReference, string caseReference, int? version, CancellationToken cancel)
    {
        var link = await db.CaseIncidents.Include(c => c.Case).Include(c => c.Incident)
            .Where(c => c.Incident.Reference == incidentReference && db.Cases.VisibleTo(user).Any(v => v.Id == c.CaseId && v.Reference == caseReference))
            .SingleOrDefaultAsync(cancel)
            ?? throw new RecordNotFoundException("incident", incidentReference);
        if (link.Case.ClosedAt is not null)
        {
            // Nobody would own what the grade asks for.
            throw new RefusedException("RTE-1", "", "This case is closed and nobody holds it. Take a new report of what has happened: it opens the work again, with owners, and is assessed there.");
        }

        var draft = await db.Assessments.Include(a => a.Answers).Include(a => a.Children).Include(a => a.Incident).Include(a => a.Case).AsSplitQuery()
            .SingleOrDefaultAsync(a => a.IncidentId == link.IncidentId && a.CaseId == link.CaseId && a.SubmittedAt == null, cancel);
        if (draft is null)
        {
            if (version is not null)
            {
                throw new RefusedException("RSK-7", "", "This assessment has been submitted since you opened it and cannot be changed. Open it again to make a new one.");
            }

            draft = new RiskAssessment(link.Incident, link.Case, (await db.InstrumentInUse(inForce.Policy, cancel)).Instrument.Code, user.Id, clock.GetUtcNow().UtcDateTime);
            db.Assessments.Add(draft);
        }

        return draft;
    }

    /// <exception cref="RefusedException">There is no such field or question, or the answer is none of those offered (RSK-1, RSK-2).</exception>
    public static AssessmentField Known(string name, string? value, AssessmentForms forms)
    {
        var field = AssessmentFields.Find(name, forms) ?? throw new RefusedException("RSK-1", "", $"{forms.Main.Name} has no question for {name}. Nothing was saved; reload the page.");
        return field.Problem(Tidy(value)) is { } problem ? throw new RefusedException("RSK-2", name, problem) : field;
    }

    /// <summary>A new version even where only an answer changed.</summary>
    public static void Touch(CaseDbContext db, RiskAssessment draft)
    {
        if (draft.Id != 0)
        {
            db.Entry(draft).State = EntityState.Modified;
        }
    }

    public static string? Tidy(string? value) => string.IsNullOrWhiteSpace(value) || value == nameof(RiskReply.NotAsked) ? null : value.Trim().ReplaceLineEndings("\n");

    public static bool Same(string kept, string? value) => string.Equals(kept.ReplaceLineEndings("\n"), value ?? "", StringComparison.Ordinal);

    /// <summary>"Still so" takes last time's answer where none was given, and is no confirmation where another was (RSK-13).</summary>
    private static async Task Confirm(CaseDbContext db, RiskAssessment draft, AssessmentForms forms, CancellationToken cancel)
    {
        var confirmed = draft.Answers.Where(a => a.Confirmed).ToList();
        if (confirmed.Count == 0)
        {
            return;
        }

        var last = await Last(db, draft.Case.Id, draft.Id, cancel);
        foreach (var answer in confirmed)
        {
            // Numbers mean the same question only in the same instrument, or in another wording of it.
            var before = last is null || (answer.Supplement.Length == 0 && !SameItems(last.Instrument, forms)) ? null : last.Given(answer.Supplement, answer.Item);
            if (before is null or { Reply: RiskReply.NotAsked })
            {
                draft.Answer(answer.Supplement, answer.Item, answer.Reply, answer.Detail, answer.Degree);
            }
            else if (answer.Reply == RiskReply.NotAsked)
            {
                draft.Answer(answer.Supplement, answer.Item, before.Reply, answer.Detail ?? before.Detail, before.Degree, confirmed: true);
            }
            else if (answer.Reply != before.Reply || answer.Degree != before.Degree)
            {
                draft.Answer(answer.Supplement, answer.Item, answer.Reply, answer.Detail, answer.Degree);
            }
        }
    }

    /// <summary>The latest submitted of the case, by the order they came in: clocks go back.</summary>
    public static Task<RiskAssessment?> Last(CaseDbContext db, long caseId, long except, CancellationToken cancel) =>
        db.Assessments.AsNoTracking().Include(a => a.Answers).Where(a => a.CaseId == caseId && a.SubmittedAt != null && a.Id != except).OrderByDescending(a => a.Id).FirstOrDefaultAsync(cancel);

    public static bool SameItems(string code, AssessmentForms forms) => code == forms.Main.Code || code == forms.Main.SameItemsAs || InstrumentLibrary.Find(code)?.SameItemsAs == forms.Main.Code;
}
