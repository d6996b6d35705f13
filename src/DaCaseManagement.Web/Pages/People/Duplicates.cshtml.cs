using DaCaseManagement.Access;
using DaCaseManagement.People;
using DaCaseManagement.Web.Security;

using MediatR;

using Microsoft.AspNetCore.Mvc;

namespace DaCaseManagement.Web.Pages.People;

[PagePermission(Permission.JoinPeople)]
public sealed class DuplicatesModel(IMediator mediator) : AppPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public double? AfterBits { get; set; }

    [BindProperty(SupportsGet = true)]
    public long? AfterId { get; set; }

    public DuplicatesPage Duplicates { get; private set; } = null!;

    public async Task OnGetAsync() => Duplicates = await Ask(new ListDuplicates(AfterBits, AfterId));
}
