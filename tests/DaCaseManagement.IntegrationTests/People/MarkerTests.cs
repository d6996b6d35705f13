using System.Globalization;
using System.Net;

using DaCaseManagement.IntegrationTests.App;
using DaCaseManagement.People;

using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace DaCaseManagement.IntegrationTests.People;

public sealed class MarkerTests(ForceApp app) : IClassFixture<ForceApp>
{
    [Fact, Rule("PPL-8")]
    public async Task Placed_OnAPerson_ItWarnsOnTheirPages_IsKeptWithWhoAndWhy_AndLoggedOnce()
    {
        var (told, decoy) = (await app.Report(), await app.Report());
        var person = await told.SuspectRecord;
        using var supervisor = await app.SignIn("response-supervisor");
        var form = await supervisor.Get($"/people/{person}/markers");

        var request = form.Request(new() { ["Kind"] = "Firearms", ["Reason"] = "Shotgun seen in the hall", ["ReviewOn"] = Day(90), ["ExpiresOn"] = Day(300) });
        var body = await request.Content!.ReadAsStringAsync();
        var placed = await supervisor.Follow(request);
        var again = await supervisor.Follow(new HttpRequestMessage(HttpMethod.Post, form.Path) { Content = new StringContent(body, System.Text.Encoding.ASCII, "application/x-www-form-urlencoded") });

        placed.Status.ShouldBe(HttpStatusCode.OK);
        again.Status.ShouldBe(HttpStatusCode.OK);
        var kept = await app.Db(db => db.Markers.Where(m => db.People.Any(p => p.Id == m.PersonId && p.Reference == person)).Select(m => new { m.Kind, m.Reason, m.ReviewOn, By = db.Users.Where(u => u.Id == m.PlacedById).Select(u => u.UserName).First() }).SingleAsync());
        kept.Kind.ShouldBe(MarkerKind.Firearms);
        kept.By.ShouldBe("response-supervisor");
        kept.ReviewOn.ShouldBe(DateOnly.FromDateTime(app.Clock.Now.AddDays(90)));
        (await app.Db(db => db.AuditEvents.CountAsync(e => e.Code == "marker.placed" && e.SubjectReference == person))).ShouldBe(1);
        using var officer = await app.SignIn("response-officer");
        foreach (var path in new[] { $"/people/{person}", $"/cases/{told.Case}", $"/incidents/{told.Incident}", $"/incidents/{told.Incident}/print" })
        {
            (await officer.Get(path)).Text.ShouldContain("Shotgun seen in the hall", Case.Sensitive, path);
        }

        (await officer.Get($"/people/{await decoy.SuspectRecord}")).Text.ShouldNotContain("Shotgun");
        (await officer.Get($"/incidents/{decoy.Incident}")).Text.ShouldNotContain("Shotgun");
    }

    [Fact, Rule("PPL-8")]
    public async Task Placed_OnAnAddress_ItWarnsThereAndNowhereElse()
    {
        using var supervisor = await app.SignIn("control-room-supervisor");
        var form = await supervisor.Get("/markers/address");
        var there = await app.Report(location: "71 Otter Parade, WM6 2AA", also: new Dictionary<string, string?> { ["person.1.address"] = "71 Otter Parade, WM6 2AA" });
        var sameStreetElsewhere = await app.Report(location: "71 Otter Parade, WM9 2AA");

        var done = await form.Submit(new() { ["Address"] = "71 Otter Parade, WM6 2AA", ["Kind"] = "OfficerSafety", ["Reason"] = "Steps give way", ["ReviewOn"] = Day(30) });

        done.Status.ShouldBe(HttpStatusCode.OK);
        done.Path.ShouldStartWith("/markers/");
        (await supervisor.Get($"/incidents/{there.Incident}")).Text.ShouldContain("Steps give way");
        (await supervisor.Get($"/people/{await there.VictimRecord}")).Text.ShouldContain("Steps give way");
        (await supervisor.Get($"/incidents/{sameStreetElsewhere.Incident}")).Text.ShouldNotContain("Steps give way");
        (await supervisor.Get($"/people/{await sameStreetElsewhere.VictimRecord}")).Text.ShouldNotContain("Steps give way");
        var found = await app.As("call-handler", services => Find(services, "71 otter parade"));
        found.ShouldBe(["Officer safety: Steps give way"]);
        (await app.As("call-handler", services => Find(services, "72 otter parade"))).ShouldBeEmpty();
        (await app.Db(db => db.AuditEvents.CountAsync(e => e.Code == "marker.placed" && e.SubjectKind == DaCaseManagement.Audit.SubjectKind.Marker && done.Path == "/markers/" + e.SubjectReference))).ShouldBe(1);
    }

    [Fact, Rule("PPL-8")]
    public async Task Reviewed_ItIsKeptToANewDayOrEnded_AndEverythingThatWasStays()
    {
        var told = await app.Report();
        var person = await told.VictimRecord;
        var id = await app.Send("specialist", new PlaceMarker(person, null, MarkerKind.TreatAsUrgent, "Alone at night", Day(5), null));
        using var specialist = await app.SignIn("specialist");
        var review = await specialist.Get($"/markers/{id}");

        await review.Submit(new() { ["Outcome"] = "Keep", ["Because"] = "Still alone", ["ReviewOn"] = Day(100) });
        (await specialist.Get($"/people/{person}")).Text.ShouldContain("Alone at night");
        var end = await (await specialist.Get($"/markers/{id}")).Submit(new() { ["Outcome"] = "End", ["Because"] = "Moved to her mother's" });

        end.Status.ShouldBe(HttpStatusCode.OK);
        end.Document.QuerySelector("main form").ShouldBeNull();
        (await specialist.Get($"/people/{person}")).Text.ShouldNotContain("Alone at night");
        var history = await specialist.Get($"/people/{person}/markers");
        history.Text.ShouldContain("Alone at night");
        history.Text.ShouldContain("Still alone");
        history.Text.ShouldContain("Moved to her mother's");
        (await app.Db(db => db.Markers.Where(m => m.Id == id).SelectMany(m => m.Reviews).OrderBy(r => r.Id).Select(r => new { r.Kept, r.ReviewOnBefore }).ToListAsync()))
            .ShouldBe([new { Kept = true, ReviewOnBefore = (DateOnly?)DateOnly.FromDateTime(app.Clock.Now.AddDays(5)) }, new { Kept = false, ReviewOnBefore = (DateOnly?)DateOnly.FromDateTime(app.Clock.Now.AddDays(100)) }]);
        (await app.Db(db => db.AuditEvents.Where(e => e.SubjectReference == person && e.Code.StartsWith("marker.")).OrderBy(e => e.Sequence).Select(e => e.Code).ToListAsync())).ShouldBe(["marker.placed", "marker.kept", "marker.ended"]);
    }

    [Fact, Rule("PPL-8")]
    public async Task Reviewed_ByTwoAtOnce_TheSecondIsShownBoth()
    {
        var id = await app.Send("specialist", new PlaceMarker(await (await app.Report()).VictimRecord, null, MarkerKind.Vulnerable, "Deaf", Day(5), null));
        using var one = await app.SignIn("specialist");
        using var other = await app.SignIn("response-supervisor");
        var first = await one.Get($"/markers/{id}");
        var second = await other.Get($"/markers/{id}");

        await first.Submit(new() { ["Outcome"] = "Keep", ["Because"] = "Spoke to her sister", ["ReviewOn"] = Day(100) });
        var clash = await second.Submit(new() { ["Outcome"] = "End", ["Because"] = "No longer there" });

        clash.Status.ShouldBe(HttpStatusCode.Conflict);
        clash.Text.ShouldContain("Spoke to her sister");
        clash.Value("Because").ShouldBe("No longer there");
        (await app.Db(db => db.Markers.Where(m => m.Id == id).Select(m => m.EndedAt).SingleAsync())).ShouldBeNull();
        (await clash.Submit([])).Status.ShouldBe(HttpStatusCode.OK);
        (await app.Db(db => db.Markers.Where(m => m.Id == id).Select(m => m.EndedAt).SingleAsync())).ShouldNotBeNull();
    }

    [Theory, Rule("PPL-8")]
    [InlineData("Kind", "")]
    [InlineData("Kind", "Nonsense")]
    [InlineData("Reason", "   ")]
    [InlineData("Reason", "long")]
    [InlineData("ReviewOn", "")]
    [InlineData("ReviewOn", "yesterday")]
    [InlineData("ReviewOn", "1/1/2020")]
    [InlineData("ReviewOn", "1/1/2199")]
    [InlineData("ExpiresOn", "1/1/2020")]
    [InlineData("ExpiresOn", "31/2/2027")]
    public async Task Placed_WithWhatCannotBe_IsRefusedByTheField(string field, string typed)
    {
        var person = await (await app.Report()).VictimRecord;
        using var supervisor = await app.SignIn("response-supervisor");
        var form = await supervisor.Get($"/people/{person}/markers");
        var values = new Dictionary<string, string> { ["Kind"] = "Firearms", ["Reason"] = "Shotgun", ["ReviewOn"] = Day(90), ["ExpiresOn"] = "" };
        values[field] = typed == "long" ? new string('x', 2_001) : typed;

        var refused = await form.Submit(values);

        refused.Status.ShouldBe(HttpStatusCode.BadRequest);
        refused.Document.QuerySelector($"#{field}-error").ShouldNotBeNull();
        (await app.Db(db => db.Markers.CountAsync(m => db.People.Any(p => p.Id == m.PersonId && p.Reference == person)))).ShouldBe(0);
    }

    [Fact, Rule("PPL-8")]
    public async Task Placed_Twice_AtNoAddress_OrAsRefugeByThoseWhoMayNot_IsRefused()
    {
        var person = await (await app.Report()).VictimRecord;
        await app.Send("response-supervisor", new PlaceMarker(person, null, MarkerKind.SelfHarm, "Said so", Day(20), null));
        using var supervisor = await app.SignIn("response-supervisor");
        var fields = new Dictionary<string, string> { ["Kind"] = "SelfHarm", ["Reason"] = "Said so again", ["ReviewOn"] = Day(20) };

        (await (await supervisor.Get($"/people/{person}/markers")).Submit(fields)).Document.QuerySelector("#Kind-error").ShouldNotBeNull();
        foreach (var address in new[] { "", "   ", "!!!", new string('x', 201) })
        {
            (await (await supervisor.Get("/markers/address")).Submit(new(fields) { ["Address"] = address })).Document.QuerySelector("#Address-error").ShouldNotBeNull(address);
        }

        (await (await supervisor.Get("/markers/address")).Submit(new(fields) { ["Address"] = "81 Otter Parade", ["Kind"] = "RefugeOrConfidential" })).Document.QuerySelector("#Kind-error").ShouldNotBeNull();
        (await app.Db(db => db.Markers.CountAsync(m => m.Reason == "Said so again"))).ShouldBe(0);
    }

    [Fact, Rule("PPL-8")]
    public async Task Expired_ItWarnsNoMore_IsNotDue_AndCannotBeReviewed()
    {
        await using var own = new ForceApp();
        own.Start();
        var told = await own.Report();
        var person = await told.VictimRecord;
        string On(int days) => own.Clock.Now.AddDays(days).ToString("d/M/yyyy", CultureInfo.InvariantCulture);
        await own.Send("specialist", new PlaceMarker(person, null, MarkerKind.Vulnerable, "After an operation", On(3), On(4)));
        var stays = await own.Send("specialist", new PlaceMarker(person, null, MarkerKind.TreatAsUrgent, "Threats", On(6), null));
        var later = await own.Send("specialist", new PlaceMarker(await told.SuspectRecord, null, MarkerKind.Weapons, "Knife", On(200), null));
        using (var before = await own.SignIn("specialist"))
        {
            var due = await before.Get("/markers");
            due.Document.QuerySelectorAll("tbody tr").Select(r => r.QuerySelector("strong")!.TextContent).ShouldBe(["Vulnerable", "Treat as urgent"]);
            (await before.Get("/markers?all=true")).Document.QuerySelectorAll("tbody tr").Length.ShouldBe(3);
            (await before.Get("/markers?all=true&addresses=true")).Document.QuerySelectorAll("tbody tr").Length.ShouldBe(0);
        }

        own.Clock.Advance(TimeSpan.FromDays(5));

        using var specialist = await own.SignIn("specialist");
        (await specialist.Get($"/people/{person}")).Text.ShouldNotContain("After an operation");
        (await specialist.Get($"/cases/{told.Case}")).Text.ShouldNotContain("After an operation");
        (await specialist.Get("/markers")).Document.QuerySelectorAll("tbody tr").ShouldHaveSingleItem().TextContent.ShouldContain("Threats");
        (await specialist.Get($"/people/{person}/markers")).Text.ShouldContain("After an operation");
        var expired = stays - 1;
        (await specialist.Get($"/markers/{expired}")).Document.QuerySelector("main form").ShouldBeNull();
        (await Should.ThrowAsync<DaCaseManagement.Pipeline.RefusedException>(() => own.Send("specialist", new ReviewMarker(expired, 0, MarkerOutcome.End, "Over", null, null)))).Rule.ShouldBe("PPL-8");
        later.ShouldBe(stays + 1);
    }

    [Fact, Rule("CAS-8"), Rule("ACC-1")]
    public async Task ARefugesMarker_AndThoseOfHiddenPeople_DoNotExistForOthers()
    {
        var secret = await app.Report("Veiledmoor");
        await secret.Restrict();
        var refuge = await app.Send("specialist", new PlaceMarker(null, "91 Quiet Row, WM6 2AC", MarkerKind.RefugeOrConfidential, "Quiet Row refuge", Day(2), null));
        var hidden = await app.Send("specialist", new PlaceMarker(await secret.VictimRecord, null, MarkerKind.TreatAsUrgent, "Veiled reason", Day(2), null));
        using var supervisor = await app.SignIn("response-supervisor");

        var list = await supervisor.Get("/markers?all=true");

        list.Body.ShouldNotContain("Quiet Row");
        list.Body.ShouldNotContain("Veiled");
        (await supervisor.Get($"/markers/{refuge}")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await supervisor.Get($"/markers/{hidden}")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await supervisor.Get($"/people/{await secret.VictimRecord}/markers")).Status.ShouldBe(HttpStatusCode.NotFound);
        await Should.ThrowAsync<DaCaseManagement.Pipeline.RecordNotFoundException>(() => app.Send("response-supervisor", new ReviewMarker(refuge, 0, MarkerOutcome.End, "x", null, null)));
        (await app.As("call-handler", services => Find(services, "91 Quiet Row, WM6 2AC"))).ShouldBeEmpty();
        (await app.As("specialist", services => Find(services, "91 Quiet Row, WM6 2AC"))).ShouldHaveSingleItem();
    }

    private string Day(int ahead) => app.Clock.Now.AddDays(ahead).ToString("d/M/yyyy", CultureInfo.InvariantCulture);

    private async Task<List<string>> Find(IServiceProvider services, string address)
    {
        var (db, user) = (services.GetRequiredService<DaCaseManagement.Data.CaseDbContext>(), services.GetRequiredService<DaCaseManagement.Access.CurrentUser>());
        return (await db.MarkersAt(address, user, app.Clock.Now).ToListAsync()).ConvertAll(m => m.Warning);
    }
}
