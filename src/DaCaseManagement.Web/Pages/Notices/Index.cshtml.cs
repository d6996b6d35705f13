using DaCaseManagement.Access;
using DaCaseManagement.Clocks;
using DaCaseManagement.Web.Security;

using MediatR;

using Microsoft.AspNetCore.Mvc;

namespace DaCaseManagement.Web.Pages.Notices;

/// <summary>Word sent to me, all of it.</summary>
[PagePermission(Permission.UseSystem)]
public sealed class IndexModel(IMediator mediator) : AppPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public NoticeFilter Show { get; set; }

    [BindProperty(SupportsGet = true)]
    public long? After { get; set; }

    [BindProperty]
    public long Notice { get; set; }

    [BindProperty]
    public long UpTo { get; set; }

    public NoticePage Notices { get; private set; } = null!;

    public Task<IActionResult> OnGetAsync() => Draw();

    public Task<IActionResult> OnPostReadAsync() => Do(new ReadNotice(Notice), _ => RedirectToPage(new { Show, After }), Draw);

    public Task<IActionResult> OnPostAllAsync() => Do(
        new ReadAllNotices(UpTo),
        read =>
        {
            Tell(read == 1 ? "One notice is marked as read." : $"{read} notices are marked as read.");
            return RedirectToPage(new { Show });
        },
        Draw);

    private async Task<IActionResult> Draw()
    {
        Notices = await Ask(new ListNotices(Show, After));
        return Page();
    }
}
