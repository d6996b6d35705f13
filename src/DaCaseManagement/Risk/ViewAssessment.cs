using System.Globalization;

using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Cases;
using DaCaseManagement.Data;
using DaCaseManagement.Incidents;
using DaCaseManagement.People;
using DaCaseManagement.Pipeline;
using DaCaseManagement.Policy;
using DaCaseManagement.Risk.Instruments;

using MediatR;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Risk;

/// <summary>The assessment of one victim at one incident: a draft to fill in, or the submitted record with its decisions.</summary>
/// <param name="Submitted">Only the submitted: somebody's new draft must not hide what waits for a decision.</param>
/// <param name="Id">An earlier one of the same incident and case; otherwise the latest.</param>
/// <param name="Again">For a new one beside those submitted (RSK-12): the draft, or an empty form.</param>
[Requires(Permission.ConsultCases)]
public sealed record ViewAssessment(string Incident, string Case, bool Submitted = false, long? Id = null, bool Again = false) : IQuery<AssessmentView>;

/// <param name="Version">Of the draft; null when nothing has been saved yet.</param>
/// <param name="LastAnswers">From the assessment before, to be confirmed and never copied blindly (RSK-13).</param>
public sealed record AssessmentView(
    string Incident, DateTime IncidentAt, string Case, string VictimReference, string Victim, string? Perpetrator, SafeContact SafeContact,
    Instrument Instrument, long? Id, int? Version, DateTime? SubmittedAt, string? Assessor, bool? FaceToFace, bool? VictimAlone, bool? Explained, Grade? DraftGrade, string? DraftReason,
    IReadOnlyDictionary<int, GivenAnswer> Answers, IReadOnlyDictionary<int, GivenAnswer> LastAnswers, DateTime? LastAt,
    RiskPicture Picture, RiskHistory History, Grade? Standing, IReadOnlyList<DecisionView> Decisions, WaitingDecisions Waiting, IReadOnlyList<(long Id, DateTime At)> Others, bool IsOwn) : IConsultation
{
    public IEnumerable<Subject> Consulted => [Subject.Case(Case), Subject.Person(VictimReference), Subject.Incident(Incident)];

    /// <summary>Supplements that the instrument's answers may open, and what was answered in them.</summary>
    public IReadOnlyList<SupplementView> Supplements { get; init; } = [];

    public IReadOnlyList<ChildView> Children { get; init; } = [];

    public (InterpreterKind? Kind, string? Name, string? Because) Interpreter { get; init; }

    /// <summary>By telephone where that is not enough (RSK-4).</summary>
    public bool Provisional { get; init; }

    /// <summary>Why the questions are not those somebody expects: not loaded here, or others asked instead.</summary>
    public string? Warning { get; init; }

    /// <summary>Whether the policy asks for one here, by what this reader may see; and whether it is due.</summary>
    public (AssessmentNeed Need, bool Due) Required { get; init; } = (new AssessmentNeed(true, ""), true);

    /// <summary>Whether the telephone would be enough, and why.</summary>
    public (TelephoneVerdict Verdict, string Because) Telephone { get; init; }

    /// <summary>When this incident's own assessment was submitted, while another is filled in.</summary>
    public (DateTime At, bool Provisional)? Before { get; init; }
}

/// <param name="OpenedBy">Questions of the instrument whose yes calls for it.</param>
/// <param name="IsCalledFor">One of them was answered yes.</param>
public sealed record SupplementView(Instrument Instrument, IReadOnlyList<int> OpenedBy, bool IsCalledFor, IReadOnlyDictionary<int, GivenAnswer> Answers, IReadOnlyDictionary<int, GivenAnswer> LastAnswers);

/// <param name="InReport">The report names this child.</param>
public sealed record ChildView(string Key, bool InReport, string? Name, string? Born, bool? Seen, string? NotSeenBecause, bool? SpokenTo, string? Words);

/// <summary>What waits to be decided about an assessment, and by which unit.</summary>
/// <param name="Lowering">The proposal that waits for a second person.</param>
/// <param name="Challenge">The challenge that waits.</param>
/// <param name="Challengeable">The review's decision that could be challenged now.</param>
/// <param name="RefusalLowers">Refusing the challenge would need contact and a reason of its own.</param>
public sealed record WaitingDecisions(
    UnitWaits? SignOff, UnitWaits? Review, UnitWaits? FirstGrade, (long Decision, UnitWaits By)? Lowering, (long Decision, Grade Claimed, Grade Reviewed, UnitWaits By)? Challenge, (long Decision, Grade Grade)? Challengeable, bool RefusalLowers);

/// <param name="IsMine">The reader works there.</param>
public sealed record UnitWaits(string Unit, bool IsMine, DateTime DueAt);

public sealed record DecisionView(long Id, DecisionStage Stage, Grade Grade, string Reason, string Information, DateTime? VictimContactedAt, string? LoweringReason, long ById, string By, DateTime At, string PolicyVersion, long? AboutId);

public sealed class ViewAssessmentHandler(CaseDbContext db, CurrentUser user, PolicyInForce inForce, TimeProvider clock) : IRequestHandler<ViewAssessment, AssessmentView>
{
    public async Task<AssessmentView> Handle(ViewAssessment request, CancellationToken cancellationToken)
    {
        var link = await db.CaseIncidents.AsNoTracking().Include(c => c.Incident).Include(c => c.Case.Victim).Include(c => c.Case.Perpetrator)
            .Where(c => c.Incident.Reference == request.Incident && db.Cases.VisibleTo(user).Any(v => v.Id == c.CaseId && v.Reference == request.Case))
            .SingleOrDefaultAsync(cancellationToken)
            ?? throw new RecordNotFoundException("incident", request.Incident);
        var (@case, now) = (link.Case, clock.GetUtcNow().UtcDateTime);

        // The draft if there is one, else the latest submitted.
        var assessments = db.Assessments.AsNoTracking().Where(a => a.IncidentId == link.IncidentId && a.CaseId == link.CaseId && (!request.Submitted || a.SubmittedAt != null) && (!request.Again || a.SubmittedAt == null) && (request.Id == null || a.Id == request.Id));
        var assessment = await assessments.Include(a => a.Answers).Include(a => a.Children).Include(a => a.Assessor).AsSplitQuery().OrderBy(a => a.SubmittedAt != null).ThenByDescending(a => a.Id).FirstOrDefaultAsync(cancellationToken);
        var ownId = assessment?.Id ?? 0;
        var last = await AssessmentDrafts.Last(db, link.CaseId, ownId, cancellationToken);
        var (inUse, warning) = await db.InstrumentInUse(inForce.Policy, cancellationToken);
        var forms = await AssessmentForms.Of(db, assessment?.Instrument ?? inUse.Code, assessment, cancellationToken);
        var instrument = forms.Main;
        var answers = Given(assessment, "");
        var sameItems = last is not null && AssessmentDrafts.SameItems(last.Instrument, forms);
        var history = await RiskFacts.History(db, @case, inForce.Policy, now, user.May(Permission.SeeRestrictedCases), cancellationToken);
        var decisions = await db.GradeDecisions.AsNoTracking().Where(d => d.AssessmentId == ownId).OrderBy(d => d.Id)
            .Select(d => new DecisionView(d.Id, d.Stage, d.Grade, d.Reason, d.Information, d.VictimContactedAt, d.LoweringReason, d.ById, d.By.FullName, d.At, d.PolicyVersion, d.AboutId)).ToListAsync(cancellationToken);
        var others = await db.Assessments.AsNoTracking().Where(a => a.IncidentId == link.IncidentId && a.CaseId == link.CaseId && a.SubmittedAt != null && a.Id != ownId).OrderByDescending(a => a.Id).Take(20)
            .Select(a => new { a.Id, At = a.SubmittedAt!.Value }).ToListAsync(cancellationToken);
        var waiting = await Waiting(@case.Id, ownId, decisions, cancellationToken);
        return await WithTheScene(new AssessmentView(
            link.Incident.Reference, link.Incident.StartedAt, @case.Reference, @case.Victim.Reference, @case.Victim.DisplayName, @case.Perpetrator?.DisplayName, @case.SafeContact,
            instrument, assessment?.Id, assessment is { SubmittedAt: null } ? assessment.Version : null, assessment?.SubmittedAt, assessment?.Assessor?.FullName,
            assessment?.FaceToFace, assessment?.VictimAlone, assessment?.Explained, assessment?.DraftGrade, assessment?.DraftReason,
            answers, sameItems ? Given(last, "") : [], last?.SubmittedAt,
            Grading.Picture(forms.Answered(assessment), history), history, @case.Grade, decisions,
            waiting, [.. others.Select(o => (o.Id, o.At))], assessment?.AssessorId == user.Id), assessment, last, forms, link, warning, cancellationToken);
    }

    private async Task<WaitingDecisions> Waiting(long caseId, long assessmentId, List<DecisionView> decisions, CancellationToken cancel)
    {
        var subjects = decisions.Where(d => d.Stage is DecisionStage.LoweringProposed or DecisionStage.Challenged).Select(d => GradeBook.DecisionSubject(d.Id)).Append(GradeBook.AssessmentSubject(assessmentId)).ToList();
        var open = await db.Deadlines.AsNoTracking().Where(d => d.IsOpen && d.CaseId == caseId && subjects.Contains(d.Subject))
            .Select(d => new { d.Kind, d.Subject, Waits = new UnitWaits(d.OwnerUnit!.Name, d.OwnerUnitId == user.UnitId, d.DueAt) }).ToListAsync(cancel);
        UnitWaits? Of(string kind) => open.Find(o => o.Kind == kind)?.Waits;
        DecisionView? About(string kind) => decisions.FindLast(d => open.Exists(o => o.Kind == kind && o.Subject == GradeBook.DecisionSubject(d.Id)));

        var chain = await GradeBook.Chain(db, caseId, inForce.Policy, cancel);
        var (lowering, challenge, last) = (About("LoweringDecision"), About("ChallengeDecision"), chain.Challengeable);
        var reviewed = decisions.Find(d => d.Id == challenge?.AboutId);
        return new WaitingDecisions(
            Of("SupervisorSignOff"), Of("SecondaryReview"), Of("FirstGrade"),
            lowering is null ? null : (lowering.Id, Of("LoweringDecision")!),
            challenge is null || reviewed is null ? null : (challenge.Id, challenge.Grade, reviewed.Grade, Of("ChallengeDecision")!),
            last?.AssessmentId == assessmentId ? (last.Id, last.Grade) : null,
            reviewed is not null && reviewed.Stage != DecisionStage.LoweringConfirmed && chain.Settled < chain.Standing);
    }

    private async Task<AssessmentView> WithTheScene(AssessmentView view, RiskAssessment? assessment, RiskAssessment? last, AssessmentForms forms, CaseIncident link, string? warning, CancellationToken cancel)
    {
        var (incident, policy) = (link.Incident, inForce.Policy);
        var subject = $"{incident.Reference} {link.Case.Reference}";
        var named = await db.InvolvedPeople.AsNoTracking().Where(p => p.IncidentId == incident.Id && p.Part == Part.Child).OrderBy(p => p.Slot).ToListAsync(cancel);
        var before = await db.Assessments.Where(a => a.IncidentId == incident.Id && a.CaseId == link.CaseId && a.SubmittedAt != null).OrderByDescending(a => a.Id).Select(a => new { a.SubmittedAt, a.Provisional }).FirstOrDefaultAsync(cancel);
        var yes = view.Answers.Values.Where(a => a.Reply == RiskReply.Yes).Select(a => a.Item).ToHashSet();
        ChildAtScene? At(string key) => assessment?.Children.FirstOrDefault(c => c.Key == key);
        ChildView Told(string key, string? name, string? born, bool inReport) => At(key) is { } c ? new(key, inReport, inReport ? name : c.Name, inReport ? born : c.Born, c.Seen, c.NotSeenBecause, c.SpokenTo, c.Words) : new(key, inReport, name, born, null, null, null, null);
        var report = named.Where(p => !p.IsEmpty).Select(p => Told(string.Create(CultureInfo.InvariantCulture, $"slot-{p.Slot}"), Person.Display(p.GivenNames ?? "", p.FamilyName ?? ""), p.Born, true)).ToList();

        // A child met at one assessment stands in the report from then on, and is not asked for twice.
        List<ChildView> met = [.. (assessment?.Children ?? []).Where(c => !report.Exists(r => r.Key == c.Key)).OrderBy(c => c.Id).Select(c => Told(c.Key, c.Name, c.Born, false))];
        return view with
        {
            Supplements =
            [
                .. from s in forms.Supplements
                   let openedBy = forms.Main.Items.Where(i => i.Opens?.Contains(s.Code) == true).Select(i => i.Number).ToList()
                   select new SupplementView(s, openedBy, openedBy.Exists(yes.Contains), Given(assessment, s.Code), Given(last, s.Code)),
            ],
            Children = [.. report.Where(r => At(r.Key) is not null || !met.Exists(m => m.Name == r.Name)), .. met],
            Interpreter = (assessment?.Interpreter, assessment?.InterpreterName, assessment?.InterpreterBecause),
            Provisional = assessment?.Provisional ?? false,
            Warning = forms.Known ? assessment is null ? warning : null : $"The questions of {forms.Main.Code} are not loaded here, so the answers are shown by number. Load the instrument again under the same code.",
            Required = (await AssessmentDue.Need(db, db.Incidents.VisibleTo(user, db), policy, incident, link.Case.VictimId, link.Case.PerpetratorId, cancel), await db.Deadlines.AnyAsync(d => d.IsOpen && d.Kind == "Assessment" && d.Subject == subject, cancel)),
            Telephone = TelephoneRule.Of(await AtTheScene.Relationships(db, incident.Id, cancel), policy.Assessment.ProvisionalByTelephone),
            Before = before is null ? null : (before.SubmittedAt!.Value, before.Provisional),
        };
    }

    private static Dictionary<int, GivenAnswer> Given(RiskAssessment? assessment, string supplement) =>
        AssessmentForms.Given(assessment, supplement).ToDictionary(a => a.Item);
}
