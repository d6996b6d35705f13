using DaCaseManagement.Cases;
using DaCaseManagement.Clocks;
using DaCaseManagement.Access;
using DaCaseManagement.Data;
using DaCaseManagement.Policy;
using DaCaseManagement.Routing;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Risk;

/// <summary>What hangs on a submitted assessment beside its grade: nobody is missing it any more (RSK-5), what had happened is answered (RSK-12), what it tells of is acted on (RSK-12,
/// RSK-15), and what it leaves out is counted (RSK-14). Called inside the command that submits it, once the assessment has its id.</summary>
public sealed class AfterAssessment(CaseDbContext db, CurrentUser user, PolicyInForce inForce, TimeProvider clock, Deadlines deadlines, CaseRouter router, RiskEvents events, FollowUps followUps)
{
    private static readonly (string Tag, RiskEvent Event)[] Tells = [("separation", RiskEvent.Separation), ("pregnancy", RiskEvent.Pregnancy)];

    public async Task Submitted(RiskAssessment assessment, CancellationToken cancel)
    {
        var forms = (await AssessmentForms.Of(db, assessment.Instrument, assessment, cancel)).Answered(assessment);
        if (!assessment.Provisional)
        {
            // By telephone where that is not enough: it still waits to be done face to face (RSK-4).
            await Settle(assessment, cancel);
            await events.Assessed(assessment.CaseId, cancel);
            await followUps.Seen(assessment.IncidentId, FollowUpEvidence.AssessedAtScene, cancel);
        }

        await TellWhatIsNew(assessment, forms, cancel);
        if (HasYes(forms, "victim-health"))
        {
            await AskWhetherVulnerable(assessment, cancel);
        }

        await CountGaps(assessment, forms[0], cancel);
    }

    private async Task Settle(RiskAssessment assessment, CancellationToken cancel)
    {
        var (incident, @case, now) = (assessment.IncidentId, assessment.CaseId, clock.GetUtcNow().UtcDateTime);
        (await db.CaseIncidents.SingleAsync(c => c.IncidentId == incident && c.CaseId == @case, cancel)).Settle();
        foreach (var exemption in await db.Exemptions.Include(e => e.Steps).Where(e => e.IncidentId == incident && e.CaseId == @case && (e.Stage == ExemptionStage.Asked || e.Stage == ExemptionStage.Approved)).ToListAsync(cancel))
        {
            exemption.Go(ExemptionStage.Withdrawn, "The assessment was made.", user.Id, user.FullName, inForce.Policy.Version, now);
            await deadlines.Cancel(Exemptions.Kind, Exemptions.Subject(exemption.Id), "The assessment was made", cancel);
        }
    }

    /// <summary>A yes that was not one last time is an event; the assessment that tells of it is the new one it asks for.</summary>
    private async Task TellWhatIsNew(RiskAssessment assessment, IReadOnlyList<AnsweredForm> forms, CancellationToken cancel)
    {
        var told = Tells.Where(t => HasYes(forms, t.Tag)).ToList();
        if (told.Count == 0)
        {
            return;
        }

        var (id, @case) = (assessment.Id, assessment.CaseId);
        var last = await AssessmentDrafts.Last(db, @case, id, cancel);
        if (last is null)
        {
            return;
        }

        var before = (await AssessmentForms.Of(db, last.Instrument, last, cancel)).Answered(last);
        foreach (var (_, what) in told.Where(t => !HasYes(before, t.Tag)))
        {
            await events.HappenedAndAssessed(assessment.Case, what, GradeBook.AssessmentSubject(id), cancel);
        }
    }

    private async Task AskWhetherVulnerable(RiskAssessment assessment, CancellationToken cancel)
    {
        var (incident, victim) = (assessment.IncidentId, assessment.Case.VictimId);
        var reference = await db.People.Where(p => p.Id == victim).Select(p => p.Reference).SingleAsync(cancel);
        var subject = VulnerabilityAssessment.DeadlineSubject(assessment.Incident.Reference, reference);
        if (!await db.VulnerabilityAssessments.AnyAsync(v => v.IncidentId == incident && v.PersonId == victim, cancel) && !await deadlines.IsOpen(VulnerabilityAssessment.DeadlineKind, subject, cancel))
        {
            var unit = await router.UnitOf(UnitKind.Response, assessment.Incident.AreaId, cancel);
            deadlines.Open(VulnerabilityAssessment.DeadlineKind, subject, assessment.CaseId, incident, unit.Id);
        }
    }

    private async Task CountGaps(RiskAssessment assessment, AnsweredForm form, CancellationToken cancel)
    {
        var (now, supervision) = (clock.GetUtcNow().UtcDateTime, inForce.Policy.Supervision);
        var since = now.AddMonths(-supervision.HintMonths);
        foreach (var gap in TrainingGaps.Of(form.Instrument, form.Answers, assessment.VictimAlone, assessment.Explained))
        {
            var before = await db.AssessmentGaps.CountAsync(g => g.AssessorId == user.Id && g.Gap == gap && g.At >= since, cancel);
            db.AssessmentGaps.Add(new AssessmentGap(assessment, gap, user.Id, now));
            if (before + 1 == supervision.HintAfter)
            {
                db.Notices.Add(new Notice(user.Id, TrainingGaps.Hint(gap, before + 1, supervision.HintMonths), null, now));
            }
        }
    }

    private static bool HasYes(IReadOnlyList<AnsweredForm> forms, string tag) =>
        forms.Any(f => f.Answers.Any(a => a.Reply == RiskReply.Yes && f.Instrument.Item(a.Item)?.Tags.Contains(tag) == true));
}
