using System.Globalization;

using DaCaseManagement.Access;
using DaCaseManagement.Clocks;
using DaCaseManagement.Pipeline;
using DaCaseManagement.Policy;
using DaCaseManagement.Risk;
using DaCaseManagement.Risk.Instruments;
using DaCaseManagement.Web.Security;

using FluentValidation;

using MediatR;

using Microsoft.AspNetCore.Mvc;

namespace DaCaseManagement.Web.Pages.Risk;

/// <summary>The assessment at the scene: all questions on one page or one at a time, last answers beside, kept as it goes and when the connection is lost.</summary>
[PagePermission(Permission.AssessRisk)]
public sealed class AssessModel(IMediator mediator, TabletKeys keys, PolicyInForce inForce) : AppPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public string Incident { get; set; } = "";

    [BindProperty(SupportsGet = true)]
    public string Case { get; set; } = "";

    /// <summary>To assess anew where one has been submitted.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Again { get; set; }

    /// <summary>One question at a time.</summary>
    [BindProperty(SupportsGet = true)]
    public bool One { get; set; }

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
    public InterpreterKind? Interpreter { get; set; }

    [BindProperty]
    public string? InterpreterName { get; set; }

    [BindProperty]
    public string? InterpreterBecause { get; set; }

    [BindProperty]
    public Grade? Grade { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public string? LowerBecause { get; set; }

    // Named, or a form without any would have every other field taken for an answer.

    /// <summary>By question: <c>8</c>, or <c>STALKING-11:3</c> in a supplement.</summary>
    [BindProperty(Name = nameof(Reply))]
    public Dictionary<string, string?> Reply { get; set; } = [];

    [BindProperty(Name = nameof(Detail))]
    public Dictionary<string, string?> Detail { get; set; } = [];

    [BindProperty(Name = nameof(Confirm))]
    public Dictionary<string, bool> Confirm { get; set; } = [];

    [BindProperty(Name = nameof(Child))]
    public Dictionary<string, ChildInput> Child { get; set; } = [];

    [BindProperty]
    public string? Action { get; set; }

    public AssessmentView View { get; private set; } = null!;

    /// <summary>Children of the form, with an empty place for one the report does not name.</summary>
    public IReadOnlyList<(ChildView About, ChildInput Typed)> Children { get; private set; } = [];

    public (string Key, string Sealed) TabletKey { get; private set; }

    public static string Key(Instrument? supplement, int number) => (supplement is null ? "" : supplement.Code + ":") + number.ToString(CultureInfo.InvariantCulture);

    public async Task<IActionResult> OnGetAsync()
    {
        await Show();
        if (View is { Before: { Provisional: false }, Version: null } && !Again)
        {
            return RedirectToPage("/Risk/Assessment", new { incident = Incident, @case = Case });
        }

        Take("", View.Answers);
        foreach (var s in View.Supplements)
        {
            Take(s.Instrument.Code + ":", s.Answers);
        }

        Editor = Guid.NewGuid();
        (Version, FaceToFace, VictimAlone, Explained, Grade, Reason) = (View.Version, View.FaceToFace, View.VictimAlone, View.Explained, View.DraftGrade, View.DraftReason);
        (Interpreter, InterpreterName, InterpreterBecause) = View.Interpreter;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync() => Action == "submit"
        ? await Do(new SubmitAssessment(Incident, Case, Version, Entry(), LowerBecause, Editor), done =>
        {
            Tell(done.Grade is null ? $"Submitted. {done.RoutedBecause}" : done.Standing == done.Grade
                ? $"{inForce.Policy.GradeLabel(done.Grade.Value)} risk stands from now. {done.RoutedBecause}"
                : $"Your grade is recorded. {inForce.Policy.GradeLabel(done.Standing!.Value)} risk stood before and stands until a supervisor and a second person lower it. {done.RoutedBecause}");
            return RedirectToPage("/Risk/Assessment", new { incident = Incident, @case = Case });
        }, Show)
        : await Do(new SaveAssessment(Incident, Case, Version, Entry(), Editor), _ =>
        {
            Tell("Kept. Nobody has been told a grade yet: submit when you have one.");
            return RedirectToPage(new { incident = Incident, @case = Case, again = Again ? true : (bool?)null, one = One ? true : (bool?)null });
        }, Show);

    /// <summary>One field, as it is given or when the connection is back. Answers in JSON for the script.</summary>
    public async Task<IActionResult> OnPostFieldAsync(string? field, string? value, string? was)
    {
        if (!ModelState.IsValid)
        {
            return new JsonResult(new { message = "One answer could not be read. It is still on the screen." }) { StatusCode = 400 };
        }

        try
        {
            var saved = await Mediator.Send(new KeepAnswer(Incident, Case, field, value, was, Version, Editor, Again));
            return new JsonResult(new { saved.Version, at = LocalTime.Of(saved.At).ToString("HH:mm", CultureInfo.InvariantCulture) });
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
            return new JsonResult(new { label = e.Fields[0].Label, theirs = e.Fields[0].Theirs, yours = e.Fields[0].Yours }) { StatusCode = 409 };
        }
    }

    /// <summary>The key of answers this tablet has kept, for the officer whose they are.</summary>
    public IActionResult OnPostUnlock(string? sealedKey) =>
        keys.Open(sealedKey) is { } key ? new JsonResult(new { key }) : new JsonResult(new { message = "These answers cannot be opened any more." }) { StatusCode = 400 };

    private async Task<IActionResult> Show()
    {
        View = await Ask(new ViewAssessment(Incident, Case, Again: true));
        TabletKey = keys.Make();
        var posted = Child;
        var rows = View.Children.Select(c => (c, posted.GetValueOrDefault(c.Key) ?? new ChildInput { Name = c.Name, Born = c.Born, Seen = c.Seen, NotSeenBecause = c.NotSeenBecause, SpokenTo = c.SpokenTo, Words = c.Words })).ToList();
        rows.AddRange(posted.Where(p => rows.TrueForAll(r => r.c.Key != p.Key)).Select(p => (new ChildView(p.Key, false, null, null, null, null, null, null), p.Value)));
        if (rows.TrueForAll(r => r.c.InReport || !string.IsNullOrWhiteSpace(r.Item2.Name)))
        {
            rows.Add((new ChildView(Guid.NewGuid().ToString("N"), false, null, null, null, null, null, null), new ChildInput()));
        }

        Children = rows;
        return Page();
    }

    private void Take(string prefix, IReadOnlyDictionary<int, GivenAnswer> answers)
    {
        foreach (var (number, answer) in answers)
        {
            var key = prefix + number.ToString(CultureInfo.InvariantCulture);
            (Reply[key], Detail[key], Confirm[key]) = (answer.Degree ?? answer.Reply.ToString(), answer.Detail, answer.Confirmed);
        }
    }

    private AssessmentEntry Entry()
    {
        // What is not a question's key stays in, so that the handler refuses it instead of losing it.
        var answers = Reply.Keys.Union(Detail.Keys).Union(Confirm.Keys).Select(k => (Parts: k.Split(':'), Answer: Given(k)))
            .Select(a => (Supplement: a.Parts.Length > 1 ? a.Parts[0] : "", Item: int.TryParse(a.Parts[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : 0, a.Answer)).DistinctBy(a => (a.Supplement, a.Item)).ToLookup(a => a.Supplement);
        return new AssessmentEntry(answers[""].ToDictionary(a => a.Item, a => a.Answer), FaceToFace, VictimAlone, Explained, Grade, Reason)
        {
            Supplements = answers.Where(g => g.Key.Length > 0).ToDictionary(g => g.Key, g => (IReadOnlyDictionary<int, AnswerEntry>)g.ToDictionary(a => a.Item, a => a.Answer)),
            Interpreter = Interpreter,
            InterpreterName = InterpreterName,
            InterpreterBecause = InterpreterBecause,
            Children = Child.ToDictionary(c => c.Key, c => new ChildEntry(c.Value.Name, c.Value.Born, c.Value.Seen, c.Value.NotSeenBecause, c.Value.SpokenTo, c.Value.Words)),
        };
    }

    private AnswerEntry Given(string key)
    {
        var value = Reply.GetValueOrDefault(key);
        var plain = Enum.TryParse<RiskReply>(value, out var reply) && Enum.IsDefined(reply) && reply.ToString() == value;
        return new AnswerEntry(plain ? reply : RiskReply.NotAsked, Detail.GetValueOrDefault(key)) { Degree = plain || string.IsNullOrEmpty(value) ? null : value, Confirmed = Confirm.GetValueOrDefault(key) };
    }
}

/// <summary>One child on the form.</summary>
public sealed class ChildInput
{
    public string? Name { get; set; }

    public string? Born { get; set; }

    public bool? Seen { get; set; }

    public string? NotSeenBecause { get; set; }

    public bool? SpokenTo { get; set; }

    public string? Words { get; set; }

    public bool IsEmpty => Seen is null && SpokenTo is null && string.IsNullOrWhiteSpace(Name + Born + NotSeenBecause + Words);
}
