using System.Globalization;

using DaCaseManagement.Access;
using DaCaseManagement.Clocks;
using DaCaseManagement.Incidents;
using DaCaseManagement.People;
using DaCaseManagement.Pipeline;
using DaCaseManagement.Web.Security;

using FluentValidation;

using MediatR;

using Microsoft.AspNetCore.Mvc;

namespace DaCaseManagement.Web.Pages.Incidents;

/// <summary>The call screen: one page, every field kept as it is left, history beside it as it is found.</summary>
[PagePermission(Permission.RecordIncidents)]
public sealed class ReportModel(IMediator mediator, TimeProvider clock) : AppPage(mediator)
{
    private DateOnly Today => LocalTime.DayOf(clock.GetUtcNow().UtcDateTime);

    [BindProperty(SupportsGet = true)]
    public string? Reference { get; set; }

    [BindProperty]
    public Guid DraftKey { get; set; }

    /// <summary>This open page; two tabs are two editors.</summary>
    [BindProperty]
    public Guid Editor { get; set; }

    [BindProperty]
    public int? Version { get; set; }

    [BindProperty]
    public int Slots { get; set; }

    [BindProperty]
    public string? Action { get; set; }

    public ReportForm? Kept { get; private set; }

    public History History { get; private set; } = History.Nothing;

    public IReadOnlyList<AreaRow> Areas { get; private set; } = [];

    /// <summary>What this post carried; what is shown again when something is wrong.</summary>
    private Dictionary<string, string?> Typed { get; set; } = [];

    public string Shown(string field) => Typed.TryGetValue(field, out var typed) ? typed ?? "" : Kept?.Values.GetValueOrDefault(field) ?? "";

    public string Part(int slot) => Shown($"person.{slot}.part") is { Length: > 0 } part ? part : InvolvedPerson.DefaultPart(slot).ToString();

    public string? Problem(string field) => ModelState.TryGetValue(field, out var entry) ? entry.Errors.FirstOrDefault()?.ErrorMessage : null;

    /// <summary>A date of birth that cannot be read is kept as typed, and said.</summary>
    public string? BirthProblem(string typed) => PartialDate.Parse(typed, Today).Problem;

    public async Task<IActionResult> OnGetAsync()
    {
        if (Reference is not null)
        {
            await Open(Reference);
        }
        else
        {
            (DraftKey, Editor) = (Guid.NewGuid(), Guid.NewGuid());
        }

        return await Show();
    }

    /// <summary>The whole form, with or without script: kept first, then whatever was asked.</summary>
    public async Task<IActionResult> OnPostAsync()
    {
        Typed = Request.Form.Where(f => ReportFields.Find(f.Key) is not null).ToDictionary(f => f.Key, f => f.Value.LastOrDefault());
        return await Do(new SaveReport(DraftKey, Editor, Version, Typed), Then, () => Again());
    }

    /// <summary>Messages stand beside the fields of the report, which go by their own names.</summary>
    protected override string FieldFor(string field) => ReportFields.Find(field) is null ? "" : field;

    private Task<IActionResult> Then(SavedReport saved) => (Action ?? "").Split(':') switch
    {
        ["finish"] => Do(new FinishReport(DraftKey), done =>
        {
            Tell($"{done.Reference} is recorded{(done.Cases.Count == 1 ? " in case " + done.Cases[0] : "")}.{(done.Cases.Count > 0 ? " The risk assessment at the scene is due and on the response unit's list." : " It is not domestic abuse, so it belongs to no case.")}");
            return RedirectToPage("/Incidents/View", new { reference = done.Reference });
        }, () => Again(saved)),
        ["choose", var slot, var person] => Do(new ChoosePerson(saved.Reference, int.TryParse(slot, CultureInfo.InvariantCulture, out var n) ? n : 0, person.Length == 0 ? null : person), _ => Back(saved.Reference, null), () => Again(saved)),
        ["add-person"] => Task.FromResult<IActionResult>(Back(saved.Reference, Math.Min(Slots + 1, ReportFields.MostPeople))),
        _ => Task.FromResult<IActionResult>(Back(saved.Reference, null)),
    };

    /// <summary>One field, as it is left. Answers in JSON for the script.</summary>
    public async Task<IActionResult> OnPostFieldAsync(string field, string? value, string? was)
    {
        try
        {
            var saved = await Mediator.Send(new SaveReport(DraftKey, Editor, null, new Dictionary<string, string?> { [field ?? ""] = value }, new Dictionary<string, string?> { [field ?? ""] = was }));
            var problem = field is not null && field.EndsWith(".born", StringComparison.Ordinal) ? BirthProblem(value ?? "") : null;
            return new JsonResult(new { saved.Reference, saved.Version, at = LocalTime.Of(saved.At).ToString("HH:mm:ss", CultureInfo.InvariantCulture), suggested = saved.Suggested.ToString(), because = saved.SuggestedBecause, problem });
        }
        catch (ValidationException e)
        {
            return new JsonResult(new { message = e.Errors.First().ErrorMessage }) { StatusCode = 400 };
        }
        catch (RefusedException e)
        {
            return new JsonResult(new { message = e.Message }) { StatusCode = 400 };
        }
        catch (EditConflictException e)
        {
            return new JsonResult(new { theirs = e.Fields[0].Theirs, yours = e.Fields[0].Yours }) { StatusCode = 409 };
        }
    }

    /// <summary>History as it is typed: a piece of the page. By POST, so that nobody's name is in an address.</summary>
    public async Task<IActionResult> OnPostHistoryAsync()
    {
        Typed = Request.Form.Where(f => ReportFields.Find(f.Key) is not null).ToDictionary(f => f.Key, f => f.Value.LastOrDefault());
        await LookUp();
        return Partial("_History", this);
    }

    private async Task Open(string reference)
    {
        Kept = await Ask(new OpenReport(reference));
        (DraftKey, Editor, Version) = (Kept.DraftKey, Guid.NewGuid(), Kept.Version);
    }

    private async Task<IActionResult> Show()
    {
        Areas = await Ask(new ListAreas());
        Slots = Math.Clamp(Math.Max(Slots, Kept?.Slots ?? 0), 2, ReportFields.MostPeople);
        await LookUp();
        return Page();
    }

    private async Task<IActionResult> Again(SavedReport? saved = null)
    {
        var (reference, editor, version) = (saved?.Reference ?? Reference, Editor, Version);
        if (reference is not null)
        {
            await Open(reference);
            Reference = reference;
        }

        // The same page goes on: its next save is judged from where its last one left off, or from the version whose conflict it has now been shown.
        (Editor, Version) = (editor, saved?.Version ?? version);
        return await Show();
    }

    /// <summary>Who and what is known under the number, the place and each name on the form.</summary>
    private async Task LookUp()
    {
        var people = Enumerable.Range(1, Math.Max(2, Slots)).Where(n => Part(n) is "Victim" or "Suspect").Take(3).ToList();
        var asked = new List<FindHistory>();
        foreach (var slot in people.Count == 0 ? [1] : people)
        {
            var first = asked.Count == 0;
            string Of(string what) => Shown($"person.{slot}.{what}");
            var (number, address) = (first ? Shown("caller-number") : "", first ? Shown("location") : "");
            if ((number + address + Of("given") + Of("family") + Of("phone") + Of("address")).Length > 0)
            {
                asked.Add(new FindHistory(
                    number, address, Of("given"), Of("family"), PartialDate.Parse(Of("born"), Today).Date,
                    Enum.TryParse<Gender>(Of("gender"), out var gender) ? gender : Gender.Unknown, Of("phone"), Of("address"), Reference));
            }
        }

        var found = asked.Count == 0 ? [] : (await Ask(new FindHistoryOfAll(asked))).Found;
        History = found.Count == 0 ? History.Nothing : new History(
            [.. found.SelectMany(h => h.People).DistinctBy(p => p.Reference)], [.. found.SelectMany(h => h.Incidents).DistinctBy(i => i.Reference)],
            found.Any(h => h.MorePeople), found.Any(h => h.MoreIncidents))
        {
            AddressMarkers = [.. found.SelectMany(h => h.AddressMarkers).Distinct()],
        };
    }

    private RedirectToPageResult Back(string reference, int? slots) => RedirectToPage("/Incidents/Report", null, new { reference, slots }, slots is null ? null : "people");
}
