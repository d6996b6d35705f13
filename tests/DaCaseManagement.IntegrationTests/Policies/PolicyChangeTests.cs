using System.Globalization;
using System.Net;

using AngleSharp.Html.Dom;

using DaCaseManagement.Audit;
using DaCaseManagement.Data;
using DaCaseManagement.IntegrationTests.App;
using DaCaseManagement.Pipeline;
using DaCaseManagement.Policy;
using DaCaseManagement.Policy.Changes;

using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace DaCaseManagement.IntegrationTests.Policies;

/// <summary>From the first field typed to a version that decides, and back.</summary>
public sealed class PolicyChangeTests : IAsyncLifetime
{
    private const string Writer = "administrator", Second = "chief-officer";
    private readonly ForceApp app = new();

    public Task InitializeAsync() => app.InitializeAsync();

    public Task DisposeAsync() => ((IAsyncLifetime)app).DisposeAsync();

    [Fact, Rule("OVR-9"), Rule("RTE-3")]
    public async Task AChange_IsWrittenByForm_ProposedPreviewedAndApprovedByASecondPerson()
    {
        var told = await app.Report();
        await told.Assess(Story.High);
        await told.AcceptAll();
        using var writer = await app.SignIn(Writer);
        var section = await Begin(writer, "routing");

        // High risk no longer first: the rule for it goes.
        var saved = await section.Submit(new() { ["p.routing.rules.0.remove"] = "true" });
        saved.Status.ShouldBe(HttpStatusCode.OK);
        saved.Text.ShouldContain("Rules, the first that fits decides: HIGH");
        saved.Text.ShouldContain("STAF-1", Case.Sensitive, "the inspections' criticism is shown while writing");
        var proposed = await saved.Submit(new() { ["Reason"] = "Trial of allocation by crime." }, "form[action*='Propose']");
        proposed.Path.ShouldContain("/policy/proposals/");
        app.Services.GetPolicy().Version.ShouldBe("national 1");

        using var second = await app.SignIn(Second);
        var page = await second.Get(proposed.Path);
        page.Text.ShouldContain("1 open case would be routed differently");
        page.Text.ShouldContain(told.Case);
        page.Text.ShouldContain("STAF-1");
        (await app.Db(db => db.AuditEvents.AnyAsync(e => e.UserName == Second && e.Act == AuditAct.Consultation && e.SubjectReference == told.Case))).ShouldBeTrue("whose case was shown is in the log");
        var approved = await page.Submit(new() { ["DecisionWords"] = "Looked at each case." }, "form:has([name=DecisionWords])", "button[formaction*=Approve]");

        approved.Status.ShouldBe(HttpStatusCode.OK);
        app.Services.GetPolicy().Version.ShouldBe("national 2", "on the node that approved, at once");
        app.Services.GetPolicy().Routing.Rules.ShouldNotContain(r => r.Id == "HIGH");
        (await second.Get("/policy")).Heading.ShouldContain("national 2");

        // New decisions carry the new version, the old ones theirs, and each leads to its own rules.
        var after = await app.Report();
        await after.Assess(Story.High);
        (await Versions(told)).ShouldBe(["national 1"]);
        (await Versions(after)).ShouldBe(["national 2"]);
        var old = await second.Get($"/cases/{told.Case}");
        old.Document.QuerySelectorAll("a[href='/policy/national/1']").ShouldNotBeEmpty();
        (await second.Get("/policy/national/1")).Text.ShouldContain("HIGH");
        var codes = await app.Db(db => db.AuditEvents.Where(e => e.Code.StartsWith("policy.")).OrderBy(e => e.Sequence).Select(e => e.Code).ToListAsync());
        codes.ShouldBe(["policy.first", "policy.drafted", "policy.section-saved", "policy.proposed", "policy.approved"]);
    }

    [Fact, Rule("OVR-9")]
    public async Task WhatCannotBeTakenOver_StandsBesideItsField_AndIsKept()
    {
        using var writer = await app.SignIn(Writer);
        var section = await Begin(writer, "marac");
        var wrong = await section.Submit(new() { ["p.marac.capacity"] = "sixteen", ["p.marac.minutesPerCase"] = "15" });

        wrong.Status.ShouldBe(HttpStatusCode.BadRequest);
        wrong.Document.QuerySelector("#p_marac_capacity-error")!.TextContent.ShouldContain("Enter a whole number");
        wrong.Value("p.marac.capacity").ShouldBe("sixteen");
        var again = await writer.Get("/policy/change/marac");
        again.Value("p.marac.capacity").ShouldBe("sixteen", "leaving the page lost nothing");
        again.Value("p.marac.minutesPerCase").ShouldBe("15");

        var overview = await writer.Get("/policy/change");
        overview.Text.ShouldContain("To mend");
        (await overview.Submit(new() { ["Reason"] = "Longer hearings." }, "form[action*='Propose']")).Status.ShouldBe(HttpStatusCode.BadRequest);
        var mended = await (await writer.Get("/policy/change/marac")).Submit(new() { ["p.marac.capacity"] = "12" });
        mended.Text.ShouldNotContain("To mend");
        (await mended.Submit(new() { ["Reason"] = "Longer hearings." }, "form[action*='Propose']")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Theory, Rule("RSK-1"), InlineData("DASH-1066"), InlineData("dash")]
    public async Task AnInstrumentNobodyHasLoaded_IsToldBesideItsField_AndNeverProposed(string code)
    {
        using var writer = await app.SignIn(Writer);
        var wrong = await (await Begin(writer, "assessment")).Submit(new() { ["p.assessment.instrument"] = code });
        wrong.Status.ShouldBe(HttpStatusCode.BadRequest);
        wrong.Document.QuerySelector("#p_assessment_instrument-error").ShouldNotBeNull();
        wrong.Value("p.assessment.instrument").ShouldBe(code);
        await Should.ThrowAsync<RefusedException>(() => app.Send(Writer, new ProposePolicy("Ours.", Today())));
    }

    [Fact, Rule("OVR-9")]
    public async Task TheProposer_NeverApproves_AndNothingTakesEffectInThePast()
    {
        await Draft(Second, "16", "12");
        foreach (var day in new[] { "20/11/2016", "31/2/2027", "", "yesterday" })
        {
            (await Should.ThrowAsync<FluentValidation.ValidationException>(() => app.Send(Second, new ProposePolicy("Shorter lists.", day)))).Errors.ShouldContain(e => e.PropertyName == "From");
        }

        var id = await app.Send(Second, new ProposePolicy("Shorter lists.", Today()));
        (await Should.ThrowAsync<RefusedException>(() => app.Send(Second, new ApprovePolicy(id, "Fine.")))).Message.ShouldContain("Another person");
        app.Services.GetPolicy().Version.ShouldBe("national 1");
        await Should.ThrowAsync<NotPermittedException>(() => app.Send(Writer, new ApprovePolicy(id, "Fine.")));
    }

    [Fact, Rule("OVR-9")]
    public async Task TwoApprovalsAtOnce_OneWins_TheOtherIsToldTheFacts()
    {
        await Draft(Writer, "16", "12");
        var id = await app.Send(Writer, new ProposePolicy("Shorter lists.", Today()));
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 6).Select(async n =>
        {
            try
            {
                await app.Send(Second, n % 2 == 0 ? new ApprovePolicy(id, $"Approval {n}.") : (MediatR.IRequest<PolicyApproved>)new ApprovePolicy(id, $"Approval {n}."));
                return null;
            }
            catch (RefusedException e)
            {
                return e.Message;
            }
        }));

        outcomes.Count(o => o is null).ShouldBe(1);
        outcomes.OfType<string>().ShouldAllBe(m => m.Contains("decided already: approved by Dame Catrin Holloway", StringComparison.Ordinal) && m.Contains("Approval", StringComparison.Ordinal));
        (await app.Db(db => db.PolicyVersions.CountAsync(v => v.State == PolicyState.Approved))).ShouldBe(2);
    }

    [Fact, Rule("OVR-9")]
    public async Task AProposal_OvertakenByAnother_IsRefusedWithWhatToDo_AndCanBeProposedAgain()
    {
        await Draft(Writer, "16", "12");
        var first = await app.Send(Writer, new ProposePolicy("Shorter lists.", Today()));
        await Draft(Writer, "09:30", "10:00");
        var other = await app.Send(Writer, new ProposePolicy("Later start.", Today()));
        await app.Send(Second, new ApprovePolicy(first, "Agreed."));

        var refused = await Should.ThrowAsync<RefusedException>(() => app.Send(Second, new ApprovePolicy(other, "Agreed.")));
        refused.Message.ShouldContain("national 2 has been approved since");
        refused.Message.ShouldContain("proposed again");
        using var writer = await app.SignIn(Writer);
        var renewed = await (await writer.Get($"/policy/proposals/{other}")).Submit([], "form[action*='Renew']");

        // As it stands it would undo the other: the preview says so before anybody approves.
        renewed.Text.ShouldContain("Cases a meeting hears 12 16");
        await app.Send(Second, new RefusePolicy(long.Parse(renewed.Path.Split('/')[^1], CultureInfo.InvariantCulture), "It would undo the shorter lists."));
        app.Services.GetPolicy().Marac.Capacity.ShouldBe(12);
    }

    [Fact, Rule("OVR-9")]
    public async Task AVersionForLater_TakesEffectOnItsDay_AndAClockSetBackTakesNothingBack()
    {
        await Draft(Writer, "16", "12");
        var day = DaCaseManagement.Clocks.LocalTime.DayOf(app.Clock.Now).AddDays(2);
        var id = await app.Send(Writer, new ProposePolicy("Shorter lists.", day.ToString("d/M/yyyy", CultureInfo.InvariantCulture)));
        (await app.Send(Second, new ApprovePolicy(id, "Agreed."))).From.ShouldBe(DaCaseManagement.Clocks.LocalTime.ToUtc(day.ToDateTime(TimeOnly.MinValue)));
        app.Services.GetPolicy().Version.ShouldBe("national 1");

        app.Clock.Advance(TimeSpan.FromDays(2));
        app.Services.GetPolicy().Version.ShouldBe("national 2");
        app.Clock.Advance(TimeSpan.FromDays(-2));
        app.Services.GetPolicy().Version.ShouldBe("national 2");
    }

    [Fact, Rule("OVR-9")]
    public async Task AnEarlierVersion_IsProposedAgainInOneStep_WithTheSameApproval()
    {
        await Draft(Writer, "16", "12");
        await app.Send(Second, new ApprovePolicy(await app.Send(Writer, new ProposePolicy("Shorter lists.", Today())), "Agreed."));
        using var writer = await app.SignIn(Writer);
        var asked = await (await writer.Get("/policy/national/1")).Submit(new() { ["Reason"] = "Twelve were too few." }, "form[action*='Restore']");

        asked.Text.ShouldContain("a copy of an earlier version");
        asked.Text.ShouldContain("Cases a meeting hears 12 16");
        await app.Send(Second, new ApprovePolicy(long.Parse(asked.Path.Split('/')[^1], CultureInfo.InvariantCulture), "Agreed."));
        (app.Services.GetPolicy().Version, app.Services.GetPolicy().Marac.Capacity).ShouldBe(("national 3", 16));
        (await Should.ThrowAsync<RefusedException>(() => app.Send(Writer, new RestorePolicy("national", 1, "Again.", Today())))).Message.ShouldContain("already says the same");
    }

    [Fact, Rule("OVR-9")]
    public async Task WhatHasBeenDecided_IsRefusedByTheDatabaseItself()
    {
        if (app.OnSqlServer)
        {
            return;
        }

        await Draft(Writer, "16", "12");
        var id = await app.Send(Writer, new ProposePolicy("Shorter lists.", Today()));
        await app.Send(Second, new RefusePolicy(id, "No."));
        foreach (var sql in new[] { "UPDATE PolicyVersions SET Profile = '' WHERE State = 'Approved'", "UPDATE PolicyVersions SET State = 'Approved' WHERE State = 'Refused'", "DELETE FROM PolicyVersions", "DELETE FROM PolicyVersions WHERE State = 'Refused'" })
        {
            (await Should.ThrowAsync<SqliteException>(() => app.Db(db => db.Database.ExecuteSqlRawAsync(sql)))).Message.ShouldContain("never");
        }
    }

    [Fact, Rule("OVR-9")]
    public async Task AnotherNode_HasWhatWasApproved_WithinAFewSeconds()
    {
        var other = new PolicyInForce(app.Clock);
        async Task Look() => await app.As(Second, services =>
        {
            var store = new PolicyStore(services.GetRequiredService<CaseDbContext>(), other, services.GetRequiredService<AuditTrail>(), services.GetRequiredService<Transactions>(), services.GetRequiredService<IDatabaseProvider>(), app.Clock);
            return Done(store.Refresh(default));
        });
        await Look();
        other.Policy.Version.ShouldBe("national 1");
        await Draft(Writer, "16", "12");
        await app.Send(Second, new ApprovePolicy(await app.Send(Writer, new ProposePolicy("Shorter lists.", Today())), "Agreed."));
        await Look();
        other.Policy.Version.ShouldBe("national 2");

        // And this node sees what another wrote straight into the table, by its own watch.
        await app.Db(async db =>
        {
            var head = await db.PolicyVersions.AsNoTracking().SingleAsync(v => v.Number == 2);
            var policy = PolicyFile.Read(head.Profile, "head") with { Escalation = new EscalationPolicy(60) };
            var version = new PolicyVersion(PolicyOrigin.Form, PolicyText.Of(policy), policy, head.Id, 0, app.Clock.Now);
            version.Propose(version.Profile, "Elsewhere", DateOnly.FromDateTime(app.Clock.Now), app.Clock.Now);
            version.Approve(PolicyText.Of(PolicyText.Stamped(policy, 3, DateOnly.FromDateTime(app.Clock.Now))), 3, 3, app.Clock.Now, 0, "Elsewhere", app.Clock.Now);
            db.PolicyVersions.Add(version);
            await db.SaveChangesAsync();
        });
        for (var n = 0; n < 200 && app.Services.GetPolicy().Version != "national 3"; n++)
        {
            await Task.Delay(50);
        }

        app.Services.GetPolicy().Version.ShouldBe("national 3");
    }

    [Fact, Rule("RTE-6"), Rule("ACC-1")]
    public async Task WhoMayDoWhat_IsThePolicysToSay_AndCountsAtTheNextRequest()
    {
        using var officer = await app.SignIn("neighbourhood-officer");
        (await officer.Get("/lists")).Status.ShouldBe(HttpStatusCode.OK);
        using var writer = await app.SignIn(Writer);
        var section = await Begin(writer, "roles");
        var ticked = section.Document.QuerySelectorAll("[name='p.roles.NeighbourhoodOfficer']").OfType<IHtmlInputElement>().Where(i => i.IsChecked && i.Value != "ConsultLists").Select(i => new KeyValuePair<string, string>("p.roles.NeighbourhoodOfficer", i.Value));
        var request = section.Request(new() { ["p.roles.NeighbourhoodOfficer"] = "" });
        var fields = (await request.Content!.ReadAsStringAsync()).Split('&').Select(p => p.Split('=')).Select(p => new KeyValuePair<string, string>(WebUtility.UrlDecode(p[0]), WebUtility.UrlDecode(p[1])));
        (await writer.Post("/policy/change/roles", fields.Where(f => f.Key != "p.roles.NeighbourhoodOfficer").Concat(ticked))).Status.ShouldBe(HttpStatusCode.OK);
        await app.Send(Second, new ApprovePolicy(await app.Send(Writer, new ProposePolicy("As in 2014.", Today())), "Agreed."));

        (await officer.Get("/lists")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await officer.Get("/policy/check")).Text.ShouldContain("WARK-4");
    }

    [Fact, Rule("ACC-1")]
    public async Task OneWhoSeesNoCases_IsShownNoneInThePreview()
    {
        var told = await app.Report();
        await told.Assess(Story.High);
        using var writer = await app.SignIn(Writer);
        await (await Begin(writer, "routing")).Submit(new() { ["p.routing.rules.0.remove"] = "true" });
        var id = await app.Send(Writer, new ProposePolicy("Trial.", Today()));
        var page = await writer.Get($"/policy/proposals/{id}");
        page.Text.ShouldNotContain(told.Case);
        page.Text.ShouldNotContain("1 open case");

        await told.Restrict();
        using var chief = await app.SignIn(Second);
        (await chief.Get($"/policy/proposals/{id}")).Text.ShouldNotContain(told.Case);
    }

    private static async Task<WebPage> Begin(Browser writer, string section)
    {
        await (await writer.Get("/policy/change")).Submit([], "form[action*='Start']");
        return await writer.Get("/policy/change/" + section);
    }

    /// <summary>A change of the MARAC section, one value for another.</summary>
    private async Task Draft(string writer, string was, string becomes)
    {
        await app.Send(writer, new StartPolicyChange());
        var shown = (await app.Send(writer, new ViewPolicyChange("marac")))!.Shown;
        var fields = shown.ToDictionary(f => f.Key, f => f.Value.SequenceEqual([was]) && f.Key is "marac.capacity" or "marac.startTime" && f.Value[0] == was ? [becomes] : f.Value);
        (await app.Send(writer, new SavePolicySection("marac", fields, null))).Errors.ShouldBeEmpty();
    }

    private Task<List<string>> Versions(Told told) => app.Db(db => db.GradeDecisions.Where(d => db.Cases.Any(c => c.Id == d.CaseId && c.Reference == told.Case)).Select(d => d.PolicyVersion).Distinct().ToListAsync());

    private string Today() => DaCaseManagement.Clocks.LocalTime.DayOf(app.Clock.Now).ToString("d/M/yyyy", CultureInfo.InvariantCulture);

    private static async Task<bool> Done(Task work)
    {
        await work;
        return true;
    }
}
