using System.Globalization;
using System.Net;

using DaCaseManagement.Access;
using DaCaseManagement.Clocks;
using DaCaseManagement.IntegrationTests.App;

using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace DaCaseManagement.IntegrationTests.Notices;

/// <summary>CLK-2: word by e-mail, over a real line to a real server.</summary>
public sealed class MailTests
{
    [Fact, Rule("CLK-2"), Rule("ACC-4")]
    public async Task SeveralNoticesAtOnce_AreOneMail_ThatNamesNobody()
    {
        using var server = new SmtpServer();
        await using var force = await MailForce.Start(server.Port);
        var told = await force.App.Report(family: "Oddlington");
        await force.Address("specialist", "specialist@force.example");
        await force.Address("response-officer", "officer@force.example");

        await force.Tell($"Ottilie Oddlington of 4 Kittiwake Steps is late, {told.Case}", "specialist");
        await force.Tell("And again.", "specialist");
        await force.Until(async () => (await force.Mail()).SentAt is not null);

        var mail = server.Mails.ShouldHaveSingleItem();
        mail.ShouldContain("RCPT TO:<specialist@force.example>");
        mail.ShouldContain("2 notices");
        mail.ShouldContain("https://da.force.example/notices");
        foreach (var planted in new[] { "Oddlington", "Ottilie", "Kittiwake", told.Case, told.Incident, "late" })
        {
            mail.ShouldNotContain(planted, Case.Sensitive, planted);
        }

        (await force.App.Db(db => db.AuditEvents.CountAsync(e => e.Code == "mail.sent" && e.SubjectReference == "specialist"))).ShouldBe(1);
        force.App.Log.Lines.ShouldNotContain(l => l.Contains("force.example", StringComparison.Ordinal));
    }

    [Fact, Rule("CLK-2")]
    public async Task TheServerAwayForAnHour_TheMailWaitsIsSeenAndGoesOnce()
    {
        var port = SmtpServer.FreePort();
        await using var force = await MailForce.Start(port);
        await force.Address("specialist", "specialist@force.example");
        await force.Tell("Late.", "specialist");
        await force.Until(async () => (await force.Mail()).Fault is not null);
        (await force.App.Send("administrator", new ListStuckMail())).ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            m => m.UserName.ShouldBe("specialist"),
            m => m.NextAt.ShouldNotBeNull());
        using var administrator = await force.App.SignIn("administrator");
        (await administrator.Get("/clocks")).Document.QuerySelectorAll("td").ShouldContain(c => c.TextContent == "specialist");
        var attempts = (await force.Mail()).Attempts;
        for (var minutes = 0; minutes < 60; minutes += 15)
        {
            force.App.Clock.Advance(TimeSpan.FromMinutes(15));
            await force.Until(async () => (await force.Mail()).Attempts > attempts);
            attempts = (await force.Mail()).Attempts;
        }

        using var server = new SmtpServer(port);

        // The last attempt may still be failing, and the next is counted from its end: time goes on until it comes.
        await force.Until(() =>
        {
            force.App.Clock.Advance(server.Mails.IsEmpty ? TimeSpan.FromMinutes(1) : TimeSpan.Zero);
            return !server.Mails.IsEmpty;
        });
        await force.Until(async () => (await force.Mail()).SentAt is not null);
        force.App.Clock.Advance(TimeSpan.FromHours(2));
        await Task.Delay(2_500);

        server.Mails.Count.ShouldBe(1);
        (await force.App.Send("administrator", new ListStuckMail())).ShouldBeEmpty();
    }

    [Fact, Rule("CLK-2")]
    public async Task WhatNeverGoes_IsGivenUpAndStaysToBeSeen()
    {
        using var server = new SmtpServer { Busy = true };
        await using var force = await MailForce.Start(server.Port);
        await force.Address("specialist", "specialist@force.example");
        await force.Tell("Late.", "specialist");
        await force.Until(async () => (await force.Mail()).Fault is not null);

        force.App.Clock.Advance(TimeSpan.FromHours(73));
        await force.Until(async () => (await force.Mail()).GivenUpAt is not null);

        var stuck = (await force.App.Send("administrator", new ListStuckMail())).ShouldHaveSingleItem();
        (stuck.UserName, stuck.NextAt, stuck.GivenUpAt is null).ShouldBe(("specialist", null, false));
        (await force.App.Db(db => db.AuditEvents.CountAsync(e => e.Code == "mail.given-up"))).ShouldBe(1);
        server.Mails.ShouldBeEmpty();
    }

    [Fact, Rule("CLK-2")]
    public async Task TwoNodesThatClaimAtOnce_OneHasIt()
    {
        await using var force = await MailForce.Start(SmtpServer.FreePort(), sends: false);
        await force.Address("specialist", "specialist@force.example");
        await force.Tell("Late.", "specialist");
        force.App.Clock.Advance(OutgoingMail.Gathers);

        var claims = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => force.Queue(q => q.Claim(CancellationToken.None)))));

        claims.Count(c => c is not null).ShouldBe(1);
        (await force.Queue(q => q.Claim(CancellationToken.None))).ShouldBeNull("it is held");
        force.App.Clock.Advance(OutgoingMail.Holds);
        (await force.Queue(q => q.Claim(CancellationToken.None))).ShouldNotBeNull("whoever had it has died");
    }

    [Fact, Rule("CLK-2")]
    public async Task WhoeverWantsNone_HasRead_OrHasNoAddress_GetsNone()
    {
        await using var force = await MailForce.Start(SmtpServer.FreePort(), sends: false);
        await force.Address("specialist", "specialist@force.example");
        await force.App.Send("specialist", new SetMyMail("specialist@force.example", false));
        await force.Tell("Late.", "specialist");
        await force.Tell("Late.", "analyst");
        (await force.App.Db(db => db.OutgoingMails.CountAsync())).ShouldBe(0);

        await force.Address("response-officer", "officer@force.example");
        await force.Tell("Late.", "response-officer");
        await force.App.Send("response-officer", new ReadAllNotices(long.MaxValue));
        force.App.Clock.Advance(OutgoingMail.Gathers);
        (await force.Queue(q => q.Claim(CancellationToken.None))).ShouldBeNull();
        (await force.Mail()).IsWaiting.ShouldBeFalse();
    }

    [Fact, Rule("CLK-2"), Rule("CLK-1")]
    public async Task WhatTheClocksTell_GoesByMailToo()
    {
        await using var force = await MailForce.Start(SmtpServer.FreePort(), sends: false);
        await force.Address("control-room-supervisor", "room@force.example");
        await force.App.Report();
        force.App.Clock.Advance(TimeSpan.FromMinutes(4));

        await force.App.Tick();

        (await force.App.Db(db => db.Notices.AnyAsync(n => db.Users.Any(u => u.Id == n.UserId && u.UserName == "control-room-supervisor")))).ShouldBeTrue();
        (await force.App.Db(db => db.OutgoingMails.CountAsync(m => m.IsWaiting && db.Users.Any(u => u.Id == m.UserId && u.UserName == "control-room-supervisor")))).ShouldBe(1);
    }

    [Fact, Rule("CLK-2")]
    public async Task AccountPage_KeepsAddressAndWish()
    {
        await using var force = await MailForce.Start(SmtpServer.FreePort(), sends: false);
        using var officer = await force.App.SignIn("response-officer");
        var page = await officer.Get("/account");
        page.Value("Wanted").ShouldBe("true", "on until somebody turns it off");

        var wrong = await page.Submit(new() { ["Address"] = "not an address" }, "form:has([name=Address])");
        wrong.Status.ShouldBe(HttpStatusCode.BadRequest);
        wrong.Value("Address").ShouldBe("not an address");
        var kept = await page.Submit(new() { ["Address"] = "officer@force.example" }, "form:has([name=Address])");
        kept.Value("Address").ShouldBe("officer@force.example");
        (await force.App.Db(db => db.AuditEvents.Where(e => e.Code == "account.mail").Select(e => e.Detail).ToListAsync())).ShouldBe(["on"]);
    }
}

/// <summary>A force whose mail goes to this port of this machine.</summary>
internal sealed class MailForce : IAsyncDisposable
{
    public required ForceApp App { get; init; }

    public static async Task<MailForce> Start(int port, bool sends = true)
    {
        var app = new ForceApp
        {
            AlsoSettings = new Dictionary<string, string>
            {
                ["Smtp:Host"] = "127.0.0.1",
                ["Smtp:Port"] = port.ToString(CultureInfo.InvariantCulture),
                ["Smtp:From"] = "da@force.example",
                ["Smtp:Tls"] = "False",
                ["Smtp:Site"] = "https://da.force.example",
            },
            Also = services =>
            {
                if (!sends)
                {
                    services.Remove(services.Single(s => s.ImplementationType?.Name == "MailSender"));
                }
            },
        };
        await app.InitializeAsync();
        return new MailForce { App = app };
    }

    public Task Address(string account, string address) => App.Send(account, new SetMyMail(address, true));

    public Task Tell(string text, string account) => App.As(account, async services =>
    {
        var db = services.GetRequiredService<DaCaseManagement.Data.CaseDbContext>();
        var user = await db.Users.Where(u => u.UserName == account).Select(u => u.Id).SingleAsync();
        db.Notices.Add(new Notice(user, text, null, App.Clock.Now));
        await services.GetRequiredService<Mails>().Tell([user, user], default);
        await db.SaveChangesAsync();
        return true;
    });

    public Task<T> Queue<T>(Func<MailQueue, Task<T>> act) => App.As("administrator", services => act(services.GetRequiredService<MailQueue>()));

    public Task<OutgoingMail> Mail() => App.Db(db => db.OutgoingMails.AsNoTracking().OrderByDescending(m => m.Id).FirstAsync());

    public Task Until(Func<bool> holds) => Until(() => Task.FromResult(holds()));

    /// <summary>The clock goes on by seconds until it holds.</summary>
    public async Task Until(Func<Task<bool>> holds)
    {
        for (var tries = 0; tries < 300; tries++)
        {
            if (await holds())
            {
                return;
            }

            App.Clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(50);
        }

        throw new TimeoutException("It did not come.");
    }

    public async ValueTask DisposeAsync() => await ((IAsyncLifetime)App).DisposeAsync();
}
