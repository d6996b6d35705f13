using DaCaseManagement.Access;
using DaCaseManagement.Cases;
using DaCaseManagement.Data;
using DaCaseManagement.Incidents;
using DaCaseManagement.Policy;
using DaCaseManagement.Risk;
using DaCaseManagement.Risk.Instruments;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Seeding;

/// <summary>What the pages that watch over risk work show in the demonstration force: openings of sign-offs, gaps, two events, an exception that waits and a vulnerable victim.</summary>
public sealed class DemonstrationWatch(CaseDbContext db, PolicyInForce inForce, TimeProvider clock, CurrentUser user, Clocks.Deadlines deadlines)
{
    private readonly Random random = new(20_261_122);

    public async Task Fill(CancellationToken cancel)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        Openings();
        Gaps(now);
        await AskException(now, cancel);
        await Changes(now, cancel);
        Vulnerable(now);
        db.ChangeTracker.DetectChanges();
        await db.SaveChangesAsync(cancel);
    }

    /// <summary>Most are read for some minutes; one in nine is agreed at once.</summary>
    private void Openings()
    {
        foreach (var decision in db.GradeDecisions.Local.Where(d => d.Stage is DecisionStage.SupervisorAgreed or DecisionStage.SupervisorAmended))
        {
            var seconds = random.Next(9) == 0 ? random.Next(8, 50) : random.Next(120, 1_100);
            db.ReviewOpenings.Add(new ReviewOpening(decision.Assessment.Id, decision.By.Id, decision.At.AddSeconds(-seconds)));
        }
    }

    private void Gaps(DateTime now)
    {
        foreach (var a in db.Assessments.Local.Where(a => a.SubmittedAt > now.AddDays(-60)))
        {
            foreach (var gap in TrainingGaps.Of(InstrumentLibrary.Get(a.Instrument), [.. a.Answers.Select(x => new GivenAnswer(x.Item, x.Reply, x.Detail))], a.VictimAlone, a.Explained).Where(_ => random.Next(4) == 0))
            {
                db.AssessmentGaps.Add(new AssessmentGap(a, gap, a.AssessorId, a.SubmittedAt!.Value));
            }
        }
    }

    private async Task AskException(DateTime now, CancellationToken cancel)
    {
        if (db.CaseIncidents.Local.Where(c => c.UnassessedSince is not null && !c.Case.Restricted).OrderBy(c => c.UnassessedSince).ElementAtOrDefault(1) is not { } link)
        {
            return;
        }

        var officer = await db.Users.SingleAsync(u => u.UserName == "response-officer", cancel);
        var exemption = new Exemption(link, "Three visits and two calls at the times she gave; the neighbour says she is abroad until the end of the month.", officer, inForce.Policy.Version, now.AddHours(-5));
        db.Exemptions.Add(exemption);
        await db.SaveChangesAsync(cancel);
        db.Deadlines.Add(new Clocks.Deadline(Exemptions.Kind, Exemptions.Subject(exemption.Id), link.Case.Id, link.Incident.Id, officer.UnitId!.Value, null, now.AddHours(-5), now.AddHours(3)));
    }

    private async Task Changes(DateTime now, CancellationToken cancel)
    {
        var officer = await db.Users.SingleAsync(u => u.UserName == "specialist", cancel);
        var story = new CaseStory(db, user, clock);
        var events = new RiskEvents(db, inForce, user, clock, story, deadlines);
        foreach (var @case in db.Cases.Local.Where(c => c is { ClosedAt: null, Grade: Grade.High, Restricted: false }).OrderByDescending(c => c.LastIncidentAt).Take(2))
        {
            await events.Happened(@case, RiskEvent.Arrest, "demonstration", cancel, now.AddHours(-3), $"Told by {officer.FullName}: arrested at work, in custody.");
            await events.Happened(@case, RiskEvent.CourtDateApproaching, "demonstration", cancel, now.AddDays(9), "Remand hearing.");
        }
    }

    private void Vulnerable(DateTime now)
    {
        var link = db.CaseIncidents.Local.Where(c => c.Case is { ClosedAt: null, Restricted: false } && c.UnassessedSince is null).OrderByDescending(c => c.Incident.StartedAt).ElementAtOrDefault(2);
        if (link is null)
        {
            return;
        }

        var policy = inForce.Policy.Vulnerability;
        var made = new VulnerabilityAssessment(link.Incident, link.Case.Victim, policy, inForce.Policy.Version, true, "Takes medicine that he keeps from her; cannot keep herself safe without it.", db.Users.Local.First(u => u.UserName == "response-officer").Id, now.AddDays(-1));
        foreach (var factor in policy.Factors)
        {
            var yes = factor.Code is "MENTAL-HEALTH" or "DEPENDENCE";
            made.Answer(factor, yes ? PromptReply.Yes : random.Next(3) == 0 ? PromptReply.NotKnown : PromptReply.No, yes ? "In her own words." : null);
        }

        db.VulnerabilityAssessments.Add(made);
    }
}
