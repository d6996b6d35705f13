using DaCaseManagement.Access;
using DaCaseManagement.Policy;
using DaCaseManagement.Risk;
using DaCaseManagement.Web.Security;

using MediatR;

using Microsoft.AspNetCore.Mvc;

namespace DaCaseManagement.Web.Pages.Risk;

/// <summary>A submitted assessment, its decisions, and the supervisor's own (RSK-8, RSK-9).</summary>
[PagePermission(Permission.ConsultCases)]
public sealed class AssessmentModel(IMediator mediator, CurrentUser user, PolicyInForce inForce) : AppPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public string Incident { get; set; } = "";

    [BindProperty(SupportsGet = true)]
    public string Case { get; set; } = "";

    /// <summary>An earlier assessment of the same incident and case.</summary>
    [BindProperty(SupportsGet = true)]
    public long? Assessment { get; set; }

    /// <summary>The assessment or the decision that is answered.</summary>
    [BindProperty]
    public long Id { get; set; }

    [BindProperty]
    public Grade? Grade { get; set; }

    [BindProperty]
    public string? Words { get; set; }

    /// <summary>The unit's own, where one person may answer as supervisor and for the unit on one page.</summary>
    [BindProperty]
    public Grade? UnitGrade { get; set; }

    [BindProperty]
    public string? UnitWords { get; set; }

    [BindProperty]
    public string? VictimContactedAt { get; set; }

    [BindProperty]
    public string? LoweringReason { get; set; }

    [BindProperty]
    public bool? Confirm { get; set; }

    [BindProperty]
    public bool? Uphold { get; set; }

    [BindProperty]
    public string? SecondWords { get; set; }

    [BindProperty]
    public Grade? Claimed { get; set; }

    [BindProperty]
    public string? ChallengeWords { get; set; }

    public AssessmentView View { get; private set; } = null!;

    public Task<IActionResult> OnGetAsync() => Show();

    public Task<IActionResult> OnPostFirstAsync() => Do(new GiveFirstGrade(Id, Grade, Words), done => Done(done), Show);

    public Task<IActionResult> OnPostReviewAsync() => Do(new ReviewGrade(Id, Grade, Words, VictimContactedAt, LoweringReason), done => Done(done), Show);

    public Task<IActionResult> OnPostUnitAsync() => Do(new ReviewForUnit(Id, UnitGrade, UnitWords, VictimContactedAt, LoweringReason), done => Done(done), Show);

    public Task<IActionResult> OnPostDecideAsync() => Do(new DecideLowering(Id, Confirm, SecondWords), done => Done(done), Show);

    public Task<IActionResult> OnPostChallengeAsync() => Do(new ChallengeGrade(Id, Claimed, ChallengeWords), done => Done(done), Show);

    public Task<IActionResult> OnPostDecideChallengeAsync() => Do(new DecideChallenge(Id, Uphold, SecondWords, VictimContactedAt, LoweringReason), done => Done(done), Show);

    /// <summary>A message about a request's field stands beside the field of the form that sent it.</summary>
    protected override string FieldFor(string field) => (field, Request.Query["handler"].ToString().ToLowerInvariant()) switch
    {
        ("Words", "unit") => nameof(UnitWords),
        ("Grade", "unit") => nameof(UnitGrade),
        ("Words", "decide" or "decidechallenge") => nameof(SecondWords),
        ("Words", "challenge") => nameof(ChallengeWords),
        _ => base.FieldFor(field),
    };

    private RedirectToPageResult Done(ReviewedGrade done)
    {
        Tell(done.Stage switch
        {
            DecisionStage.LoweringProposed => $"Proposed. {inForce.Policy.GradeLabel(done.Standing)} risk stands until a second person decides.",
            DecisionStage.LoweringRefused => $"Refused. {inForce.Policy.GradeLabel(done.Standing)} risk stands.",
            DecisionStage.Challenged => $"Challenged. {inForce.Policy.GradeLabel(done.Standing)} risk stands meanwhile. {done.RoutedBecause}",
            _ => $"{inForce.Policy.GradeLabel(done.Standing)} risk stands. {done.RoutedBecause}",
        });
        return RedirectToPage("/Risk/Assessment", new { incident = Incident, @case = Case, assessment = Assessment });
    }

    private async Task<IActionResult> Show()
    {
        View = await Ask(new ViewAssessment(Incident, Case, Submitted: true, Assessment));
        if (HttpMethods.IsGet(Request.Method) && View is { SubmittedAt: not null, IsOwn: false, Id: { } opened, Waiting: var w }
            && ((w.SignOff is not null && user.May(Permission.ReviewAssessments)) || (w.Review is { IsMine: true } && user.May(Permission.ReviewForUnit))))
        {
            // How long a reviewer had is known only if it is known when they began (RSK-8).
            await Mediator.Send(new OpenReview(opened));
        }

        return View.SubmittedAt is null ? throw new Pipeline.RecordNotFoundException("assessment", Incident) : Page();
    }
}
