using System.Globalization;
using System.Text;

using DaCaseManagement.Access;
using DaCaseManagement.Imports;
using DaCaseManagement.Web.Security;

using MediatR;

using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace DaCaseManagement.Web.Pages.Imports;

/// <summary>The same lines as a file for a spreadsheet, written as they are read: as many as there are, in little memory.</summary>
[PagePermission(Permission.ImportRecords)]
public sealed class ProblemsCsvModel(IMediator mediator) : AppPage(mediator)
{
    private const int Piece = 2_000;

    [BindProperty(SupportsGet = true)]
    public string Reference { get; set; } = "";

    public async Task<IActionResult> OnGetAsync()
    {
        // Asked before anything is sent, so that a wrong reference is an error page and not half a file.
        var problems = await Ask(new ListImportProblems(Reference, null, Piece));
        Response.ContentType = "text/csv; charset=utf-8";
        Response.Headers.ContentDisposition = new ContentDispositionHeaderValue("attachment") { FileName = $"import-{problems.Reference}-problems.csv" }.ToString();
        await using var writer = new StreamWriter(Response.Body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        await writer.WriteAsync("Row,Column,As typed,Why,What became of it\r\n");
        while (true)
        {
            foreach (var p in problems.Lines)
            {
                await writer.WriteAsync(SafeCsv.Line(p.Row.ToString(CultureInfo.InvariantCulture), p.Column, p.AsTyped, p.Why, p.Refused ? "Row refused" : "Kept as typed"));
            }

            if (problems.Next is not { } next)
            {
                return new EmptyResult();
            }

            problems = await Ask(new ListImportProblems(Reference, next, Piece));
        }
    }
}
