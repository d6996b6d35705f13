using DaCaseManagement.Access;
using DaCaseManagement.Policy;
using DaCaseManagement.Risk;
using DaCaseManagement.Web.Security;

using MediatR;

using Microsoft.AspNetCore.Mvc;

namespace DaCaseManagement.Web.Pages.Risk;

/// <summary>A submitted assessment, its decisions, and the supervisor's own (RSK-8, RSK-9).</summary>
[PagePermission(Permission.ConsultCases)]
public sealed class AssessmentModel(IMediator mediator) : AppPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public string Incident { get; set; } = "";

    [BindProperty(SupportsGet = true)]
    public string Case { get; set; } = "";

    [BindProperty]
    public Grade? Grade { get; set; }

    [BindProperty]
    public string? Words { get; set; }

    [BindProperty]
    public string? VictimContactedAt { get; set; }

    [BindProperty]
    public string? LoweringReason { get; set; }

    [BindProperty]
    public bool? Confirm { get; set; }

    [BindProperty]
    public long Id { get; set; }

    public AssessmentView View { get; private set; } = null!;

    public Task<IActionResult> OnGetAsync() => Show();

    public Task<IActionResult> OnPostReviewAsync() => Do(new ReviewGrade(Id, Grade, Words, VictimContactedAt, LoweringReason), done => Done(done), Show);

    public Task<IActionResult> OnPostDecideAsync() => Do(new DecideLowering(Id, Confirm, Words), done => Done(done), Show);

    private RedirectToPageResult Done(ReviewedGrade done)
    {
        Tell(done.Stage switch
        {
            DecisionStage.LoweringProposed => $"Proposed. {Web.Words.Of(done.Standing)} risk stands until a second person decides.",
            DecisionStage.LoweringRefused => $"Refused. {Web.Words.Of(done.Standing)} risk stands.",
            _ => $"{Web.Words.Of(done.Standing)} risk stands. {done.RoutedBecause}",
        });
        return RedirectToPage("/Risk/Assessment", new { incident = Incident, @case = Case });
    }

    private async Task<IActionResult> Show()
    {
        View = await Ask(new ViewAssessment(Incident, Case));
        return View.SubmittedAt is null ? throw new Pipeline.RecordNotFoundException("assessment", Incident) : Page();
    }
}
