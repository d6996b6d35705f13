using DaCaseManagement.Access;
using DaCaseManagement.Imports;
using DaCaseManagement.Web.Security;
using DaCaseManagement.Web.Startup;

using MediatR;

using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace DaCaseManagement.Web.Pages.Imports;

/// <summary>One import: its columns and preview before it starts, then how far it has come. It can be left and come back to.</summary>
[PagePermission(Permission.ImportRecords)]
public sealed class ViewModel(IMediator mediator, ImportStore store, ImportWorker worker) : AppPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public string Reference { get; set; } = "";

    /// <summary>The field of each column, in the order of the columns.</summary>
    [BindProperty]
    public List<string?> Fields { get; set; } = [];

    public ImportView Import { get; private set; } = null!;

    public ImportPreview? Preview { get; private set; }

    public bool FileIsHere => Import.StoredAs is { } name && store.Has(name);

    public IEnumerable<SelectListItem> Choices => ImportNames.Of(Import.Line.Kind).Select(f => new SelectListItem(f.Label + (f.Many ? " (may be several)" : ""), f.Name));

    public static string Colour(ImportStatus status) => status switch
    {
        ImportStatus.Done => "green",
        ImportStatus.Stopped => "red",
        ImportStatus.Running or ImportStatus.Waiting => "blue",
        ImportStatus.Preparing => "yellow",
        _ => "grey",
    };

    public Task<IActionResult> OnGetAsync() => Show();

    public Task<IActionResult> OnPostPreviewAsync() => Do(new ChooseColumns(Reference, Fields), _ => RedirectToPage(new { reference = Reference }), Show);

    public async Task<IActionResult> OnPostStartAsync()
    {
        var (file, headings) = (await Ask(new ViewImport(Reference)), new List<string>());
        if (file.StoredAs is not { } name || !store.Has(name))
        {
            ModelState.AddModelError("", file.Line.Status == ImportStatus.Stopped ? "The file is not on this server. If it was imported from the command line, run the same command again" : "The file is not on this server");
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return await Show();
        }

        await using (var stream = store.Open(name))
        {
            headings.AddRange(ImportReading.Rows(stream, file.Encoding, file.Delimiter).Headings!.Fields);
        }

        // What is on the form counts, whether or not somebody asked for the preview of it.
        return file.Line.Status == ImportStatus.Preparing && Fields.Count > 0
            ? await Do(new ChooseColumns(Reference, Fields), _ => Start(headings), Show)
            : await Start(headings);
    }

    public Task<IActionResult> OnPostStopAsync() => Do(new StopImport(Reference), stopped =>
    {
        if (stopped.Remove is { } name)
        {
            store.Delete(name);
        }

        Tell(stopped.Status == ImportStatus.Withdrawn ? $"{Reference} is withdrawn and its file deleted." : $"{Reference} is stopped. What was taken over stays; it can go on.");
        return RedirectToPage("/Imports/View", new { reference = Reference });
    }, Show);

    private Task<IActionResult> Start(IReadOnlyList<string> headings) => Do(new StartImport(Reference, headings), _ =>
    {
        worker.Ring();
        return RedirectToPage("/Imports/View", new { reference = Reference });
    }, Show);

    private async Task<IActionResult> Show()
    {
        Import = await Ask(new ViewImport(Reference));
        if (Import.Line.Status == ImportStatus.Preparing && FileIsHere)
        {
            await using var stream = store.Open(Import.StoredAs!);
            var typed = Fields.Count == Import.Columns.Count ? [.. Fields.Select(f => f ?? "")] : Import.Columns;
            Preview = await Ask(new PreviewImport(Reference, Import.Line.Kind, stream, Import.Encoding, Import.Delimiter, typed));
            Fields = [.. typed];
        }

        return Page();
    }
}
