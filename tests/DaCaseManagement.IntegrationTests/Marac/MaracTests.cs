using System.Net;

using DaCaseManagement.IntegrationTests.App;
using DaCaseManagement.Marac;
using DaCaseManagement.Pipeline;
using DaCaseManagement.Policy;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.IntegrationTests.Marac;

public sealed class MaracTests(ForceApp app) : IClassFixture<ForceApp>
{
    [Fact, Rule("MRC-1")]
    public async Task High_OpensADutyToReferThatNothingButAReferralEnds()
    {
        var told = await app.Report();
        await told.Assess(Story.High);
        (await Duty(told)).ShouldBeTrue();
        await told.Review(Grade.High);
        await told.AcceptAll();
        (await Duty(told)).ShouldBeTrue();

        await told.Refer();

        (await Duty(told)).ShouldBeFalse();
        (await app.Db(db => db.Referrals.SingleAsync(r => r.Case.Reference == told.Case))).Criterion.ShouldBe(ReferralCriterion.VisibleHighRisk);
        (await app.Db(db => db.AuditEvents.CountAsync(e => e.Code == "marac.referred" && e.SubjectReference == told.Case && e.Act == DaCaseManagement.Audit.AuditAct.Disclosure))).ShouldBe(1);
    }

    [Fact, Rule("MRC-1")]
    public async Task Refer_ByACriterionTheRecordDoesNotShow_IsRefusedButJudgementIsNot()
    {
        var told = await app.Report();
        await told.Assess(Story.Standard);

        (await Should.ThrowAsync<RefusedException>(() => told.Refer())).Rule.ShouldBe("MRC-1");
        (await told.Refer(ReferralCriterion.ProfessionalJudgement)).Case.ShouldBe(told.Case);
    }

    [Fact, Rule("MRC-2")]
    public async Task Refer_Twice_IsRefusedWhileOneWaits()
    {
        var told = await app.Report();
        await told.Assess(Story.High);
        await told.Refer();

        (await Should.ThrowAsync<RefusedException>(() => told.Refer())).Rule.ShouldBe("MRC-2");
        (await app.Db(db => db.Referrals.CountAsync(r => r.Case.Reference == told.Case))).ShouldBe(1);
    }

    [Fact, Rule("MRC-3")]
    public async Task List_OverCapacity_IsAllowedAndCounted()
    {
        var meeting = await Meeting(capacity: 1);
        foreach (var expected in new[] { 0, 1, 2 })
        {
            var told = await app.Report();
            await told.Assess(Story.High);
            var referral = await told.Refer();
            (await app.Send("marac-coordinator", new ListAtMeeting(referral.Reference, meeting))).Over.ShouldBe(expected);
        }

        (await app.Db(db => db.AgendaItems.CountAsync(i => i.Meeting.Reference == meeting))).ShouldBe(3);
    }

    [Fact, Rule("MRC-3")]
    public async Task Order_ByTwoCoordinators_TheSecondIsToldAndNothingIsShuffledUnseen()
    {
        var meeting = await Meeting(capacity: 9);
        for (var i = 0; i < 3; i++)
        {
            var told = await app.Report();
            await told.Assess(Story.High);
            await app.Send("marac-coordinator", new ListAtMeeting((await told.Refer()).Reference, meeting));
        }

        var view = await app.Send("marac-coordinator", new ViewMeeting(meeting));
        await app.Send("marac-coordinator", new OrderAgenda(meeting, view.Version, view.Agenda[2].Id, 1));
        await Should.ThrowAsync<RefusedException>(() => app.Send("marac-coordinator", new OrderAgenda(meeting, view.Version, view.Agenda[0].Id, 3)));

        var after = await app.Send("marac-coordinator", new ViewMeeting(meeting));
        after.Agenda.Select(a => a.Id).ShouldBe([view.Agenda[2].Id, view.Agenda[0].Id, view.Agenda[1].Id]);
        after.Agenda.Select(a => a.Place).ShouldBe([1, 2, 3]);
    }

    private Task<string> Meeting(int capacity) => app.As("marac-coordinator", async services =>
    {
        var db = (DaCaseManagement.Data.CaseDbContext)services.GetService(typeof(DaCaseManagement.Data.CaseDbContext))!;
        var mediator = (MediatR.IMediator)services.GetService(typeof(MediatR.IMediator))!;
        var area = await db.Areas.Where(a => a.Code == "CITY").Select(a => a.Id).SingleAsync();
        var day = DaCaseManagement.Clocks.LocalTime.DayOf(app.Clock.Now.AddDays(14)).ToString("d/M/yyyy", System.Globalization.CultureInfo.InvariantCulture);
        return await mediator.Send(new ArrangeMeeting(area, day, "09:30", "Civic centre", capacity.ToString(System.Globalization.CultureInfo.InvariantCulture)));
    });

    private Task<bool> Duty(Told told) => app.Db(db => db.Deadlines.AnyAsync(d => d.IsOpen && d.Kind == "MaracReferral" && d.Subject == told.Case));
}
