using DaCaseManagement.Access;
using DaCaseManagement.Risk.Instruments;
using DaCaseManagement.Web.Security;

using MediatR;

using Microsoft.AspNetCore.Mvc;

namespace DaCaseManagement.Web.Pages.Policy;

/// <summary>Risk instruments, versions side by side (RSK-1), and a way to load a force's own.</summary>
[PagePermission(Permission.ConsultPolicy)]
public sealed class InstrumentsModel(IMediator mediator) : AppPage(mediator)
{
    [BindProperty]
    public string? Text { get; set; }

    public IReadOnlyList<InstrumentRow> Rows { get; private set; } = [];

    public Task<IActionResult> OnGetAsync() => Show();

    public Task<IActionResult> OnPostAsync() => Do(new LoadInstrument(Text), loaded =>
    {
        Tell(loaded.WasThere ? $"{loaded.Code} was there already; nothing was changed." : $"{loaded.Code} is loaded: {loaded.Questions} questions. A policy may name it now.");
        return RedirectToPage();
    }, Show);

    private async Task<IActionResult> Show()
    {
        Rows = await Ask(new ListInstruments());
        return Page();
    }
}
