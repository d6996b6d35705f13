using System.Globalization;
using System.Net;

using DaCaseManagement.Access;
using DaCaseManagement.Clocks;
using DaCaseManagement.IntegrationTests.Access;
using DaCaseManagement.IntegrationTests.App;
using DaCaseManagement.Pipeline;
using DaCaseManagement.Routing;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.IntegrationTests.Routing;

/// <summary>Nothing moves because somebody is away or gone; whoever manages the unit is asked to move it (RTE-2).</summary>
public sealed class AbsenceTests(ForceApp app) : IClassFixture<ForceApp>
{
    [Fact, Rule("RTE-2")]
    public async Task AnOwnerWhoGoesOnLeave_KeepsTheCase_AndTheManagersAreAskedUntilItHasMoved()
    {
        var (holder, decoy) = (await Holder(), await Holder());
        using var manager = await app.SignIn("specialist-supervisor");
        var page = await (await manager.Get("/unit")).Click(holder.FullName);
        page.Text.ShouldContain(holder.Case);

        var wrong = await page.Submit(new() { ["Kind"] = "Sickness", ["From"] = "tomorrow" }, "form[action*='Absent']");
        wrong.Status.ShouldBe(HttpStatusCode.BadRequest);
        await wrong.Submit(new() { ["From"] = Day(0) }, "form[action*='Absent']");

        (await Owner(holder.Case)).ShouldBe(holder.Id);
        var asked = await Asked(holder);
        (asked!.OwnerUnit!.Code, asked.OwnerUserId).ShouldBe(("DAU", null));
        (await Asked(decoy)).ShouldBeNull();
        (await app.Events(holder.Name, "absence.entered")).ShouldBe(1);
        (await app.Send("analyst", new FindAbsentOwners())).ShouldBe(new AbsentFound(0, 0));
        await MoveAll(holder.Id, decoy.Id);
        (await Owner(holder.Case)).ShouldBe(decoy.Id);
        (await app.Db(db => db.Deadlines.SingleAsync(d => d.Id == asked.Id))).SatisfiedAt.ShouldNotBeNull();
    }

    [Fact, Rule("RTE-2")]
    public async Task AnAbsenceThatLiesAhead_AsksWhenItBegins_AndNoLongerWhenTheyAreBack()
    {
        await using var own = new ForceApp();
        await own.InitializeAsync();
        var told = await own.Report();
        await told.Assess(Story.High);
        await told.AcceptAll();
        await own.Send("specialist", new EnterAbsence(null, AbsenceKind.AnnualLeave, LocalTime.DayOf(own.Clock.Now.AddDays(2)).ToString("d/M/yyyy", CultureInfo.InvariantCulture), LocalTime.DayOf(own.Clock.Now.AddDays(4)).ToString("d/M/yyyy", CultureInfo.InvariantCulture)));
        (await own.Send("analyst", new LookAtDuty())).Absent.ShouldBeFalse();

        own.Clock.Advance(TimeSpan.FromDays(3));
        (await own.Send("analyst", new LookAtDuty())).Absent.ShouldBeTrue();
        (await own.Send("analyst", new FindAbsentOwners())).ShouldBe(new AbsentFound(1, 0));
        (await own.Send("analyst", new LookAtDuty())).Absent.ShouldBeFalse();
        (await own.Send("analyst", new FindAbsentOwners())).ShouldBe(new AbsentFound(0, 0));
        own.Clock.Advance(TimeSpan.FromDays(3));
        (await own.Send("analyst", new FindAbsentOwners())).ShouldBe(new AbsentFound(0, 1));
    }

    [Fact, Rule("RTE-2"), Rule("INV-1")]
    public async Task AnAccountThatIsDisabled_KeepsWhatItHolds_AndThePageSaysSoBefore()
    {
        var (holder, decoy) = (await Holder(), await Holder());
        using var administrator = await app.SignIn("administrator");
        var page = await administrator.Get("/accounts/" + holder.Name);
        page.Text.ShouldContain("1 responsibilities");

        await page.Submit([], "form[action*='Disable']");

        (await Owner(holder.Case)).ShouldBe(holder.Id);
        (await Asked(holder)).ShouldNotBeNull();
        (await Asked(decoy)).ShouldBeNull();
        await MoveAll(holder.Id, decoy.Id);
        (await Asked(holder)).ShouldBeNull();
    }

    [Fact, Rule("RTE-2")]
    public async Task SomebodyWhoGoesToAnotherUnit_LeavesTheWorkWithTheUnit()
    {
        var holder = await Holder();
        var account = await app.Send("administrator", new FindAccount(holder.Name));
        var elsewhere = await app.Db(db => db.Units.Where(u => u.Code == "SAFE").Select(u => u.Id).SingleAsync());

        await app.Send("administrator", new ChangeAccount(holder.Name, account.FullName, account.Role, elsewhere, null, account.Version));

        (await Asked(holder))!.OwnerUnit!.Code.ShouldBe("DAU");
        (await app.Send("specialist-supervisor", new ViewColleague(holder.Name))).Held.Select(h => h.Case).ShouldBe([holder.Case]);
        await Should.ThrowAsync<RecordNotFoundException>(() => app.Send("response-supervisor", new ViewColleague(holder.Name)));
    }

    [Fact, Rule("RTE-2"), Rule("ACC-1")]
    public async Task AnAbsence_IsEnteredByOneselfOrTheUnitsManagerAlone()
    {
        var holder = await Holder();

        await Should.ThrowAsync<RecordNotFoundException>(() => app.Send("specialist", new EnterAbsence(holder.Name, AbsenceKind.Other, Day(0), null)));
        await Should.ThrowAsync<RecordNotFoundException>(() => app.Send("response-supervisor", new EnterAbsence(holder.Name, AbsenceKind.Other, Day(0), null)));
        var mine = await app.Send(holder.Name, new EnterAbsence(null, AbsenceKind.Other, Day(0), Day(2)));
        (await Should.ThrowAsync<RefusedException>(() => app.Send("specialist-supervisor", new EnterAbsence(holder.Name, AbsenceKind.Other, Day(1), null)))).Field.ShouldBe("From");
        await Should.ThrowAsync<RecordNotFoundException>(() => app.Send("response-supervisor", new EndAbsence(mine.Id)));
        (await Asked(holder)).ShouldNotBeNull();
        await app.Send(holder.Name, new EndAbsence(mine.Id));
        (await Asked(holder)).ShouldBeNull();
    }

    private sealed record Held(string Name, string FullName, long Id, string Case);

    /// <summary>Somebody new in the specialist unit who has accepted the investigation of one case.</summary>
    private async Task<Held> Holder()
    {
        var told = await app.Report();
        await told.Assess(Story.Medium);
        var (name, _) = await app.MakeNew(Role.Specialist);
        await app.Db(async db =>
        {
            var user = await db.Users.SingleAsync(u => u.UserName == name);
            user.UnitId = await db.Units.Where(u => u.Code == "DAU").Select(u => u.Id).SingleAsync();
            user.FullName = "Wilhelmina " + name;
            await db.SaveChangesAsync();
        });
        var id = await app.Db(db => db.Users.Where(u => u.UserName == name).Select(u => u.Id).SingleAsync());
        var offer = await app.Db(db => db.HandoverOffers.Where(o => o.Case.Reference == told.Case && o.Kind == ResponsibilityKind.Investigation && o.Status == OfferStatus.Open).Select(o => new { o.Id, o.ToUnit!.Code }).FirstOrDefaultAsync());
        if (offer?.Code != "DAU")
        {
            // Where routing sends it elsewhere, the case is put where the test needs it.
            var unit = await app.Db(db => db.Units.Where(u => u.Code == "DAU").Select(u => u.Id).SingleAsync());
            await told.AcceptAll(ResponsibilityKind.Investigation);
            var holds = await app.Db(db => db.Responsibilities.Where(r => r.Case.Reference == told.Case && r.Kind == ResponsibilityKind.Investigation && r.IsCurrent).Select(r => r.OwnerUnitId).SingleAsync());
            var sender = await app.Db(db => db.Users.Where(u => u.UnitId == holds && u.IsDemonstration).OrderBy(u => u.Id).Select(u => u.UserName!).ToListAsync());
            await app.Send(sender.First(s => s != "call-handler"), new OfferHandover(told.Case, ResponsibilityKind.Investigation, unit, "For this test."));
        }

        await app.Send(name, new AcceptHandover(await app.Db(db => db.HandoverOffers.Where(o => o.Case.Reference == told.Case && o.Kind == ResponsibilityKind.Investigation && o.Status == OfferStatus.Open).Select(o => o.Id).SingleAsync())));
        return new Held(name, "Wilhelmina " + name, id, told.Case);
    }

    private async Task MoveAll(long from, long to)
    {
        var preview = await app.Send("specialist-supervisor", new PreviewReassignment(from, to, null, null));
        await app.Send("specialist-supervisor", new ReassignMany(from, to, null, null, preview.Stamp, "Gone.", "Nobody else."));
    }

    private Task<Deadline?> Asked(Held holder) => app.Db(db => db.Deadlines.Include(d => d.OwnerUnit).SingleOrDefaultAsync(d => d.IsOpen && d.Kind == "AbsentOwner" && d.Subject == holder.Name));

    private Task<long?> Owner(string reference) => app.Db(db => db.Responsibilities.Where(r => r.Case.Reference == reference && r.Kind == ResponsibilityKind.Investigation && r.IsCurrent).Select(r => r.OwnerUserId).SingleAsync());

    private string Day(int ahead) => LocalTime.DayOf(app.Clock.Now.AddDays(ahead)).ToString("d/M/yyyy", CultureInfo.InvariantCulture);
}
