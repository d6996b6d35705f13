using DaCaseManagement.Access;
using DaCaseManagement.People;
using DaCaseManagement.Web.Security;

using MediatR;

using Microsoft.AspNetCore.Mvc;

namespace DaCaseManagement.Web.Pages.People;

/// <summary>One person, whole (PPL-1). Another record of the same person leads to the oldest.</summary>
[PagePermission(Permission.ConsultPeople)]
public sealed class ViewModel(IMediator mediator) : AppPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public string Reference { get; set; } = "";

    public PersonView Person { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync()
    {
        var page = await Ask(new ViewPerson(Reference));
        if (page.Person is null)
        {
            return RedirectToPage(new { reference = page.Reference });
        }

        Person = page.Person;
        return Page();
    }
}
