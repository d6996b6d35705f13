using DaCaseManagement.Access;
using DaCaseManagement.People;
using DaCaseManagement.Web.Security;

using MediatR;

using Microsoft.AspNetCore.Mvc;

namespace DaCaseManagement.Web.Pages.People;

[PagePermission(Permission.JoinPeople)]
public sealed class JoinsModel(IMediator mediator) : AppPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public string Reference { get; set; } = "";

    [BindProperty]
    public long? Join { get; set; }

    [BindProperty]
    public string? Because { get; set; }

    [BindProperty]
    public bool Different { get; set; }

    public JoinsOfPerson Joins { get; private set; } = null!;

    /// <summary>What is wrong with the reason; it stands beside the field of the join that was meant.</summary>
    public string? Problem => ModelState[FieldFor(nameof(Because))]?.Errors.FirstOrDefault()?.ErrorMessage;

    public Task<IActionResult> OnGetAsync() => Show();

    public Task<IActionResult> OnPostAsync() => Do(new UndoJoin(Reference, Join ?? 0, Because, Different), done =>
    {
        Tell($"{done.One} and {done.Other} stand apart again, each with everything that was theirs.");
        return RedirectToPage("/People/Joins", new { reference = Reference });
    }, Show);

    /// <summary>There is one form for each join: the message points at the one that was sent.</summary>
    protected override string FieldFor(string field) => field == nameof(Because) ? $"Because-{Join}" : base.FieldFor(field);

    private async Task<IActionResult> Show()
    {
        Joins = await Ask(new ViewJoins(Reference));
        return Page();
    }
}
