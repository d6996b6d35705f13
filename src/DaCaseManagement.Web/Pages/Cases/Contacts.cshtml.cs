using System.Globalization;

using DaCaseManagement.Access;
using DaCaseManagement.Cases;
using DaCaseManagement.Web.Security;

using MediatR;

using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace DaCaseManagement.Web.Pages.Cases;

/// <summary>Contacts with the victim: how she can be reached, what she must be told, a form for the next contact, and all of them (CAS-7).</summary>
[PagePermission(Permission.ConsultCases)]
public sealed class ContactsModel(IMediator mediator) : AppPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public string Reference { get; set; } = "";

    [BindProperty(SupportsGet = true)]
    public long? Before { get; set; }

    /// <summary>The contact that the form corrects.</summary>
    [BindProperty(SupportsGet = true)]
    public long? Correct { get; set; }

    [BindProperty]
    public string? When { get; set; }

    [BindProperty]
    public ContactMeans? Means { get; set; }

    [BindProperty]
    public ContactOutcome? Outcome { get; set; }

    [BindProperty]
    public string? Told { get; set; }

    [BindProperty]
    public bool NewContactTold { get; set; }

    [BindProperty]
    public List<long> ToldOf { get; set; } = [];

    [BindProperty]
    public List<long> Steps { get; set; } = [];

    public ContactPage Contacts { get; private set; } = null!;

    public IEnumerable<SelectListItem> AllMeans => Words.Choices<ContactMeans>();

    public IEnumerable<SelectListItem> Outcomes => Words.Choices<ContactOutcome>();

    public async Task<IActionResult> OnGetAsync()
    {
        await Show();
        When = DaCaseManagement.Clocks.LocalTime.Of(Contacts.Now).ToString("d/M/yyyy HH:mm", CultureInfo.InvariantCulture);
        if (Correct is { } id && Contacts.Rows.FirstOrDefault(r => r.Id == id) is { CorrectedBy: null } wrong)
        {
            (When, Means, Outcome, Told) = (DaCaseManagement.Clocks.LocalTime.Of(wrong.At).ToString("d/M/yyyy HH:mm", CultureInfo.InvariantCulture), wrong.Means, wrong.Outcome, wrong.Words);
        }

        return Page();
    }

    public Task<IActionResult> OnPostAsync() => Do(new RecordContact(Reference, When, Means, Outcome, Told, NewContactTold, ToldOf, Steps, Correct), _ =>
    {
        Tell(Outcome == ContactOutcome.Spoke ? "The contact is kept." : "The attempt is kept. It does not count as contact: try again by the time below.");
        return RedirectToPage(new { reference = Reference, correct = (long?)null });
    }, Show);

    protected override string FieldFor(string field) => field == nameof(RecordContact.Words) ? nameof(Told) : base.FieldFor(field);

    private async Task<IActionResult> Show()
    {
        Contacts = await Ask(new ViewContacts(Reference, Before));
        return Page();
    }
}
