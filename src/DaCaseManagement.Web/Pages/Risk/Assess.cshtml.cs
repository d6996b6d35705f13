using System.Globalization;

using DaCaseManagement.Access;
using DaCaseManagement.Clocks;
using DaCaseManagement.Pipeline;
using DaCaseManagement.Policy;
using DaCaseManagement.Risk;
using DaCaseManagement.Web.Security;

using FluentValidation;

using MediatR;

using Microsoft.AspNetCore.Mvc;

namespace DaCaseManagement.Web.Pages.Risk;

/// <summary>The assessment at the scene: all questions on one page, last answers beside, kept as it goes.</summary>
[PagePermission(Permission.AssessRisk)]
public sealed class AssessModel(IMediator mediator) : AppPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public string Incident { get; set; } = "";

    [BindProperty(SupportsGet = true)]
    public string Case { get; set; } = "";

    /// <summary>A new assessment beside one that has been submitted (RSK-12).</summary>
    [BindProperty(SupportsGet = true)]
    public bool Again { get; set; }

    [BindProperty]
    public int? Version { get; set; }

    /// <summary>This open page; two tablets are two editors.</summary>
    [BindProperty]
    public Guid Editor { get; set; }

    [BindProperty]
    public bool? FaceToFace { get; set; }

    [BindProperty]
    public bool? VictimAlone { get; set; }

    [BindProperty]
    public bool? Explained { get; set; }

    [BindProperty]
    public Grade? Grade { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public string? LowerBecause { get; set; }

    [BindProperty]
    public Dictionary<int, RiskReply> Reply { get; set; } = [];

    [BindProperty]
    public Dictionary<int, string?> Detail { get; set; } = [];

    [BindProperty]
    public string? Action { get; set; }

    public AssessmentView View { get; private set; } = null!;

    private AssessmentEntry Entry => new(
        Reply.Keys.Union(Detail.Keys).ToDictionary(n => n, n => new AnswerEntry(Reply.GetValueOrDefault(n), Detail.GetValueOrDefault(n))),
        FaceToFace, VictimAlone, Explained, Grade, Reason);

    public async Task<IActionResult> OnGetAsync()
    {
        await Show();
        if (View.SubmittedAt is not null)
        {
            return RedirectToPage("/Risk/Assessment", new { incident = Incident, @case = Case });
        }

        Reply = View.Answers.ToDictionary(a => a.Key, a => a.Value.Reply);
        Detail = View.Answers.ToDictionary(a => a.Key, a => a.Value.Detail);
        Editor = Guid.NewGuid();
        (Version, FaceToFace, VictimAlone, Explained, Grade, Reason) = (View.Version, View.FaceToFace, View.VictimAlone, View.Explained, View.DraftGrade, View.DraftReason);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync() => Action == "submit"
        ? await Do(new SubmitAssessment(Incident, Case, Version, Entry, LowerBecause, Editor), done =>
        {
            Tell(done.Grade is null ? $"Submitted. {done.RoutedBecause}" : done.Standing == done.Grade
                ? $"{Words.Of(done.Grade.Value)} risk stands from now. {done.RoutedBecause}"
                : $"Your grade is recorded. {Words.Of(done.Standing!.Value)} risk stood before and stands until a supervisor and a second person lower it. {done.RoutedBecause}");
            return RedirectToPage("/Risk/Assessment", new { incident = Incident, @case = Case });
        }, Show)
        : await Do(new SaveAssessment(Incident, Case, Version, Entry, Editor), _ =>
        {
            Tell("Kept. Nobody has been told a grade yet: submit when you have one.");
            return RedirectToPage(new { incident = Incident, @case = Case, again = Again ? (bool?)true : null });
        }, Show);

    /// <summary>The same, by script, as each answer is given.</summary>
    public async Task<IActionResult> OnPostKeepAsync()
    {
        if (!ModelState.IsValid)
        {
            return new JsonResult(new { message = "One answer could not be read. It is still on the screen." }) { StatusCode = 400 };
        }

        try
        {
            var saved = await Mediator.Send(new SaveAssessment(Incident, Case, Version, Entry, Editor));
            return new JsonResult(new { saved.Version, at = LocalTime.Of(saved.At).ToString("HH:mm:ss", CultureInfo.InvariantCulture) });
        }
        catch (ValidationException e)
        {
            return new JsonResult(new { message = e.Errors.First().ErrorMessage }) { StatusCode = 400 };
        }
        catch (RefusedException e)
        {
            return new JsonResult(new { message = e.Message }) { StatusCode = 400 };
        }
        catch (EditConflictException)
        {
            return new JsonResult(new { message = "Somebody else changed this assessment. Press Save to see both versions; nothing of yours is lost." }) { StatusCode = 409 };
        }
    }

    private async Task<IActionResult> Show()
    {
        View = await Ask(new ViewAssessment(Incident, Case, Again: Again));
        return Page();
    }
}
