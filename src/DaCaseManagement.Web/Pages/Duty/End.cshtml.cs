using System.Globalization;

using DaCaseManagement.Access;
using DaCaseManagement.Routing;
using DaCaseManagement.Web.Security;

using MediatR;

using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace DaCaseManagement.Web.Pages.Duty;

/// <summary>What I have open, and who takes it (RTE-2).</summary>
[PagePermission(Permission.ConsultPeople)]
public sealed class EndModel(IMediator mediator) : AppPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public string? Back { get; set; }

    [BindProperty]
    public long? To { get; set; }

    [BindProperty]
    public string? Note { get; set; }

    /// <summary>Null when the time could not be read.</summary>
    public ShiftEnd? End { get; private set; }

    public IEnumerable<SelectListItem> People => End?.OnDuty.Select(p => new SelectListItem(p.Name, p.Id.ToString(CultureInfo.InvariantCulture))) ?? [];

    public Task<IActionResult> OnGetAsync() => Show();

    public Task<IActionResult> OnPostAsync() => Do(new EndShift(Back, To, Note), done =>
    {
        Tell(done.Items == 0 ? "Your shift is ended." : $"Your shift is ended. {done.Items} matters are offered to {(done.To is null ? "your unit" : "your colleague")} and yours until accepted.");
        return RedirectToPage("/Duty/Index");
    }, Show);

    private async Task<IActionResult> Show()
    {
        End = await AskOrSay(new ViewShiftEnd(Back));
        return Page();
    }
}
