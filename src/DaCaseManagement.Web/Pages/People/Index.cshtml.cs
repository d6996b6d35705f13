using DaCaseManagement.Access;
using DaCaseManagement.Clocks;
using DaCaseManagement.People;
using DaCaseManagement.Web.Security;

using MediatR;

using Microsoft.AspNetCore.Mvc;

namespace DaCaseManagement.Web.Pages.People;

/// <summary>Find a person however the name is spelt. By POST, so that nobody's name is in an address.</summary>
[PagePermission(Permission.ConsultPeople)]
public sealed class IndexModel(IMediator mediator, TimeProvider clock) : AppPage(mediator)
{
    [BindProperty]
    public string? Family { get; set; }

    [BindProperty]
    public string? Given { get; set; }

    [BindProperty]
    public string? Born { get; set; }

    [BindProperty]
    public string? Phone { get; set; }

    [BindProperty]
    public string? Address { get; set; }

    public PeopleFound? Found { get; private set; }

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync()
    {
        var (born, problem) = PartialDate.Parse(Born, LocalTime.DayOf(clock.GetUtcNow().UtcDateTime));
        if (problem is not null)
        {
            return Refuse(nameof(Born), problem);
        }

        Found = await AskOrSay(new SearchPeople(Given, Family, born, Phone, Address));
        return Page();
    }
}
