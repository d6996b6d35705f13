using DaCaseManagement.Cases;
using DaCaseManagement.Clocks;
using DaCaseManagement.Access;
using DaCaseManagement.Data;
using DaCaseManagement.Policy;
using DaCaseManagement.Risk.Instruments;
using DaCaseManagement.Routing;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Risk;

/// <summary>What hangs on a submitted assessment beside its grade: nobody is missing it any more (RSK-5), what had happened is answered (RSK-12), what it tells of is acted on (RSK-12,
/// RSK-15), and what it leaves out is counted (RSK-14). Called inside the command that submits it, once the assessment has its id.</summary>
public sealed class AfterAssessment(CaseDbContext db, CurrentUser user, PolicyInForce inForce, TimeProvider clock, Deadlines deadlines, CaseRouter router, RiskEvents events)
{
    private static readonly (string Tag, RiskEvent Event)[] Tells = [("separation", RiskEvent.Separation), ("pregnancy", RiskEvent.Pregnancy)];

    public async Task Submitted(RiskAssessment assessment, CancellationToken cancel)
    {
        var instrument = InstrumentLibrary.Get(assessment.Instrument);
        await Settle(assessment, cancel);
        await events.Assessed(assessment.CaseId, cancel);
        await TellWhatIsNew(assessment, instrument, cancel);
        if (HasYes(assessment.Answers.Select(a => (a.Item, a.Reply)), instrument, "victim-health"))
        {
            await AskWhetherVulnerable(assessment, cancel);
        }

        await CountGaps(assessment, instrument, cancel);
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
    private async Task TellWhatIsNew(RiskAssessment assessment, Instrument instrument, CancellationToken cancel)
    {
        var told = Tells.Where(t => HasYes(assessment.Answers.Select(a => (a.Item, a.Reply)), instrument, t.Tag)).ToList();
        if (told.Count == 0)
        {
            return;
        }

        var (id, @case) = (assessment.Id, assessment.CaseId);
        var last = await db.Assessments.AsNoTracking().Include(a => a.Answers).Where(a => a.CaseId == @case && a.SubmittedAt != null && a.Id != id).OrderByDescending(a => a.SubmittedAt).FirstOrDefaultAsync(cancel);
        if (last is null)
        {
            return;
        }

        var before = InstrumentLibrary.Get(last.Instrument);
        foreach (var (_, what) in told.Where(t => !HasYes(last.Answers.Select(a => (a.Item, a.Reply)), before, t.Tag)))
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

    private async Task CountGaps(RiskAssessment assessment, Instrument instrument, CancellationToken cancel)
    {
        var (now, supervision) = (clock.GetUtcNow().UtcDateTime, inForce.Policy.Supervision);
        var since = now.AddMonths(-supervision.HintMonths);
        foreach (var gap in TrainingGaps.Of(instrument, [.. assessment.Answers.Select(a => new GivenAnswer(a.Item, a.Reply, a.Detail))], assessment.VictimAlone, assessment.Explained))
        {
            var before = await db.AssessmentGaps.CountAsync(g => g.AssessorId == user.Id && g.Gap == gap && g.At >= since, cancel);
            db.AssessmentGaps.Add(new AssessmentGap(assessment, gap, user.Id, now));
            if (before + 1 == supervision.HintAfter)
            {
                db.Notices.Add(new Notice(user.Id, TrainingGaps.Hint(gap, before + 1, supervision.HintMonths), null, now));
            }
        }
    }

    private static bool HasYes(IEnumerable<(int Item, RiskReply Reply)> answers, Instrument instrument, string tag) =>
        answers.Any(a => a.Reply == RiskReply.Yes && instrument.Item(a.Item)?.Tags.Contains(tag) == true);
}
