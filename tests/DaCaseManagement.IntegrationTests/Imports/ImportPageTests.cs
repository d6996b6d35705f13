using System.Net;
using System.Text;

using DaCaseManagement.Imports;
using DaCaseManagement.IntegrationTests.App;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.IntegrationTests.Imports;

/// <summary>The same by the page: upload, columns, preview, start, come back, problems.</summary>
public sealed class ImportPageTests(ForceApp app) : IClassFixture<ForceApp>
{
    private string Folder => Path.Combine(app.DataDirectory, "imports");

    [Fact, Rule("ACC-5")]
    public async Task AFile_IsUploaded_ItsColumnsChosen_AndTakenOver_AndDeleted()
    {
        using var staff = await app.SignIn("records-staff");
        var page = await staff.Upload(Encoding.UTF8.GetBytes("Nr;Moniker;Shoe\nm1;Quillfeather;7\nm2;=HYPERLINK(1);8\nm3;Two;9;10\n"), source: "page1");

        // Neither heading is known: it does not start until a person says what they are.
        page.Path.ShouldStartWith("/records/import/IM-");
        var refused = await page.Submit(new(), button: "button[formaction*=Start]");
        refused.Status.ShouldBe(HttpStatusCode.BadRequest);
        refused.Errors.ShouldNotBeEmpty();

        var mapped = await page.Submit(new() { ["Fields[0]"] = "reference", ["Fields[1]"] = "family" }, button: "button[formaction*=Preview]");
        mapped.Value("Fields[1]").ShouldBe("family");
        mapped.Text.ShouldContain("Name Quillfeather");
        (await app.Db(db => db.LegacyRecords.AnyAsync(r => r.Source == "PAGE1"))).ShouldBeFalse();
        var kept = Path.Combine(Folder, (await app.Db(db => db.ImportFiles.Where(f => f.Source == "PAGE1").Select(f => f.StoredAs).SingleAsync()))!);
        File.Exists(kept).ShouldBeTrue();

        var started = await mapped.Submit(new(), button: "button[formaction*=Start]");
        var done = await staff.WaitUntilOver(started.Path);
        (await app.Db(db => db.People.Where(p => db.LegacyRecords.Any(r => r.PersonId == p.Id && r.Source == "PAGE1")).Select(p => p.FamilyName).OrderBy(n => n).ToListAsync())).ShouldBe(["=HYPERLINK(1)", "Quillfeather"]);
        (await done.Click("row by row")).Document.QuerySelectorAll("tbody tr").Length.ShouldBe(1);
        for (var i = 0; i < 100 && File.Exists(kept); i++)
        {
            await Task.Delay(50);
        }

        File.Exists(kept).ShouldBeFalse();
    }

    [Fact, Rule("ACC-5")]
    public async Task Problems_AsAFile_NeverRunInASpreadsheet()
    {
        var line = await app.Import(ImportKind.People, "Ref,Surname,DOB\np1,Pellow,=1+1\np2,Pellow,\"+2,x\"\n", "PAGE2");
        using var staff = await app.SignIn("records-staff");

        var file = await staff.Get($"/records/import/{line.Reference}/problems.csv");

        file.Response.Content.Headers.ContentType!.MediaType.ShouldBe("text/csv");
        var rows = new CsvRows(new StringReader(file.Body.TrimStart('\uFEFF')), ',');
        rows.Read()!.Fields.Count.ShouldBe(5);
        (rows.Read()!.Fields[2], rows.Read()!.Fields[2], rows.Read()).ShouldBe(("'=1+1", "'+2,x", null));
    }

    public static TheoryData<string, byte[]> Unusable => new()
    {
        { "empty", [] },
        { "spreadsheet", [0x50, 0x4B, 3, 4, 20, 0, 6, 0] },
        { "binary", [1, 0, 2, 0, 255, 0, 0, 0, 9] },
        { "blank", [32, 10, 32, 10] },
        { "broken headings", Encoding.UTF8.GetBytes("a,\"b\nc,d\n") },
        { "many columns", Encoding.UTF8.GetBytes(string.Join(',', Enumerable.Range(0, 300)) + "\n") },
    };

    [Theory, MemberData(nameof(Unusable)), Rule("ACC-5")]
    public async Task AFileThatCannotBeUsed_IsRefusedWithAReason_AndNotKept(string what, byte[] file)
    {
        using var staff = await app.SignIn("records-staff");
        var kept = Directory.Exists(Folder) ? Directory.GetFiles(Folder).Length : 0;

        var page = await staff.Upload(file);

        page.Status.ShouldBe(HttpStatusCode.BadRequest, what);
        page.Document.QuerySelector("#Upload-error").ShouldNotBeNull(what);
        (Directory.Exists(Folder) ? Directory.GetFiles(Folder).Length : 0).ShouldBe(kept);
    }

    [Fact, Rule("ACC-5")]
    public async Task HeadingsAlone_AreSaidToBeAlone_AndWithdrawingDeletesTheFile()
    {
        using var staff = await app.SignIn("records-staff");
        var page = await staff.Upload(Encoding.UTF8.GetBytes("Ref,Surname\n"), source: "page3");
        page.Status.ShouldBe(HttpStatusCode.OK);
        page.Document.QuerySelectorAll(".import-row").ShouldBeEmpty();
        var kept = await app.Db(db => db.ImportFiles.Where(f => f.Source == "PAGE3").Select(f => f.StoredAs).SingleAsync());
        File.Exists(Path.Combine(Folder, kept!)).ShouldBeTrue();

        await page.Submit(new(), button: "button[formaction*=Stop]");

        File.Exists(Path.Combine(Folder, kept!)).ShouldBeFalse();
    }

    [Fact, Rule("ACC-5")]
    public async Task AFileOfSeveralMegabytes_IsTaken_ThoughNoOtherFormMayBeSoLarge()
    {
        using var staff = await app.SignIn("records-staff");

        var page = await staff.Upload(Encoding.UTF8.GetBytes("Ref,Surname,Filler\nq1,Pellow," + string.Join("\nq2,Pellow,", Enumerable.Repeat(new string('x', 1_000), 6_000)) + "\n"), source: "page4");

        page.Status.ShouldBe(HttpStatusCode.OK);
        page.Path.ShouldStartWith("/records/import/IM-");
    }
}
