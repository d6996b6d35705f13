using DaCaseManagement.Access;
using DaCaseManagement.Policy;
using DaCaseManagement.Policy.Changes;
using DaCaseManagement.Web.Security;

using MediatR;

using Microsoft.AspNetCore.Mvc;

namespace DaCaseManagement.Web.Pages.Policy;

[PagePermission(Permission.ConsultPolicy)]
public sealed class VersionsModel(IMediator mediator) : AppPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public long? Before { get; set; }

    public PolicyVersionList List { get; private set; } = new([], null);

    public string InForce { get; private set; } = "";

    public async Task OnGetAsync()
    {
        List = await Ask(new ListPolicyVersions(Before));
        InForce = (await Ask(new ViewPolicy())).Version;
    }
}

internal static class ChangeWords
{
    public static string Colour(PolicyState state) => state switch { PolicyState.Approved => "green", PolicyState.Proposed => "yellow", PolicyState.Refused => "red", _ => "grey" };

    public static string Of(PolicyOrigin origin) => origin switch
    {
        PolicyOrigin.FirstFile => "first version, from the file",
        PolicyOrigin.File => "the file changed",
        PolicyOrigin.Rollback => "a copy of an earlier version",
        PolicyOrigin.Upgrade => "after an upgrade",
        _ => "written here",
    };
}
