using DaCaseManagement.Access;
using DaCaseManagement.Imports;
using DaCaseManagement.Web.Security;

using MediatR;

using Microsoft.AspNetCore.Mvc;

namespace DaCaseManagement.Web.Pages.Imports;

/// <summary>What was not understood in one file, row by row.</summary>
[PagePermission(Permission.ImportRecords)]
public sealed class ProblemsModel(IMediator mediator) : AppPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public string Reference { get; set; } = "";

    [FromQuery]
    public long? After { get; set; }

    public ImportProblems Problems { get; private set; } = null!;

    public async Task OnGetAsync() => Problems = await Ask(new ListImportProblems(Reference, After));
}
