using System.Net;

using AngleSharp.Dom;

using DaCaseManagement.IntegrationTests.App;
using DaCaseManagement.People;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.IntegrationTests.People;

public sealed class PersonPageTests(ForceApp app) : IClassFixture<ForceApp>
{
    private static Dictionary<string, string?> Contact(int slot, string phone, string address) => new() { [$"person.{slot}.phone"] = phone, [$"person.{slot}.address"] = address };

    [Fact, Rule("PPL-1")]
    public async Task ThePage_ShowsWhoTheyAre_WhatIsNotKnownAsNotKnown_AndTheirOwnPartsAlone()
    {
        var told = await app.Report(also: Contact(1, "07700 911001", "11 Curlew Steps, WM5 1AA"));
        await told.Assess(Story.High);
        await told.Again();
        var decoy = await app.Report(also: Contact(1, "07700 911002", "12 Curlew Steps, WM5 1AA"));
        using var officer = await app.SignIn("response-officer");

        var page = await officer.Get("/people/" + await told.VictimRecord);

        page.Status.ShouldBe(HttpStatusCode.OK);
        page.Heading.ShouldContain(told.Victim);
        page.Text.ShouldContain("07700 911001");
        page.Text.ShouldContain("11 Curlew Steps");
        Fact(page, "Born").ShouldBe("14 March 1988");
        Fact(page, "Ethnicity").ShouldBe("Not known");
        Fact(page, "Needs").ShouldBe("Not known");
        page.Document.QuerySelectorAll(".parts-list li").Length.ShouldBe(2);
        page.Text.ShouldContain("victim in 2.");
        var pair = page.Document.QuerySelectorAll("[aria-label=Pairs] tbody tr").ShouldHaveSingleItem();
        pair.TextContent.ShouldContain("Victim of them: 2");
        pair.TextContent.ShouldNotContain("Suspected");
        pair.TextContent.ShouldContain(told.Case);
        pair.TextContent.ShouldContain("High risk");
        page.Body.ShouldNotContain(decoy.Case);
        page.Body.ShouldNotContain("911002");
        page.Document.Title!.ShouldNotContain("Quellmark");
        var suspect = await officer.Get("/people/" + await told.SuspectRecord);
        suspect.Document.QuerySelectorAll("[aria-label=Pairs] tbody tr").ShouldHaveSingleItem().TextContent.ShouldContain("Suspected against them: 2");
    }

    [Fact, Rule("ACC-2"), Rule("PPL-2")]
    public async Task AJoinedRecord_LeadsToTheOldest_AndEachRecordIsLogged()
    {
        var first = await app.Report(also: Contact(1, "07700 911011", "21 Curlew Steps, WM5 1AB"));
        var second = await app.Report(also: Contact(1, "07700 911012", "22 Curlew Steps, WM5 1AB"));
        var decoy = await app.Report();
        var (one, other) = (await first.VictimRecord, await second.VictimRecord);
        await Join(one, other, "Same date of birth, and she said so");
        using var officer = await app.SignIn("neighbourhood-officer");

        var page = await officer.Get("/people/" + other);

        page.Path.ShouldBe("/people/" + one);
        page.Text.ShouldContain("07700 911011");
        page.Text.ShouldContain("07700 911012");
        page.Text.ShouldContain("victim in 2.");
        page.Text.ShouldContain("Same date of birth, and she said so");
        page.Document.QuerySelectorAll("[aria-label=Pairs] tbody tr").Length.ShouldBe(2);
        (await Looks("neighbourhood-officer", one)).ShouldBeGreaterThan(0);
        (await Looks("neighbourhood-officer", other)).ShouldBeGreaterThan(0);
        (await Looks("neighbourhood-officer", await decoy.VictimRecord)).ShouldBe(0);
    }

    [Fact, Rule("ACC-1")]
    public async Task WhatIsRestricted_IsNotOnThePage_NotEvenAsACount()
    {
        // Known from an open incident and from a restricted one, under one record.
        var open = await app.Report();
        var victim = await open.VictimRecord;
        var hidden = await open.Again(victim: victim, suspect: await (await app.Report()).SuspectRecord, also: Contact(1, "07700 911021", "31 Hidden Steps, WM5 1AC"));
        await hidden.Restrict();

        // A second record, known only from a restricted incident, is joined to it.
        var secret = await app.Report("Covertstone", also: Contact(1, "07700 911022", "32 Hidden Steps, WM5 1AC"));
        await secret.Restrict();
        await Join(victim, await secret.VictimRecord, "Covert join");
        using var officer = await app.SignIn("response-officer");
        using var specialist = await app.SignIn("specialist");

        var page = await officer.Get("/people/" + victim);

        page.Status.ShouldBe(HttpStatusCode.OK);
        foreach (var text in new[] { hidden.Case, hidden.Incident, secret.Case, secret.Incident, await secret.VictimRecord, "Covert", "911021", "911022", "Hidden Steps" })
        {
            page.Body.ShouldNotContain(text);
        }

        page.Text.ShouldContain("victim in 1.");
        page.Document.QuerySelectorAll("[aria-label=Pairs] tbody tr").Length.ShouldBe(1);
        page.Document.QuerySelectorAll(".network tbody tr").Length.ShouldBe(1);
        (await officer.Get("/people/" + await secret.VictimRecord)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await officer.Get("/people/" + await secret.SuspectRecord)).Status.ShouldBe(HttpStatusCode.NotFound);
        var whole = await specialist.Get("/people/" + victim);
        whole.Text.ShouldContain("victim in 3.");
        whole.Text.ShouldContain("07700 911021");
        whole.Text.ShouldContain("Covertstone");
    }

    [Fact, Rule("CAS-8")]
    public async Task AConfidentialAddress_IsForThoseWhoMay_AndNeverOnAPageAboutASuspect()
    {
        var told = await app.Report(also: Contact(1, "07700 911031", "41 Larch Refuge, WM5 1AD"));
        var victim = await told.VictimRecord;
        using var officer = await app.SignIn("response-officer");
        using var specialist = await app.SignIn("specialist");
        (await officer.Get("/people/" + victim)).Text.ShouldContain("41 Larch Refuge");

        await app.Send("specialist", new PlaceMarker(null, "41 Larch Refuge, WM5 1AD", MarkerKind.RefugeOrConfidential, "Refuge.", Day(60), null));

        foreach (var path in new[] { $"/people/{victim}", $"/cases/{told.Case}", $"/people/{await told.SuspectRecord}" })
        {
            (await officer.Get(path)).Body.ShouldNotContain("Larch Refuge", Case.Insensitive, path);
        }

        (await officer.Get($"/incidents/{told.Incident}")).Text.ShouldNotContain("Larch Refuge");
        var seen = await specialist.Get("/people/" + victim);
        seen.Text.ShouldContain("41 Larch Refuge, WM5 1AD");
        seen.Text.ShouldContain("Confidential");
        (await specialist.Get("/people/" + await told.SuspectRecord)).Body.ShouldNotContain("Larch Refuge");

        // From the day somebody reports her, hers is a page about a suspect as well.
        await told.Again(otherWay: true);
        (await specialist.Get("/people/" + victim)).Body.ShouldNotContain("Larch Refuge");
    }

    [Fact, Rule("PPL-7")]
    public async Task ASuspectsPage_LeavesOutWhatAVictimOfTheirsHasToo_AndTheSafeNumber()
    {
        var told = await app.Report(also: new Dictionary<string, string?>(Contact(1, "07700 911041", "51 Curlew Steps, WM5 1AE")) { ["person.2.phone"] = "07700 911041", ["person.2.address"] = "51 Curlew Steps, WM5 1AE" });
        await told.Again(also: Contact(2, "07700 911042", "52 Curlew Steps, WM5 1AE"));
        await told.Again(also: new Dictionary<string, string?> { ["person.2.phone"] = "07700 911043" });
        await app.Send("specialist", new DaCaseManagement.Cases.KeepSafeContact(told.Case, await app.Db(db => db.Cases.Where(c => c.Reference == told.Case).Select(c => c.Version).SingleAsync()), "07700 911043", null, null, null, null));
        using var officer = await app.SignIn("response-officer");

        var suspect = await officer.Get("/people/" + await told.SuspectRecord);
        var victim = await officer.Get("/people/" + await told.VictimRecord);

        suspect.Text.ShouldContain("07700 911042");
        suspect.Text.ShouldContain("52 Curlew Steps");
        suspect.Body.ShouldNotContain("911041");
        suspect.Body.ShouldNotContain("911043");
        suspect.Body.ShouldNotContain("51 Curlew Steps");
        suspect.Body.ShouldNotContain("has used the same telephone number");
        victim.Text.ShouldContain("07700 911041");
        victim.Text.ShouldContain("has used the same telephone number");
    }

    [Fact, Rule("PPL-7")]
    public async Task TheNetwork_SaysInATableWhoIsLinkedThroughWhat()
    {
        var told = await app.Report(also: new Dictionary<string, string?>(Contact(1, "07700 911051", "61 Curlew Steps, WM5 1AF")) { ["person.3.part"] = "Child", ["person.3.given"] = "Posy", ["person.3.family"] = "Childermass" });
        var sister = await app.Report("Sisterwood", also: Contact(1, "07700 911051", "61 Curlew Steps, WM5 1AF"));
        var elsewhere = await app.Report("Otherstead", also: Contact(1, "07700 911059", "61 Curlew Steps, WM9 9ZZ"));
        using var officer = await app.SignIn("response-officer");

        var page = await officer.Get("/people/" + await told.VictimRecord);

        var rows = page.Document.QuerySelectorAll(".network tbody tr").Select(r => string.Join(' ', r.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))).ToList();
        rows.Count.ShouldBe(3);
        rows[0].ShouldContain("suspect against this person (1 incident)");
        rows.ShouldContain(r => r.Contains("Posy Childermass", StringComparison.Ordinal) && r.Contains("child", StringComparison.Ordinal));
        rows.ShouldContain(r => r.Contains("Sisterwood", StringComparison.Ordinal) && r.Contains("same telephone number", StringComparison.Ordinal) && r.Contains("same address", StringComparison.Ordinal));
        page.Body.ShouldNotContain("Otherstead");
        page.Document.QuerySelectorAll("svg.network-picture circle").Length.ShouldBe(4);
        page.Document.QuerySelector("svg.network-picture")!.GetAttribute("aria-hidden").ShouldBe("true");
        page.Document.QuerySelectorAll("[style]").ShouldBeEmpty();
        sister.Case.ShouldNotBe(elsewhere.Case);
    }

    private static string Fact(WebPage page, string term) => page.Document.QuerySelectorAll("dt").First(t => t.TextContent == term).NextElementSibling!.TextContent.Trim();

    private string Day(int ahead) => app.Clock.Now.AddDays(ahead).ToString("d/M/yyyy", System.Globalization.CultureInfo.InvariantCulture);

    private Task<int> Looks(string account, string person) => app.Db(db => db.AuditEvents.CountAsync(e => e.UserName == account && e.Code == "ViewPerson" && e.SubjectReference == person));

    /// <summary>As joining writes it.</summary>
    private Task Join(string one, string other, string because) => app.Db(async db =>
    {
        var (a, b) = (await db.People.SingleAsync(p => p.Reference == one), await db.People.SingleAsync(p => p.Reference == other));
        db.PersonJoins.Add(new PersonJoin(a, b, because, "told", await db.Users.Select(u => u.Id).FirstAsync(), app.Clock.Now));
        db.Entry(b).Property(nameof(Person.SameAsId)).CurrentValue = a.Id;
        await db.SaveChangesAsync();
    });
}
