using System.Globalization;

using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Web.Security;

using MediatR;

using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace DaCaseManagement.Web.Pages.Audit;

/// <summary>The log, newest first (ACC-2). What it is filtered by are dates, account names and references: no personal data, so they may stand in the address.</summary>
[PagePermission(Permission.ReadAudit)]
public sealed class IndexModel(IMediator mediator) : AuditPageModel(mediator)
{
    private static readonly string[] Days = ["d/M/yyyy", "d-M-yyyy", "yyyy-MM-dd", "d MMM yyyy", "d MMMM yyyy"];

    [BindProperty(SupportsGet = true)]
    public string? From { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? To { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? UserName { get; set; }

    [BindProperty(SupportsGet = true)]
    public AuditAct? Act { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Code { get; set; }

    [BindProperty(SupportsGet = true)]
    public SubjectKind? SubjectKind { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? SubjectReference { get; set; }

    /// <summary>Only rows with a lower number.</summary>
    [BindProperty(SupportsGet = true)]
    public long? Before { get; set; }

    public AuditPage? Log { get; private set; }

    public bool IsFiltered => Request.Query.Any(q => q.Key != nameof(Before) && !string.IsNullOrWhiteSpace(q.Value));

    public static IEnumerable<SelectListItem> Acts => Words.Choices<AuditAct>();

    public static IEnumerable<SelectListItem> Kinds => Words.Choices<SubjectKind>();

    public async Task OnGetAsync() =>
        Log = await AskTyped(new ListAuditEvents(Day(nameof(From), From), Day(nameof(To), To), UserName, Act, Code, SubjectKind, SubjectReference?.Trim().ToUpperInvariant() is { Length: > 0 } typed ? AsKept(typed) : null, Before));

    /// <summary>References are kept in capitals; account names and what the system does are not.</summary>
    private string AsKept(string typed) => SubjectKind is DaCaseManagement.Audit.SubjectKind.Account or DaCaseManagement.Audit.SubjectKind.System || !typed.Any(char.IsDigit) ? SubjectReference!.Trim() : typed;

    private DateOnly? Day(string field, string? typed)
    {
        if (string.IsNullOrWhiteSpace(typed))
        {
            return null;
        }

        if (DateOnly.TryParseExact(typed.Trim(), Days, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return day;
        }

        ModelState.AddModelError(field, $"{field} must be a real date, such as 21/11/2026");
        return null;
    }
}
