using DaCaseManagement.Access;
using DaCaseManagement.People.Patterns;
using DaCaseManagement.Web.Security;

using MediatR;

using Microsoft.AspNetCore.Mvc;

namespace DaCaseManagement.Web.Pages.People;

/// <summary>Who and where a local team must know (PPL-9). Opens on the reader's own area.</summary>
[PagePermission(Permission.ConsultLists)]
public sealed class ListsModel(IMediator mediator, CurrentUser user) : AppPage(mediator)
{
    /// <summary>What stands for the whole force in an address.</summary>
    public const long WholeForce = 0;

    [BindProperty(SupportsGet = true)]
    public StandingList List { get; set; }

    [BindProperty(SupportsGet = true)]
    public long? Area { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Level { get; set; }

    [BindProperty(SupportsGet = true)]
    public long? After { get; set; }

    public StandingPage Standing { get; private set; } = null!;

    public IReadOnlyList<AreaRow> Areas { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync()
    {
        Area ??= user.AreaId ?? WholeForce;
        Areas = await Ask(new ListAreas());
        if (await AskOrSay(new ConsultList(List, Area == WholeForce ? null : Area, Level, After)) is not { } page)
        {
            return NotFound();
        }

        Standing = page;
        return Page();
    }

    public static string Heading(StandingList list) => list switch
    {
        StandingList.HighRisk => "Victims at high risk",
        StandingList.GoneQuiet => "Victims who have stopped reporting",
        _ => Words.Of(list),
    };

    /// <summary>What the column of days says.</summary>
    public static string Since(StandingList list) => list switch
    {
        StandingList.HighRisk => "High risk since",
        StandingList.GoneQuiet => "To be looked at since",
        _ => "On the list since",
    };
}
