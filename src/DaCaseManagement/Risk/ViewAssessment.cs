using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Cases;
using DaCaseManagement.Data;
using DaCaseManagement.Pipeline;
using DaCaseManagement.Policy;
using DaCaseManagement.Risk.Instruments;

using MediatR;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Risk;

/// <summary>The assessment of one victim at one incident: a draft to fill in, or the submitted record with its decisions.</summary>
[Requires(Permission.ConsultCases)]
public sealed record ViewAssessment(string Incident, string Case) : IQuery<AssessmentView>;

/// <param name="Version">Of the draft; null when nothing has been saved yet.</param>
/// <param name="LastAnswers">From the assessment before, to be confirmed and never copied blindly (RSK-13).</param>
public sealed record AssessmentView(
    string Incident, DateTime IncidentAt, string Case, string VictimReference, string Victim, string? Perpetrator, SafeContact SafeContact,
    Instrument Instrument, long? Id, int? Version, DateTime? SubmittedAt, string? Assessor, bool? FaceToFace, bool? VictimAlone, bool? Explained, Grade? DraftGrade, string? DraftReason,
    IReadOnlyDictionary<int, GivenAnswer> Answers, IReadOnlyDictionary<int, GivenAnswer> LastAnswers, DateTime? LastAt,
    RiskPicture Picture, RiskHistory History, Grade? Standing, IReadOnlyList<DecisionView> Decisions, bool SignOffOpen, long? LoweringOpen, bool IsOwn) : IConsultation
{
    public IEnumerable<Subject> Consulted => [Subject.Case(Case), Subject.Person(VictimReference), Subject.Incident(Incident)];
}

public sealed record DecisionView(long Id, DecisionStage Stage, Grade Grade, string Reason, string Information, DateTime? VictimContactedAt, string? LoweringReason, string By, DateTime At, string PolicyVersion);

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
        var assessment = await db.Assessments.AsNoTracking().Include(a => a.Answers).Include(a => a.Assessor).AsSplitQuery()
            .Where(a => a.IncidentId == link.IncidentId && a.CaseId == link.CaseId).OrderBy(a => a.SubmittedAt != null).ThenByDescending(a => a.Id).FirstOrDefaultAsync(cancellationToken);
        var ownId = assessment?.Id ?? 0;
        var last = await db.Assessments.AsNoTracking().Include(a => a.Answers)
            .Where(a => a.CaseId == link.CaseId && a.SubmittedAt != null && a.Id != ownId).OrderByDescending(a => a.SubmittedAt).FirstOrDefaultAsync(cancellationToken);
        var instrument = InstrumentLibrary.Get(assessment?.Instrument ?? inForce.Policy.Assessment.Instrument);
        var answers = Given(assessment);
        var history = await RiskFacts.History(db, @case, inForce.Policy, now, user.May(Permission.SeeRestrictedCases), cancellationToken);
        var decisions = await db.GradeDecisions.AsNoTracking().Where(d => d.AssessmentId == ownId).OrderBy(d => d.Id)
            .Select(d => new DecisionView(d.Id, d.Stage, d.Grade, d.Reason, d.Information, d.VictimContactedAt, d.LoweringReason, d.By.FullName, d.At, d.PolicyVersion)).ToListAsync(cancellationToken);
        var subjects = decisions.Where(d => d.Stage == DecisionStage.LoweringProposed).Select(d => ReviewGradeHandler.LoweringSubject(d.Id)).Append(SubmitAssessmentHandler.SignOffSubject(ownId)).ToList();
        var open = await db.Deadlines.Where(d => d.IsOpen && d.CaseId == link.CaseId && subjects.Contains(d.Subject)).Select(d => d.Kind).ToListAsync(cancellationToken);
        return new AssessmentView(
            link.Incident.Reference, link.Incident.StartedAt, @case.Reference, @case.Victim.Reference, @case.Victim.DisplayName, @case.Perpetrator?.DisplayName, @case.SafeContact,
            instrument, assessment?.Id, assessment is { SubmittedAt: null } ? assessment.Version : null, assessment?.SubmittedAt, assessment?.Assessor?.FullName,
            assessment?.FaceToFace, assessment?.VictimAlone, assessment?.Explained, assessment?.DraftGrade, assessment?.DraftReason,
            answers, Given(last), last?.SubmittedAt,
            Grading.Picture(instrument, [.. answers.Values], history), history, @case.Grade, decisions,
            open.Contains("SupervisorSignOff"), open.Contains("LoweringDecision") ? decisions.FindLast(d => d.Stage == DecisionStage.LoweringProposed)?.Id : null, assessment?.AssessorId == user.Id);
    }

    private static Dictionary<int, GivenAnswer> Given(RiskAssessment? assessment) =>
        assessment?.Answers.ToDictionary(a => a.Item, a => new GivenAnswer(a.Item, a.Reply, a.Detail)) ?? [];
}
