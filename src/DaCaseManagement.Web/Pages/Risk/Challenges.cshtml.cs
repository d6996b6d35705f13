using DaCaseManagement.Access;
using DaCaseManagement.Risk;
using DaCaseManagement.Web.Security;

using MediatR;

using Microsoft.AspNetCore.Mvc;

namespace DaCaseManagement.Web.Pages.Risk;

/// <summary>Challenged grades that wait for somebody outside the unit (RSK-10).</summary>
[PagePermission(Permission.DecideChallenges)]
public sealed class ChallengesModel(IMediator mediator) : AppPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public bool EveryUnit { get; set; }

    [BindProperty(SupportsGet = true)]
    public long? After { get; set; }

    public SignOffPage Waiting { get; private set; } = null!;

    public async Task OnGetAsync() => Waiting = await Ask(new ListChallenges(EveryUnit, After));
}
