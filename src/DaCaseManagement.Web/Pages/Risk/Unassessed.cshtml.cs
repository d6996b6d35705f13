using DaCaseManagement.Access;
using DaCaseManagement.Risk;
using DaCaseManagement.Web.Security;

using MediatR;

using Microsoft.AspNetCore.Mvc;

namespace DaCaseManagement.Web.Pages.Risk;

/// <summary>The ageing list nobody can hide (RSK-5).</summary>
[PagePermission(Permission.ConsultOversight)]
public sealed class UnassessedModel(IMediator mediator, TimeProvider clock) : AppPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public long? Area { get; set; }

    [BindProperty(SupportsGet = true)]
    public long? Unit { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    public UnassessedPage Unassessed { get; private set; } = null!;

    public DateTime Now => clock.GetUtcNow().UtcDateTime;

    public async Task OnGetAsync() => Unassessed = await Ask(new ListUnassessed(Area, Unit, After));
}
