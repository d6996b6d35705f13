using DaCaseManagement.Access;
using DaCaseManagement.People;
using DaCaseManagement.Web.Security;

using MediatR;

using Microsoft.AspNetCore.Mvc;

namespace DaCaseManagement.Web.Pages.People;

/// <summary>Markers to be looked at again, the oldest first (PPL-8).</summary>
[PagePermission(Permission.KeepMarkers)]
public sealed class MarkerListModel(IMediator mediator) : AppPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public bool All { get; set; }

    [BindProperty(SupportsGet = true)]
    public bool Addresses { get; set; }

    [BindProperty(SupportsGet = true)]
    public long? After { get; set; }

    public MarkerPage Markers { get; private set; } = null!;

    public async Task OnGetAsync() => Markers = await Ask(new ListMarkers(All, Addresses, After));
}
