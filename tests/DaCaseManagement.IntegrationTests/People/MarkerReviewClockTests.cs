using System.Globalization;

using DaCaseManagement.Clocks;
using DaCaseManagement.IntegrationTests.App;
using DaCaseManagement.People;
using DaCaseManagement.Risk;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.IntegrationTests.People;

public sealed class MarkerReviewClockTests(ForceApp app) : IClassFixture<ForceApp>
{
    [Fact, Rule("PPL-8")]
    public async Task AMarker_IsLookedAtAgainByItsDay_OnceForEachReview()
    {
        var (one, decoy) = (await Place(MarkerKind.Vulnerable, 20), await Place(MarkerKind.Firearms, 25));
        var first = (await Open(one)).Single();
        first.DueAt.ShouldBe(LocalTime.ToUtc(LocalTime.DayOf(app.Clock.Now.AddDays(21)).ToDateTime(TimeOnly.MinValue)));
        first.Subject.ShouldBe($"marker {one}");

        await Review(one, MarkerOutcome.Keep, 60);
        (await Open(one)).Single().ShouldSatisfyAllConditions(d => d.Id.ShouldNotBe(first.Id), d => d.DueAt.ShouldBeGreaterThan(first.DueAt));
        await Review(one, MarkerOutcome.End, 0);

        (await Open(one)).ShouldBeEmpty();
        (await Open(decoy)).Count.ShouldBe(1);
    }

    [Fact, Rule("PPL-8"), Rule("CAS-8")]
    public async Task TheKeyOfAMarkerThatNotEverybodyMayKnowOf_SaysSo()
    {
        var refuge = await app.Send("specialist", new PlaceMarker(null, "9 Larch Hollow, WM7 4AP", MarkerKind.RefugeOrConfidential, "A refuge.", Day(20), null));
        var told = await app.Report();
        await told.Restrict();
        var hidden = await app.Send("specialist", new PlaceMarker(await told.VictimRecord, null, MarkerKind.Vulnerable, "Deaf.", Day(20), null));

        (await Open(refuge)).Single().Subject.ShouldBe($"confidential marker {refuge}");
        (await Open(hidden)).Single().Subject.ShouldBe($"confidential marker {hidden}");
    }

    [Fact, Rule("PPL-8")]
    public async Task OneThatHasRunOut_IsNotLookedAtAnyMore_AndOneInForceStays()
    {
        var person = await (await app.Report()).VictimRecord;
        var gone = await app.Send("specialist", new PlaceMarker(person, null, MarkerKind.SelfHarm, "Said so.", Day(2), Day(3)));
        var stays = await Place(MarkerKind.Weapons, 2);
        app.Clock.Advance(TimeSpan.FromDays(5));

        (await app.Send("chief-officer", new LookForLost())).Come.ShouldBeTrue();
        await app.Send("chief-officer", new ReopenLost());

        (await Open(gone)).ShouldBeEmpty();
        (await app.Db(db => db.Deadlines.SingleAsync(d => d.Subject == $"marker {gone}"))).CancelledBecause.ShouldNotBeNull();
        (await Open(stays)).Count.ShouldBe(1);
        (await app.Send("chief-officer", new LookForLost())).Come.ShouldBeFalse();
    }

    private async Task<long> Place(MarkerKind kind, int days) => await app.Send("specialist", new PlaceMarker(await (await app.Report()).VictimRecord, null, kind, "As reported.", Day(days), null));

    private async Task Review(long id, MarkerOutcome outcome, int days)
    {
        var version = await app.Db(db => db.Markers.Where(m => m.Id == id).Select(m => m.Version).SingleAsync());
        await app.Send("specialist", new ReviewMarker(id, version, outcome, "As it stands now.", days == 0 ? null : Day(days), null));
    }

    private string Day(int days) => app.Clock.Now.AddDays(days).ToString("d/M/yyyy", CultureInfo.InvariantCulture);

    private Task<List<Deadline>> Open(long marker) => app.Db(db => db.Deadlines.AsNoTracking().Where(d => d.IsOpen && d.Kind == "MarkerReview" && (d.Subject == $"marker {marker}" || d.Subject == $"confidential marker {marker}")).ToListAsync());
}
