using DaCaseManagement.Access;
using DaCaseManagement.Clocks;
using DaCaseManagement.Web.Security;
using DaCaseManagement.Worklists;

using MediatR;

using Microsoft.AspNetCore.Mvc;

namespace DaCaseManagement.Web.Pages;

/// <summary>My work: word sent to me, and what is due, first due first.</summary>
[PagePermission(Permission.UseSystem)]
public sealed class IndexModel(IMediator mediator) : AppPage(mediator)
{
    /// <summary>The unit's rows, or only those that are mine by name.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Mine { get; set; }

    [BindProperty(SupportsGet = true)]
    public long? After { get; set; }

    [BindProperty]
    public long Notice { get; set; }

    public Worklist Work { get; private set; } = null!;

    public NoticeList Notices { get; private set; } = null!;

    public Task<IActionResult> OnGetAsync() => Show();

    public Task<IActionResult> OnPostReadAsync() => Do(new ReadNotice(Notice), _ => RedirectToPage(new { Mine }), Show);

    private async Task<IActionResult> Show()
    {
        Notices = await Ask(new ViewNotices());
        Work = await Ask(new ViewWorklist(!Mine, After));
        return Page();
    }
}
