using DaCaseManagement.Access;
using DaCaseManagement.Imports;
using DaCaseManagement.Pipeline;
using DaCaseManagement.Web.Security;

using MediatR;

using Microsoft.AspNetCore.Mvc;

namespace DaCaseManagement.Web.Pages.Imports;

/// <summary>Files of legacy records: add one, and how the others went (ACC-5).</summary>
[PagePermission(Permission.ImportRecords)]
[TakesFiles]
public sealed class IndexModel(IMediator mediator, ImportStore store) : AppPage(mediator)
{
    [BindProperty]
    public ImportKind? Kind { get; set; }

    [BindProperty]
    public string? Source { get; set; }

    [BindProperty]
    public IFormFile? Upload { get; set; }

    [FromQuery]
    public string? Before { get; set; }

    public ImportList List { get; private set; } = new([], null);

    public long MostMegabytes => store.MostBytes / 1024 / 1024;

    public Task<IActionResult> OnGetAsync() => Show();

    public async Task<IActionResult> OnPostAsync()
    {
        var (stored, looks, headings) = await Keep();
        return await Do(new AddImport(Kind, Source?.Trim(), stored, looks, headings?.Fields ?? []), added => RedirectToPage("/Imports/View", new { reference = added.Reference }), () =>
        {
            // Nobody will ask for it again: a browser does not send a file twice by itself.
            if (stored is not null)
            {
                store.Delete(stored);
            }

            return Show();
        });
    }

    private async Task<(string? Stored, FileLooks? Looks, CsvRow? Headings)> Keep()
    {
        if (Upload is null)
        {
            return (null, null, null);
        }

        try
        {
            await using var from = Upload.OpenReadStream();
            var stored = await store.Keep(from, Cancel);
            await using var kept = store.Open(stored);
            var (looks, headings) = await ImportReading.Look(kept, Cancel);
            return (stored, looks, headings);
        }
        catch (RefusedException e)
        {
            ModelState.AddModelError(nameof(Upload), e.Message);
            return (null, null, null);
        }
    }

    private async Task<IActionResult> Show()
    {
        List = await Ask(new ListImports(Before));
        return Page();
    }
}
