using DaCaseManagement.Access;
using DaCaseManagement.Oversight;
using DaCaseManagement.Web.Security;

using MediatR;

using Microsoft.AspNetCore.Mvc;

namespace DaCaseManagement.Web.Pages.Oversight;

/// <summary>Investigations held by somebody without the skill that the policy asks for (RTE-4).</summary>
[PagePermission(Permission.ConsultOversight)]
public sealed class AllocationsModel(IMediator mediator) : AppPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public long? After { get; set; }

    public BelowSkillPage Below { get; private set; } = null!;

    public async Task OnGetAsync() => Below = await Ask(new ListBelowSkill(After));
}
