using System.Globalization;

using DaCaseManagement.Access;
using DaCaseManagement.Cases;
using DaCaseManagement.Incidents;
using DaCaseManagement.Incidents.Closing;
using DaCaseManagement.Marac;
using DaCaseManagement.Policy;
using DaCaseManagement.Risk;
using DaCaseManagement.Routing;

using MediatR;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Tools.Simulate;

/// <summary>An open deadline as whoever acts on it sees it.</summary>
internal sealed record Duty(long Id, string Kind, string Subject, long UnitId, long? UserId, string? Case, string? Incident, DateTime OpenedAt, DateTime DueAt);

/// <summary>What people do about each kind of deadline: the command that satisfies it. A kind that is not here is left to lapse, and must be told of.</summary>
internal sealed class SimulatedWork(SimulatedWorld world, SimulatedStaff staff, Random random)
{
    private static readonly (Grade Grade, int[] Yes)[] Assessments = [(Grade.High, [2, 6, 15, 18]), .. Enumerable.Repeat((Grade.Medium, new[] { 2, 22 }), 3), .. Enumerable.Repeat((Grade.Standard, new[] { 10 }), 6)];

    /// <returns>False: nobody is there who may.</returns>
    public async Task<bool> Act(Duty planned)
    {
        // Whose it is now: it may have changed hands, or be done.
        if (await world.Read(db => db.Deadlines.Where(d => d.Id == planned.Id && d.IsOpen).Select(d => (long?)d.OwnerUnitId).SingleOrDefaultAsync()) is not { } owner)
        {
            return true;
        }

        var task = planned with { UnitId = owner };
        var may = task.Kind switch
        {
            "Assessment" or "Reassessment" or "VulnerabilityAssessment" => Permission.AssessRisk,
            "SupervisorSignOff" or "LoweringDecision" => Permission.ReviewAssessments,
            "SecondaryReview" => Permission.ReviewForUnit,
            "HandoverAcceptance" or "RejectedHandover" => Permission.HandOver,
            "MaracReferral" => Permission.RaiseMaracReferrals,
            "MaracListing" => Permission.PrepareMarac,
            "Dispatch" or "Attendance" => Permission.DispatchOfficers,
            "ClosureEndorsement" => Permission.EndorseClosure,
            "ClosingQuestions" => Permission.AnswerClosingQuestions,
            "ShiftHandover" => Permission.ConsultPeople,
            "AbsentOwner" => Permission.ManageUnit,
            "VictimContact" or "NewContactTold" or "VictimInformed" or "PlanTouch" or "FollowUp" => Permission.KeepContact,
            "CaseReview" => Permission.ReviewAssessments,
            "MaracPreparation" => Permission.PrepareMarac,
            _ => (Permission?)null,
        };
        if (may is not { } needed)
        {
            return true;
        }

        var there = staff.There(task.UnitId, needed, world.Policy, world.Now);
        if (there.Count == 0)
        {
            return false;
        }

        await Do(task, there[random.Next(there.Count)]);
        return true;
    }

    private Task Do(Duty task, Member who) => task.Kind switch
    {
        "Assessment" or "Reassessment" => Assess(task, who),
        "VulnerabilityAssessment" => Vulnerability(task, who),
        "SupervisorSignOff" => Review(task, who, (id, grade) => new ReviewGrade(id, grade, "Agreed after reading the answers.")),
        "SecondaryReview" => Review(task, who, (id, grade) => new ReviewForUnit(id, grade, "The unit has looked at it.")),
        "HandoverAcceptance" => Answer(task, who),
        "RejectedHandover" => Offer(task, who),
        "MaracReferral" => world.Do(who, new RaiseReferral(task.Case!, ReferralCriterion.VisibleHighRisk, "High risk.", "Victim consents", "To be safe.", true)),
        "MaracListing" => List(task, who),
        "Dispatch" => world.Do(who, new SendOfficers(task.Incident!, "CX" + random.Next(90), "2")),
        "Attendance" => Arrive(task, who),
        "ClosureEndorsement" => world.Do(who, new EndorseClosing(task.Incident!, true, "All of it is there.")),
        "ClosingQuestions" => world.Do(who, new AnswerClosingQuestions(task.Incident!, ClosingQuestions.All.ToDictionary(q => q.Code, _ => new QuestionReply(true, null)))),
        "ShiftHandover" => world.Do(who, new AcceptShift(Number(task))),
        "AbsentOwner" => Cover(task, who),
        "VictimContact" or "NewContactTold" or "PlanTouch" => Speak(task, who, null),
        "VictimInformed" => Speak(task, who, Number(task)),
        "FollowUp" => Step(task, who),
        "CaseReview" => world.Do(who, new ReviewCase(task.Case!, "Looked through; the plan holds.")),
        "MaracPreparation" => Prepare(task, who),
        _ => Task.CompletedTask,
    };

    private async Task Assess(Duty task, Member who)
    {
        var incident = task.Incident ?? await world.Read(db => db.CaseIncidents.Where(c => c.Case.Reference == task.Case).OrderByDescending(c => c.IncidentId).Select(c => c.Incident.Reference).FirstAsync());
        var (grade, yes) = Assessments[random.Next(Assessments.Length)];
        var entry = new AssessmentEntry(Enumerable.Range(1, 27).ToDictionary(i => i, i => new AnswerEntry(yes.Contains(i) ? RiskReply.Yes : RiskReply.No, yes.Contains(i) ? "In her words." : null)), true, true, true, grade, "As seen and heard.");
        await world.Do(who, new SubmitAssessment(incident, task.Case!, null, entry, "Less is pointed to than there was."));
    }

    private async Task Vulnerability(Duty task, Member who)
    {
        var parts = task.Subject.Split(' ');
        await world.Do(who, new SubmitVulnerability(parts[0], parts[^1], new Dictionary<string, FactorEntry>(), false, "Spoken to; none of it applies."));
    }

    private async Task Review(Duty task, Member who, Func<long, Grade, IRequest<ReviewedGrade>> request)
    {
        var id = Number(task);
        var stands = await world.Read(db => db.Assessments.Where(a => a.Id == id).Select(a => new { a.Case.Grade, a.AssessorId }).SingleAsync());
        if (stands.AssessorId == who.Id)
        {
            who = staff.There(task.UnitId, Permission.ReviewAssessments, world.Policy, world.Now).Find(m => m.Id != who.Id) ?? who;
        }

        if (stands.Grade is { } grade)
        {
            await world.Do(who, request(id, grade));
        }
    }

    private async Task Answer(Duty task, Member who)
    {
        if (await Open(task) is { } offer)
        {
            await world.Do(who, random.Next(12) == 0 ? new RejectHandover(offer, "Not for us: somebody else knows them.") : (IRequest<HandoverDone>)new AcceptHandover(offer));
        }
    }

    private async Task Offer(Duty task, Member who)
    {
        var kind = KindOf(task);
        var units = await world.Read(db => db.Units.Where(u => u.ClosedAt == null && u.Id != task.UnitId && (u.Kind == UnitKind.SpecialistDa || u.Kind == UnitKind.Safeguarding || u.Kind == UnitKind.Response)).Select(u => u.Id).ToListAsync());
        await world.Do(who, new OfferHandover(task.Case!, kind, units[random.Next(units.Count)], "Would you take it?"));
    }

    private async Task Speak(Duty task, Member who, long? told)
    {
        // One call in five is not answered, and does not count.
        var spoke = random.Next(5) > 0;
        await world.Do(who, new RecordContact(task.Case!, Clocks.LocalTime.Of(world.Now).ToString("dd/MM/yyyy HH:mm", CultureInfo.InvariantCulture), ContactMeans.Telephone, spoke ? ContactOutcome.Spoke : ContactOutcome.NoAnswer, spoke ? "Safe and well." : null, spoke, spoke && told is { } change ? [change] : null));
    }

    private async Task Step(Duty task, Member who)
    {
        var step = await world.Read(db => db.FollowUpTasks.Where(t => t.Case.Reference == task.Case && db.Incidents.Any(i => i.Id == t.IncidentId && i.Reference == task.Incident)).OrderBy(t => t.Id).Select(t => new { t.Id, t.Place }).ToListAsync());
        if (step.Find(s => s.Place == Number(task)) is { } found)
        {
            await world.Do(who, new RecordStep(task.Case!, found.Id, random.Next(10) > 0, "As planned."));
        }
    }

    private async Task Prepare(Duty task, Member who)
    {
        if (await world.Read(db => db.Meetings.Where(m => m.Reference == task.Subject).Select(m => (int?)m.Version).SingleOrDefaultAsync()) is { } version)
        {
            await world.Do(who, new ReadyAgenda(task.Subject, version));
        }
    }

    private static long Number(Duty task) => long.Parse(task.Subject.AsSpan(task.Subject.LastIndexOf(' ') + 1), CultureInfo.InvariantCulture);

    private async Task Arrive(Duty task, Member who)
    {
        var sent = await world.Read(db => db.Dispatches.Where(d => db.Incidents.Any(i => i.Id == d.IncidentId && i.Reference == task.Incident)).OrderByDescending(d => d.Id).Select(d => d.CallSign).FirstOrDefaultAsync());
        if (sent is null)
        {
            await world.Do(who, new SendOfficers(task.Incident!, sent = "CX" + random.Next(90), "2"));
        }

        await world.Do(who, new RecordArrival(task.Incident!, sent));
    }

    /// <summary>A manager gives what somebody absent holds to somebody who is there.</summary>
    private async Task Cover(Duty task, Member who)
    {
        var away = staff.Members.FirstOrDefault(m => m.UserName == task.Subject);
        if (away is null || staff.There(away.UnitId, Permission.HandOver, world.Policy, world.Now).Find(m => m.Id != away.Id) is not { } to)
        {
            return;
        }

        if (await world.Do(who, new PreviewReassignment(away.Id, to.Id, null, null)) is { } preview)
        {
            await world.Do(who, new ReassignMany(away.Id, to.Id, null, null, preview.Stamp, "On leave.", "Nobody else is there."));
        }
    }

    private async Task List(Duty task, Member who)
    {
        var today = Clocks.LocalTime.DayOf(world.Now);
        var meeting = await world.Read(db => db.Meetings.Where(m => m.HeldOn > today && m.Items.Count < m.Capacity).OrderBy(m => m.HeldOn).Select(m => m.Reference).FirstOrDefaultAsync());
        if (meeting is null)
        {
            var area = await world.Read(db => db.Areas.OrderBy(a => a.Id).Select(a => a.Id).FirstAsync());
            meeting = await world.Do(who, new ArrangeMeeting(area, today.AddDays(14).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), "09:30", "Council offices", "24"));
        }

        await world.Do(who, new ListAtMeeting(task.Subject, meeting));
    }

    private Task<long?> Open(Duty task)
    {
        var kind = KindOf(task);
        return world.Read(db => db.HandoverOffers.Where(o => o.Case.Reference == task.Case && o.Kind == kind && o.Status == OfferStatus.Open).Select(o => (long?)o.Id).FirstOrDefaultAsync());
    }

    private static ResponsibilityKind KindOf(Duty task) => Enum.Parse<ResponsibilityKind>(task.Subject.AsSpan(task.Subject.LastIndexOf(' ') + 1));
}
