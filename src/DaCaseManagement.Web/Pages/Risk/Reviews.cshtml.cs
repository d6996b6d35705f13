using DaCaseManagement.Access;
using DaCaseManagement.Risk;
using DaCaseManagement.Web.Security;

using MediatR;

using Microsoft.AspNetCore.Mvc;

namespace DaCaseManagement.Web.Pages.Risk;

/// <summary>What waits for a unit's own look at a grade, and for how long (RSK-11).</summary>
[PagePermission(Permission.ReviewForUnit)]
public sealed class ReviewsModel(IMediator mediator) : AppPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public bool EveryUnit { get; set; }

    [BindProperty(SupportsGet = true)]
    public long? After { get; set; }

    public SignOffPage Waiting { get; private set; } = null!;

    public async Task OnGetAsync() => Waiting = await Ask(new ListUnitReviews(EveryUnit, After));
}
