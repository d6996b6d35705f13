using DaCaseManagement.Access;
using DaCaseManagement.Incidents.Closing;
using DaCaseManagement.Web.Security;

using MediatR;

using Microsoft.AspNetCore.Mvc;

namespace DaCaseManagement.Web.Pages.Incidents;

/// <summary>Incidents that are not recorded as domestic abuse, for supervisors to look at some again (REC-11).</summary>
[PagePermission(Permission.ApproveRecoding)]
public sealed class RecodedModel(IMediator mediator) : AppPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public string? Before { get; set; }

    public RecodedPage Recoded { get; private set; } = null!;

    public async Task OnGetAsync() => Recoded = await Ask(new ListRecoded(Before));
}
