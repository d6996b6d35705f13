using System.Text;

using DaCaseManagement.Imports;
using DaCaseManagement.IntegrationTests.App;

using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace DaCaseManagement.IntegrationTests.Imports;

/// <summary>Imports as the command line does them, and by the page.</summary>
internal static class Importing
{
    public static async Task<ImportLine> Import(this ForceApp app, ImportKind kind, string text, string source = "NIS")
    {
        var (reference, id) = await app.Prepare(kind, text, source);
        (await app.Run(id, text)).ShouldBeTrue();
        return await app.Line(reference);
    }

    public static async Task<(string Reference, long Id)> Prepare(this ForceApp app, ImportKind kind, string text, string source = "NIS")
    {
        await using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        var (looks, headings) = await ImportReading.Look(stream, default);
        var added = await app.Send("records-staff", new AddImport(kind, source, null, looks, headings!.Fields));
        await app.Send("records-staff", new StartImport(added.Reference, headings.Fields));
        return (added.Reference, added.Id);
    }

    public static Task<bool> Run(this ForceApp app, long id, string text, Action<BatchPlace>? told = null, CancellationToken cancel = default) =>
        app.Services.GetRequiredService<ImportRun>().Run(id, () => new MemoryStream(Encoding.UTF8.GetBytes(text)), told, cancel);

    public static async Task<ImportLine> Line(this ForceApp app, string reference) => (await app.Send("records-staff", new ViewImport(reference))).Line;

    public static Task<List<ImportProblem>> Problems(this ForceApp app, string reference) =>
        app.Db(db => db.ImportProblems.Where(p => db.ImportFiles.Any(f => f.Id == p.ImportFileId && f.Reference == reference)).OrderBy(p => p.Id).ToListAsync());

    public static async Task<WebPage> Upload(this Browser browser, byte[] file, string kind = "People", string source = "NIS", string name = "people.csv")
    {
        var page = await browser.Get("/records/import");
        var form = new MultipartFormDataContent();
        foreach (var hidden in new[] { "__token", "__form" })
        {
            form.Add(new StringContent(page.Document.QuerySelector($"main form input[name={hidden}]")!.GetAttribute("value")!), hidden);
        }

        form.Add(new StringContent(kind), "Kind");
        form.Add(new StringContent(source), "Source");
        form.Add(new ByteArrayContent(file), "Upload", name);
        return await page.Send(new HttpRequestMessage(HttpMethod.Post, "/records/import") { Content = form });
    }

    /// <summary>Looks again until the import is over, as somebody without script would.</summary>
    public static async Task<WebPage> WaitUntilOver(this Browser browser, string path)
    {
        while (true)
        {
            var page = await browser.Get(path);
            if (page.Document.QuerySelector("[data-progress]") is null)
            {
                return page;
            }

            await Task.Delay(100);
        }
    }
}
