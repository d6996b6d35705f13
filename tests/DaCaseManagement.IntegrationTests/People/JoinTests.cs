using System.Net;

using DaCaseManagement.Incidents;
using DaCaseManagement.IntegrationTests.App;
using DaCaseManagement.People;
using DaCaseManagement.People.Matching;
using DaCaseManagement.Pipeline;
using DaCaseManagement.Tests;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.IntegrationTests.People;

/// <summary>Who is one person is said by a person, can be taken back, and nothing is lost on the way (PPL-2).</summary>
public sealed class JoinTests(ForceApp app) : IClassFixture<ForceApp>
{
    [Fact, Rule("PPL-2")]
    public async Task Same_WithAReason_JoinsTheRecordsCountsTheirReportsTogetherAndCanBeUndone()
    {
        var first = await app.Report("Vexleigh", number: "07700 900501", location: "1 Plover Court, WM5 1AA");
        var second = await app.Report("Vexley", number: "07700 900502", location: "2 Dunlin Court, WM5 2AA");
        var decoy = await app.Report("Vexington", number: "07700 900503");
        var (one, other, third) = (await Victim(first), await Victim(second), await Victim(decoy));
        using var records = await app.SignIn("records-staff");
        var page = await records.Get($"/people/compare/{one}/{other}");
        page.Status.ShouldBe(HttpStatusCode.OK);

        var joined = await page.Submit(new() { ["Because"] = "Spoke to her: she rang from her sister's telephone." }, "form.decide", "button[formaction*=Same]");

        joined.Path.ShouldBe("/people/duplicates");
        var rows = await app.Db(db => db.People.Where(p => p.Reference == one || p.Reference == other || p.Reference == third).OrderBy(p => p.Id).ToListAsync());
        rows[1].SameAsId.ShouldBe(rows[0].Id);
        rows[2].SameAsId.ShouldBeNull();
        (await app.Db(db => db.PersonJoins.SingleAsync(j => j.OneId == rows[0].Id))).Because.ShouldContain("sister");
        (await app.Db(db => db.AuditEvents.CountAsync(e => e.Code == "person.joined" && (e.SubjectReference == one || e.SubjectReference == other)))).ShouldBe(2);

        // By either number, one person with both reports under the oldest reference.
        foreach (var number in new[] { "07700 900501", "07700 900502" })
        {
            var found = (await app.Send("call-handler", new FindHistory(number))).People.Where(p => p.TimesVictim > 0).ShouldHaveSingleItem();
            (found.Reference, found.TimesVictim, found.Cases.Count).ShouldBe((one, 2, 2));
        }

        var joins = await records.Get($"/people/{other}/joins");
        var undone = await joins.Submit(new() { ["Because"] = "Her sister is another person after all.", ["Different"] = "true" }, "section.join form");

        undone.Status.ShouldBe(HttpStatusCode.OK);
        (await app.Db(db => db.People.Where(p => p.Reference == other).Select(p => p.SameAsId).SingleAsync())).ShouldBeNull();
        (await app.Db(db => db.PersonJoins.SingleAsync(j => j.OneId == rows[0].Id))).UndoneBecause.ShouldNotBeNull().ShouldContain("sister");
        (await app.Db(db => db.AuditEvents.CountAsync(e => e.Code == "person.join-undone" && e.SubjectReference == other))).ShouldBe(1);
        (await app.Send("call-handler", new FindHistory("07700 900502"))).People.Where(p => p.TimesVictim > 0).ShouldHaveSingleItem().TimesVictim.ShouldBe(1);
    }

    [Fact, Rule("PPL-2")]
    public async Task Same_WithoutAReason_IsRefusedBesideTheField()
    {
        var (one, other) = (await Victim(await app.Report()), await Victim(await app.Report()));
        using var records = await app.SignIn("records-staff");

        var refused = await (await records.Get($"/people/compare/{one}/{other}")).Submit([], "form.decide", "button[formaction*=Same]");

        refused.Status.ShouldBe(HttpStatusCode.BadRequest);
        refused.Document.QuerySelector("#Because-error").ShouldNotBeNull();
        (await app.Db(db => db.PersonJoins.AnyAsync(j => j.One.Reference == one || j.Other.Reference == one))).ShouldBeFalse();
    }

    [Fact, Rule("PPL-2")]
    public async Task Same_ForVictimAndSuspectOfOneIncident_IsRefused()
    {
        var told = await app.Report();
        var suspect = await app.Db(db => db.Cases.Where(c => c.Reference == told.Case).Select(c => c.Perpetrator!.Reference).SingleAsync());
        var victim = await Victim(told);

        var refused = await Should.ThrowAsync<RefusedException>(() => app.Send("records-staff", new JoinPeople(victim, suspect, "They look alike")));

        refused.Rule.ShouldBe("PPL-2");
    }

    [Fact, Rule("PPL-2")]
    public async Task NotTheSame_Sticks_UnderAnyRecordOfEither_UntilSomebodyTakesItBack()
    {
        var (a, b, c) = (await Victim(await app.Report("Sandpipe")), await Victim(await app.Report("Sandpipe")), await Victim(await app.Report("Sandpipe")));
        await Compare();
        (await Waiting(a, b)).ShouldBeTrue();

        await app.Send("records-staff", new SayDifferent(a, b, "Cousins; seen together."));
        (await Waiting(a, b)).ShouldBeFalse();
        await app.Send("records-staff", new JoinPeople(b, c, "Same passport."));

        // Through the record that was joined with b.
        await Should.ThrowAsync<RefusedException>(() => app.Send("records-staff", new JoinPeople(a, c, "Same name")));
        await app.Db(async db =>
        {
            db.ComparisonsDue.AddRange(await db.People.Where(p => p.Reference == a || p.Reference == c).Select(p => new ComparisonDue(p.Id)).ToListAsync());
            await db.SaveChangesAsync();
        });
        await Compare();
        (await Waiting(a, b) || await Waiting(a, c)).ShouldBeFalse();

        await app.Send("records-staff", new WithdrawDifferent(a, c, "It was another pair."));
        await app.Send("records-staff", new JoinPeople(a, c, "Same passport."));
        (await app.Db(db => db.People.Where(p => p.Reference == b || p.Reference == c).Select(p => p.SameAsId).ToListAsync())).Distinct().ShouldHaveSingleItem().ShouldNotBeNull();
    }

    [Fact, Rule("PPL-2")]
    public async Task Duplicates_ShowWhatMayBeOnePerson_AndCompareItFieldByField()
    {
        var one = await Victim(await app.Report("Turnstonely", number: "07700 900511", location: "5 Curlew Way, WM5 3AA"));
        var again = await Victim(await app.Report("Turnstonley", number: "07700 900511", location: "5 Curlew Way, WM5 3AA"));
        await Compare();
        using var records = await app.SignIn("records-staff");

        var queue = await records.Get("/people/duplicates");

        queue.Document.QuerySelectorAll("tbody tr").ShouldContain(r => r.TextContent.Contains(one) && r.TextContent.Contains(again));
        var compare = await records.Get($"/people/compare/{one}/{again}");
        compare.Document.QuerySelectorAll("tbody tr").ShouldContain(r => r.TextContent.Contains("one letter", StringComparison.OrdinalIgnoreCase));
        (await app.Db(db => db.AuditEvents.AnyAsync(e => e.Code == "ComparePeople" && e.SubjectReference == again))).ShouldBeTrue();
    }

    [Fact, Rule("PPL-2")]
    public async Task Join_ByTwoPeopleAtOnce_IsMadeOnce()
    {
        var (one, other) = (await Victim(await app.Report()), await Victim(await app.Report()));

        var both = await Task.WhenAll(Enumerable.Range(0, 4).Select(async n =>
        {
            try
            {
                await app.Send(n % 2 == 0 ? "records-staff" : "specialist", new JoinPeople(one, other, "Same passport."));
                return true;
            }
            catch (RefusedException)
            {
                return false;
            }
        }));

        both.Count(done => done).ShouldBe(1);
        (await app.Db(db => db.PersonJoins.CountAsync(j => j.One.Reference == one || j.Other.Reference == one))).ShouldBe(1);
    }

    [Fact, Rule("PPL-2"), Rule("ACC-1")]
    public async Task RestrictedPeople_AreInNoQueueAndCannotBeCompared()
    {
        var hidden = await app.Report("Sanderlingham", number: "07700 900521");
        var open = await app.Report("Sanderlingham", number: "07700 900521");
        await app.Db(async db =>
        {
            (await db.Cases.SingleAsync(c => c.Reference == hidden.Case)).Restrict();
            await db.SaveChangesAsync();
        });
        await Compare();
        var (secret, known) = (await Victim(hidden), await Victim(open));
        (await Waiting(secret, known)).ShouldBeTrue();
        using var records = await app.SignIn("records-staff");

        (await records.Get("/people/duplicates")).Body.ShouldNotContain(secret);
        (await records.Get($"/people/compare/{known}/{secret}")).Status.ShouldBe(HttpStatusCode.NotFound);
        await Should.ThrowAsync<RecordNotFoundException>(() => app.Send("records-staff", new JoinPeople(known, secret, "Same number")));
        (await app.Send("specialist", new ListDuplicates())).Rows.ShouldContain(r => r.One.Reference == secret || r.Other.Reference == secret);
    }

    [Fact, Rule("PPL-2"), Rule("REC-2")]
    public async Task Finish_AfterAJoin_PutsTheNewReportInThePairsOpenCase()
    {
        var first = await app.Report("Whimbreline");
        var second = await app.Report("Whimbrelyne");
        var (one, other) = (await Victim(first), await Victim(second));
        var suspect = await app.Db(db => db.Cases.Where(c => c.Reference == first.Case).Select(c => c.Perpetrator!.Reference).SingleAsync());
        await app.Send("records-staff", new JoinPeople(one, other, "Same passport."));
        var key = Guid.NewGuid();
        var report = await app.Send("call-handler", new SaveReport(key, Guid.NewGuid(), null, new Dictionary<string, string?> { ["caller-number"] = "07700 900531", ["response"] = "Immediate" }));

        await app.Send("call-handler", new ChoosePerson(report.Reference, 1, other));
        await app.Send("call-handler", new ChoosePerson(report.Reference, 2, suspect));
        var done = await app.Send("call-handler", new FinishReport(key));

        done.Cases.ShouldBe([first.Case]);
    }

    private async Task Compare()
    {
        while ((await app.Send("records-staff", new FindDuplicates())).Left)
        {
        }
    }

    private Task<string> Victim(Told told) => app.Db(db => db.Cases.Where(c => c.Reference == told.Case).Select(c => c.Victim.Reference).SingleAsync());

    private Task<bool> Waiting(string one, string other) => app.Db(db => db.DuplicateCandidates.AnyAsync(d =>
        d.Status == CandidateStatus.Waiting && d.Band != MatchBand.Different && ((d.One.Reference == one && d.Other.Reference == other) || (d.One.Reference == other && d.Other.Reference == one))));
}
