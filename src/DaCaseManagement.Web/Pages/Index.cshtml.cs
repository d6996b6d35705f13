using DaCaseManagement.Access;
using DaCaseManagement.Clocks;
using DaCaseManagement.Policy;
using DaCaseManagement.Web.Security;
using DaCaseManagement.Worklists;

using MediatR;

using Microsoft.AspNetCore.Mvc;

namespace DaCaseManagement.Web.Pages;

/// <summary>My work: word sent to me, and what is due, the latest first (CLK-2).</summary>
[PagePermission(Permission.UseSystem)]
public sealed class IndexModel(IMediator mediator) : AppPage(mediator)
{
    /// <summary>Absent together with the rest: the filter I keep as my first.</summary>
    [BindProperty(SupportsGet = true)]
    public WorkOf? Of { get; set; }

    [BindProperty(SupportsGet = true)]
    public WorkGroup? Group { get; set; }

    [BindProperty(SupportsGet = true)]
    public bool Late { get; set; }

    [BindProperty(SupportsGet = true)]
    public Grade? Grade { get; set; }

    [BindProperty(SupportsGet = true)]
    public long? After { get; set; }

    [BindProperty]
    public long Notice { get; set; }

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public bool First { get; set; }

    [BindProperty]
    public long Saved { get; set; }

    public Worklist Work { get; private set; } = null!;

    public WorkFilter Filter { get; private set; } = new();

    public NoticeList Notices { get; private set; } = null!;

    public Task<IActionResult> OnGetAsync() => Show();

    public Task<IActionResult> OnPostReadAsync() => Do(new ReadNotice(Notice), _ => Again(), Show);

    public Task<IActionResult> OnPostKeepAsync() => Do(new KeepFilter(Name, Of ?? WorkOf.Unit, Group, Late, Grade, First), _ =>
    {
        Tell("The filter is kept.");
        return Again();
    }, Show);

    public Task<IActionResult> OnPostRemoveAsync() => Do(new RemoveFilter(Saved), _ =>
    {
        Tell("The filter is removed.");
        return Again();
    }, Show);

    /// <summary>The page's own address with another choice; what is absent is left out.</summary>
    public string? Link(WorkFilter filter, long? after = null) =>
        Url.Page("/Index", new { Of = (WorkOf?)filter.Of, filter.Group, Late = filter.Late ? (bool?)true : null, filter.Grade, After = after, handler = (string?)null });

    private RedirectToPageResult Again() => RedirectToPage(new { Of, Group, Late = Late ? (bool?)true : null, Grade, handler = (string?)null });

    private async Task<IActionResult> Show()
    {
        Notices = await Ask(new ViewNotices());
        Filter = new WorkFilter(Of ?? WorkOf.Unit, Group, Late, Grade);
        Work = await Ask(new ViewWorklist(Filter, After));
        if (Of is null && Group is null && !Late && Grade is null && After is null && Work.Saved.FirstOrDefault(f => f.IsDefault) is { } first)
        {
            Filter = first.Filter;
            Work = await Ask(new ViewWorklist(Filter));
        }

        return Page();
    }
}
