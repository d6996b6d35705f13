using DaCaseManagement.Access;
using DaCaseManagement.Policy.Changes;
using DaCaseManagement.Web.Security;
using DaCaseManagement.Web.TagHelpers;

using MediatR;

using Microsoft.AspNetCore.Mvc;

namespace DaCaseManagement.Web.Pages.Policy;

/// <summary>One section of a change as a plain form. What cannot be taken over is kept as typed, with what is wrong beside it.</summary>
[PagePermission(Permission.ProposePolicy)]
public sealed class SectionModel(IMediator mediator) : AppPage(mediator)
{
    /// <summary>Before the names of the policy's own fields.</summary>
    public const string Prefix = "p.";

    private IReadOnlyDictionary<string, string[]> shown = new Dictionary<string, string[]>();

    [BindProperty(SupportsGet = true, Name = "section")]
    public string? Code { get; set; }

    [BindProperty]
    public int? Version { get; set; }

    public PolicySection Part { get; private set; } = null!;

    public string[] Values(string name) => shown.GetValueOrDefault(name, []);

    public string? ErrorAt(string name) => ModelState.TryGetValue(Prefix + name, out var entry) && entry.Errors.Count > 0 ? entry.Errors[0].ErrorMessage : null;

    /// <summary>The rows as they stand, and one more to fill in.</summary>
    public IReadOnlyList<(int N, bool IsNew)> Rows(PolicyTable table)
    {
        var rows = PolicyFormReading.RowsOf(table, shown);
        bool Blank(int n) => table.Columns.All(c => Values($"{table.Path}.{n}.{c.Path}").All(string.IsNullOrWhiteSpace));
        return [.. rows.Where(n => !Blank(n)).Select(n => (n, false)), (rows.Count == 0 ? 0 : rows[^1] + 1, true)];
    }

    public async Task<IActionResult> OnGetAsync()
    {
        if (PolicyForm.Find(Code) is not { } part)
        {
            return NotFound();
        }

        Part = part;
        if (await Ask(new ViewPolicyChange(Code)) is not { } draft)
        {
            return RedirectToPage("/Policy/Change");
        }

        (shown, Version) = (draft.Shown, draft.Version);
        Say(draft.Errors);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (PolicyForm.Find(Code) is not { } part)
        {
            return NotFound();
        }

        Part = part;
        shown = Request.Form.Where(f => f.Key.StartsWith(Prefix, StringComparison.Ordinal)).ToDictionary(f => f.Key[Prefix.Length..], f => f.Value.Select(v => v ?? "").ToArray());
        return await Do(new SavePolicySection(part.Code, shown, Version), Saved, () => Task.FromResult<IActionResult>(Page()));
    }

    private IActionResult Saved(PolicySectionSaved saved)
    {
        if (saved.Errors.Count == 0)
        {
            Tell("Saved. Nothing changes until it is proposed and approved.");
            return RedirectToPage("/Policy/Change");
        }

        // Kept all the same: leaving the page loses nothing.
        Version = saved.Version;
        ModelState.Remove(nameof(Version));
        Say(saved.Errors);
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return Page();
    }

    private void Say(IReadOnlyDictionary<string, string> errors)
    {
        foreach (var (field, message) in errors)
        {
            ModelState.AddModelError(field.Length == 0 ? "" : Prefix + field, message);
        }
    }
}

/// <param name="IsNew">A row that nobody has filled in: nothing is chosen in it.</param>
public sealed record SectionField(PolicyField Field, string Name, string[] Values, string? Error, bool IsNew = false)
{
    public string Id => IdOf(Name);

    public string Value => Values.Length == 0 ? "" : Values[0];

    public string? DescribedBy => string.Join(' ', new[] { Field.Hint is null ? null : Id + "-hint", Error is null ? null : Id + "-error" }.OfType<string>()) is { Length: > 0 } ids ? ids : null;

    public static string IdOf(string name) => FieldTagHelper.IdOf(SectionModel.Prefix + name);

    public IEnumerable<(string Value, string Text)> Choices() => Enum.GetValues(Field.Values!).Cast<Enum>().Select(v => (v.ToString(), Words.Of(v)));
}
