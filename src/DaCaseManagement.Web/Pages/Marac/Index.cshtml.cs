using DaCaseManagement.Access;
using DaCaseManagement.Marac;
using DaCaseManagement.Web.Security;

using MediatR;

using Microsoft.AspNetCore.Mvc;

namespace DaCaseManagement.Web.Pages.Marac;

/// <summary>The MARAC room's front page. A partner agency sees the meetings, and on their agendas what it may see.</summary>
[PagePermission(Permission.ConsultMarac)]
public sealed class IndexModel(IMediator mediator) : AppPage(mediator)
{
    /// <summary>The last referral of the page before.</summary>
    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    public MaracBoard Board { get; private set; } = null!;

    public async Task OnGetAsync() => Board = await Ask(new ListReferrals(After));
}
