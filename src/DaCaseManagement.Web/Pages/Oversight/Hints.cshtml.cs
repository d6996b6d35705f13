using DaCaseManagement.Access;
using DaCaseManagement.Oversight;
using DaCaseManagement.Web.Security;

using MediatR;

namespace DaCaseManagement.Web.Pages.Oversight;

/// <summary>Officers for whom one gap keeps coming back (RSK-14).</summary>
[PagePermission(Permission.ConsultOversight)]
public sealed class HintsModel(IMediator mediator) : AppPage(mediator)
{
    public HintList Hints { get; private set; } = null!;

    public async Task OnGetAsync() => Hints = await Ask(new ListHints());
}
