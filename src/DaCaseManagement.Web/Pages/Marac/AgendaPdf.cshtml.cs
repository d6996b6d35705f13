using System.Net.Mime;

using DaCaseManagement.Access;
using DaCaseManagement.Marac;
using DaCaseManagement.Policy;
using DaCaseManagement.Web.Pdf;
using DaCaseManagement.Web.Security;
using DaCaseManagement.Web.Startup;

using MediatR;

using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace DaCaseManagement.Web.Pages.Marac;

/// <summary>The agenda as a PDF, named by the meeting's reference and kept by nobody's cache.</summary>
[PagePermission(Permission.ConsultMarac)]
public sealed class AgendaPdfModel(IMediator mediator, PolicyInForce inForce, CurrentUser user, TimeProvider clock, Settings settings) : AppPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public string Reference { get; set; } = "";

    public async Task<IActionResult> OnGetAsync()
    {
        var meeting = await Ask(new ViewMeeting(Reference));
        var demonstration = settings.IsDemo ? " Demonstration: invented people only." : "";
        var file = AgendaPdf.Write(meeting, inForce.Policy, $"Printed {Words.Time(clock.GetUtcNow().UtcDateTime)} by {user.FullName}.{demonstration} Keep it as safely as the record. Destroy it when done with.");
        Response.Headers.ContentDisposition = new ContentDispositionHeaderValue("inline") { FileName = $"marac-agenda-{meeting.Reference}.pdf" }.ToString();
        return File(file, MediaTypeNames.Application.Pdf);
    }
}
