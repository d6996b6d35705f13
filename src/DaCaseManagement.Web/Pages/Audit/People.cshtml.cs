using System.Text.RegularExpressions;

using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Web.Security;

using MediatR;

using Microsoft.AspNetCore.Mvc;

namespace DaCaseManagement.Web.Pages.Audit;

/// <summary>Who has looked at a person (ACC-2). The reference is posted and checked before it stands in an address: somebody may type a name.</summary>
[PagePermission(Permission.ReadAudit)]
public sealed partial class PeopleModel(IMediator mediator) : AuditPageModel(mediator)
{
    [BindProperty(SupportsGet = true)]
    public string? Reference { get; set; }

    [BindProperty(SupportsGet = true)]
    public long? Before { get; set; }

    public Lookers? Lookers { get; private set; }

    public async Task OnGetAsync()
    {
        if (Reference is not null)
        {
            Lookers = await AskTyped(new WhoLookedAt(Reference, Before));
        }
    }

    public IActionResult OnPost()
    {
        var typed = Reference?.Trim().ToUpperInvariant() ?? "";
        return OurReference().IsMatch(typed) ? RedirectToPage(new { reference = typed })
            : Refuse(nameof(Reference), typed.Length == 0 ? "Enter a person's reference" : "Enter a person's reference, such as P-000123. Names are not searched for here.");
    }

    [GeneratedRegex("^P-[0-9]{6,9}$")]
    private static partial Regex OurReference();
}
