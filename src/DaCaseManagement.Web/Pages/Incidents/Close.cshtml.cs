using DaCaseManagement.Access;
using DaCaseManagement.Incidents.Closing;
using DaCaseManagement.Pipeline;
using DaCaseManagement.Web.Security;

using MediatR;

using Microsoft.AspNetCore.Mvc;

namespace DaCaseManagement.Web.Pages.Incidents;

/// <summary>The form that stands open on the page; one at a time, so that nothing irrelevant is in the way.</summary>
public enum ClosingForm
{
    None,
    Child,
    NoChildren,
    Safety,
    Plan,
    Action,
    Except,
    Decide,
    Endorse,
    Answer,
    Reopen,
}

/// <summary>What closing an incident needs: what is there, what is missing, who can supply it (REC-9).</summary>
[PagePermission(Permission.ConsultIncidents)]
public sealed class CloseModel(IMediator mediator) : AppPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public string Reference { get; set; } = "";

    [BindProperty(SupportsGet = true)]
    public ClosingForm? Form { get; set; }

    [BindProperty(SupportsGet = true)]
    public int? Child { get; set; }

    [BindProperty(SupportsGet = true)]
    public GateStep? Step { get; set; }

    [BindProperty]
    public bool? Seen { get; set; }

    [BindProperty]
    public bool? Anybody { get; set; }

    [BindProperty]
    public List<int>? Arrested { get; set; }

    [BindProperty]
    public string? When { get; set; }

    [BindProperty]
    public string? Words { get; set; }

    [BindProperty]
    public bool? Agree { get; set; }

    /// <summary>By the question's code. A request nobody's form makes may leave an entry empty.</summary>
    [BindProperty]
    public Dictionary<string, ReplyEntry> Answers { get; set; } = [];

    public ClosingView View { get; private set; } = null!;

    public Task<IActionResult> OnGetAsync() => Show();

    public Task<IActionResult> OnPostChildAsync() => Act(Form == ClosingForm.NoChildren ? ClosingForm.NoChildren : ClosingForm.Child, new RecordChild(Reference, Form == ClosingForm.NoChildren ? null : Child ?? 0, Seen, When, Words), _ => "Recorded.");

    public Task<IActionResult> OnPostSafetyAsync() => Act(ClosingForm.Safety, new RecordSafetyActions(Reference, Words, When), _ => "Recorded.");

    public Task<IActionResult> OnPostPlanAsync() => Act(ClosingForm.Plan, new RecordSafetyPlan(Reference, Words), _ => "Recorded.");

    public Task<IActionResult> OnPostActionAsync() => Act(ClosingForm.Action, new RecordPositiveAction(Reference, Anybody, Arrested, When, Words), dual => dual ? "Recorded. Both sides were arrested: this is flagged as a dual arrest." : "Recorded.");

    public Task<IActionResult> OnPostExceptAsync() => Act(ClosingForm.Except, new AskClosingException(Reference, Step, Words), _ => "Asked. The step stays missing until a supervisor has decided.");

    public Task<IActionResult> OnPostDecideAsync() => Act(ClosingForm.Decide, new DecideClosingException(Reference, Step, Agree, Words), yes => yes ? "Approved. Whoever asked is told." : "Refused. Whoever asked is told.");

    public Task<IActionResult> OnPostAskAsync() => Act(ClosingForm.None, new AskToClose(Reference), _ => "Asked. It is on the list of whoever must look.");

    public Task<IActionResult> OnPostEndorseAsync() => Act(ClosingForm.Endorse, new EndorseClosing(Reference, Agree, Words), yes => yes ? "Endorsed. Whoever asked is told." : "Sent back. Whoever asked is told why.");

    public Task<IActionResult> OnPostAnswerAsync() =>
        Act(ClosingForm.Answer, new AnswerClosingQuestions(Reference, Answers.ToDictionary(a => a.Key, a => new QuestionReply(a.Value?.Yes, a.Value?.Note))), right => right ? "Your answers are kept." : "Your answers are kept. The incident stays open.");

    public Task<IActionResult> OnPostCloseAsync() => Act(ClosingForm.None, new CloseIncident(Reference), _ => "The incident is closed.");

    public Task<IActionResult> OnPostReopenAsync() => Act(ClosingForm.Reopen, new ReopenIncident(Reference, Words), _ => "The incident is open again. Whoever looked must look again.");

    /// <summary>Messages of one command stand at its own fields.</summary>
    protected override string FieldFor(string field) => base.FieldFor(field == "Because" ? nameof(Words) : field is "Approve" ? nameof(Agree) : field);

    private Task<IActionResult> Act<T>(ClosingForm form, ICommand<T> command, Func<T, string> told)
    {
        Form = form;
        return Do(command, answer =>
        {
            Tell(told(answer));
            return RedirectToPage("/Incidents/Close", null, new { reference = Reference, form = (ClosingForm?)null, child = (int?)null, step = (GateStep?)null });
        }, Show);
    }

    private async Task<IActionResult> Show()
    {
        View = await Ask(new ViewClosing(Reference));
        foreach (var question in ClosingQuestions.All)
        {
            Answers[question.Code] = Answers.GetValueOrDefault(question.Code) ?? new ReplyEntry();
        }

        return Page();
    }

    public sealed class ReplyEntry
    {
        public bool? Yes { get; set; }

        public string? Note { get; set; }
    }
}
