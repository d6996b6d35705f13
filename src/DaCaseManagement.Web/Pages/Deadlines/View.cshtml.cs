using DaCaseManagement.Access;
using DaCaseManagement.Web.Security;
using DaCaseManagement.Worklists;

using MediatR;

using Microsoft.AspNetCore.Mvc;

namespace DaCaseManagement.Web.Pages.Deadlines;

/// <summary>The story of one deadline: due when and why, who was told, and whose it is (CLK-2).</summary>
[PagePermission(Permission.ConsultCases)]
public sealed class ViewModel(IMediator mediator) : AppPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public long Id { get; set; }

    public DeadlineStory Deadline { get; private set; } = null!;

    public async Task OnGetAsync() => Deadline = await Ask(new ViewDeadline(Id));
}
