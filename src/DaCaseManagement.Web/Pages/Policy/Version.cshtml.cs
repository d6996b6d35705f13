using System.Text.Json;
using System.Text.Json.Nodes;

using DaCaseManagement.Access;
using DaCaseManagement.Policy.Changes;
using DaCaseManagement.Web.Security;

using MediatR;

using Microsoft.AspNetCore.Mvc;

namespace DaCaseManagement.Web.Pages.Policy;

/// <summary>Any approved version, in words, and the way back to it.</summary>
[PagePermission(Permission.ConsultPolicy)]
public sealed class VersionModel(IMediator mediator, TimeProvider clock) : AppPage(mediator)
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true };

    [BindProperty(SupportsGet = true, Name = "name")]
    public string Name { get; set; } = "";

    [BindProperty(SupportsGet = true, Name = "number")]
    public int Number { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public string? From { get; set; }

    public PolicyVersionView View { get; private set; } = null!;

    public string Kept => JsonNode.Parse(View.Profile)!.ToJsonString(Readable);

    public Task OnGetAsync()
    {
        From = DaCaseManagement.Clocks.LocalTime.DayOf(clock.GetUtcNow().UtcDateTime).ToString("d/M/yyyy", System.Globalization.CultureInfo.InvariantCulture);
        return Load();
    }

    public Task<IActionResult> OnPostRestoreAsync() => Do(
        new RestorePolicy(Name, Number, Reason, From),
        id =>
        {
            Tell("Proposed. A second person must approve it.");
            return RedirectToPage("/Policy/Proposal", new { id });
        },
        Load);

    private async Task<IActionResult> Load()
    {
        View = await Ask(new ViewPolicyVersion(Name, Number));
        return Page();
    }
}
