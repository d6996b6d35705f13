using DaCaseManagement.Access;
using DaCaseManagement.Marac;
using DaCaseManagement.Policy;
using DaCaseManagement.Web.Security;

using MediatR;

using Microsoft.AspNetCore.Mvc;

namespace DaCaseManagement.Web.Pages.Marac;

/// <summary>The agenda as sheets of paper.</summary>
[PagePermission(Permission.ConsultMarac)]
public sealed class AgendaModel(IMediator mediator, PolicyInForce inForce) : AppPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public string Reference { get; set; } = "";

    public MeetingView Meeting { get; private set; } = null!;

    public string GradeWords(Grade grade) => inForce.Policy.GradeLabel(grade);

    public async Task OnGetAsync() => Meeting = await Ask(new ViewMeeting(Reference));
}
