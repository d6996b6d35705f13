using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.BrowserTests;

/// <summary>What the call screen promises while somebody is screaming.</summary>
[Collection(LiveForceShared.Name)]
public sealed class CallScreenTests(LiveForce force)
{
    [Fact, Rule("REC-1")]
    public async Task ABrowserThatDies_LosesAtMostTheFieldBeingTyped()
    {
        string path;
        await using (var handler = await Person.SignIn(force, "call-handler"))
        {
            await handler.Open("/incidents/report");
            await handler.Page.FillAsync("[name='caller-number']", "07700 900821");
            await handler.Page.PressAsync("[name='caller-number']", "Tab");
            await handler.Page.WaitForSelectorAsync("[data-saved][data-state=saved]");
            await handler.Page.FillAsync("[name='what-happened']", "Half a sen");
            path = new Uri(handler.Page.Url).AbsolutePath;
        }

        await using var again = await Person.SignIn(force, "call-handler");
        await again.Open(path);
        (await again.Page.InputValueAsync("[name='caller-number']")).ShouldBe("07700 900821");
    }

    [Fact, Rule("REC-1")]
    public async Task AServerThatIsAway_IsSaidAndTheFieldIsKeptWhenItIsBack()
    {
        await using var handler = await Person.SignIn(force, "call-handler");
        await handler.Open("/incidents/report");
        await handler.Page.Context.SetOfflineAsync(true);
        await handler.Page.FillAsync("[name='caller-number']", "07700 900822");
        await handler.Page.PressAsync("[name='caller-number']", "Tab");
        await handler.Page.WaitForSelectorAsync("[data-saved][data-state=failed]");
        await handler.Page.Context.SetOfflineAsync(false);

        await handler.Page.WaitForSelectorAsync("[data-saved][data-state=saved]");
        (await force.Db(db => db.Incidents.CountAsync(i => i.CallerNumberKey == "+447700900822"))).ShouldBe(1);
    }

    [Fact, Rule("REC-1")]
    public async Task TwoPeopleInOneField_BothVersionsAreShownAndOneIsChosen()
    {
        await using var one = await Person.SignIn(force, "call-handler");
        await using var other = await Person.SignIn(force, "control-room-supervisor");
        await one.Open("/incidents/report");
        await Type(one, "07700 900823", "caller-number");
        await one.Page.WaitForSelectorAsync("[data-saved][data-state=saved]");
        await other.Open(new Uri(one.Page.Url).AbsolutePath);
        await Type(other, "Theirs", "caller-name");
        await other.Page.WaitForSelectorAsync("[data-saved][data-state=saved]");
        await Type(one, "Mine", "caller-name");
        await one.Page.WaitForSelectorAsync(".call-conflict:has-text('Theirs')");

        await one.Page.ClickAsync("text=Keep mine");
        await one.Page.WaitForSelectorAsync("[data-saved][data-state=saved]");

        (await force.Db(db => db.Incidents.Where(i => i.CallerNumberKey == "+447700900823").Select(i => i.CallerName).SingleAsync())).ShouldBe("Mine");
    }

    [Fact, Rule("REC-1")]
    public async Task AStrayEnter_NeverSendsTheReport()
    {
        await using var handler = await Person.SignIn(force, "call-handler");
        await handler.Open("/incidents/report");
        await handler.Page.FillAsync("[name='caller-number']", "07700 900824");
        await handler.Page.PressAsync("[name='caller-number']", "Enter");
        await handler.Page.WaitForSelectorAsync("[data-saved][data-state=saved]");

        (await force.Db(db => db.Incidents.Where(i => i.CallerNumberKey == "+447700900824").Select(i => i.Status).SingleAsync())).ShouldBe(Incidents.IncidentStatus.BeingTaken);
        (await handler.Page.InputValueAsync("[name='caller-number']")).ShouldBe("07700 900824");
    }

    private static async Task Type(Person person, string text, string field)
    {
        await person.Page.FillAsync($"[name='{field}']", text);
        await person.Page.PressAsync($"[name='{field}']", "Tab");
    }
}
