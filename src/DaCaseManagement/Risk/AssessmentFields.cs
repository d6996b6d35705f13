using System.Globalization;
using System.Text.RegularExpressions;

using DaCaseManagement.Pipeline;
using DaCaseManagement.Policy;

namespace DaCaseManagement.Risk;

/// <summary>One field of the assessment form: how it is read and written, what may stand in it, what it is called. Saving one answer, saving the form and showing
/// conflicts all speak of fields by these names.</summary>
/// <param name="Offered">The only values allowed besides empty; null for free text.</param>
internal sealed record AssessmentField(string Name, string Label, int Most, IReadOnlyList<string>? Offered, Func<RiskAssessment, string?> Get, Action<RiskAssessment, string?> Set)
{
    public string? Problem(string? value) =>
        TextRules.Problem(value, Label, Most) ?? (Offered is not null && value is { Length: > 0 } && !Offered.Contains(value) ? "Choose one of the answers offered" : null);

    /// <summary>What is kept, as the form would show it.</summary>
    public string Shown(RiskAssessment assessment) => Get(assessment) ?? "";
}

/// <summary>Names: <c>Reply[8]</c>, <c>Detail[STALKING-11:3]</c>, <c>Confirm[8]</c>, <c>Child[slot-3].Seen</c>, <c>FaceToFace</c> ...</summary>
internal static partial class AssessmentFields
{
    public const int MostChildren = 20;
    private static readonly string[] YesNo = ["True", "False"];

    private static readonly Dictionary<string, AssessmentField> Fixed = new AssessmentField[]
    {
        Flag("FaceToFace", "Face to face", a => a.FaceToFace, (a, v) => a.Note(v, a.VictimAlone, a.Explained, a.DraftGrade, a.DraftReason, a.LastEditor)),
        Flag("VictimAlone", "Asked alone", a => a.VictimAlone, (a, v) => a.Note(a.FaceToFace, v, a.Explained, a.DraftGrade, a.DraftReason, a.LastEditor)),
        Flag("Explained", "Told why", a => a.Explained, (a, v) => a.Note(a.FaceToFace, a.VictimAlone, v, a.DraftGrade, a.DraftReason, a.LastEditor)),
        Choice<InterpreterKind>("Interpreter", "Interpreter", a => a.Interpreter, (a, v) => a.Interpret(v, a.InterpreterName, a.InterpreterBecause)),
        Text("InterpreterName", "Who interpreted", Lengths.Name, a => a.InterpreterName, (a, v) => a.Interpret(a.Interpreter, v, a.InterpreterBecause)),
        Text("InterpreterBecause", "Why family or a friend", Lengths.Note, a => a.InterpreterBecause, (a, v) => a.Interpret(a.Interpreter, a.InterpreterName, v)),
        Choice<Grade>("Grade", "Grade", a => a.DraftGrade, (a, v) => a.Note(a.FaceToFace, a.VictimAlone, a.Explained, v, a.DraftReason, a.LastEditor)),
        Text("Reason", "Reasons", Lengths.Note, a => a.DraftReason, (a, v) => a.Note(a.FaceToFace, a.VictimAlone, a.Explained, a.DraftGrade, v, a.LastEditor)),
    }.ToDictionary(f => f.Name);

    /// <summary>Null when there is no such field: not on this form, or a question the instrument does not have.</summary>
    public static AssessmentField? Find(string name, AssessmentForms forms)
    {
        if (Fixed.TryGetValue(name, out var known))
        {
            return known;
        }

        if (Answer().Match(name) is { Success: true } answer)
        {
            var (what, supplement, item) = (answer.Groups[1].Value, answer.Groups[2].Value, int.Parse(answer.Groups[3].Value, CultureInfo.InvariantCulture));
            return forms.Find(supplement) is { } form && form.Item(item) is not null ? OfAnswer(name, what, form, supplement, item) : null;
        }

        return Child().Match(name) is { Success: true } child ? OfChild(name, child.Groups[1].Value, child.Groups[2].Value) : null;
    }

    private static AssessmentField OfAnswer(string name, string what, Instruments.Instrument form, string supplement, int item)
    {
        var label = supplement.Length == 0 ? string.Create(CultureInfo.InvariantCulture, $"Question {item}") : string.Create(CultureInfo.InvariantCulture, $"{form.Name}, question {item}");
        void Say(RiskAssessment a, Func<RiskReply, string?, string?, bool, (RiskReply, string?, string?, bool)> change)
        {
            var now = a.Given(supplement, item);
            var (reply, detail, degree, confirmed) = change(now?.Reply ?? RiskReply.NotAsked, now?.Detail, now?.Degree, now?.Confirmed ?? false);
            a.Answer(supplement, item, reply, detail, degree, confirmed);
        }

        return what switch
        {
            "Reply" => new(name, label, 60, [.. form.Offered.Select(o => o.Value)],
                a => a.Given(supplement, item) is { } g && g.Reply != RiskReply.NotAsked ? g.Degree ?? g.Reply.ToString() : null,
                (a, v) => Say(a, (_, detail, _, confirmed) => form.Answer(v ?? "") is { } o ? (o.Reply, detail, o.Degree, confirmed) : (RiskReply.NotAsked, detail, null, confirmed))),
            "Detail" => Text(name, label + ", detail", Lengths.Note, a => a.Given(supplement, item)?.Detail, (a, v) => Say(a, (reply, _, degree, confirmed) => (reply, v, degree, confirmed))),
            _ => new(name, label + ", still so", 10, ["true"], a => a.Given(supplement, item)?.Confirmed == true ? "true" : null, (a, v) => Say(a, (reply, detail, degree, _) => (reply, detail, degree, v == "true"))),
        };
    }

    private static AssessmentField? OfChild(string name, string key, string what)
    {
        ChildAtScene? At(RiskAssessment a) => a.Children.FirstOrDefault(c => c.Key == key);
        return what switch
        {
            "Name" => Text(name, "Child's name", Lengths.Name, a => At(a)?.Name, (a, v) => a.Child(key).Name = v),
            "Born" => Text(name, "Child's date of birth", 40, a => At(a)?.Born, (a, v) => a.Child(key).Born = v),
            "Seen" => Flag(name, "Child seen", a => At(a)?.Seen, (a, v) => a.Child(key).Seen = v),
            "NotSeenBecause" => Text(name, "Why the child was not seen", Lengths.Note, a => At(a)?.NotSeenBecause, (a, v) => a.Child(key).NotSeenBecause = v),
            "SpokenTo" => Flag(name, "Child spoken to", a => At(a)?.SpokenTo, (a, v) => a.Child(key).SpokenTo = v),
            "Words" => Text(name, "The child's words", Lengths.Note, a => At(a)?.Words, (a, v) => a.Child(key).Words = v),
            _ => null,
        };
    }

    private static AssessmentField Text(string name, string label, int most, Func<RiskAssessment, string?> get, Action<RiskAssessment, string?> set) => new(name, label, most, null, get, set);

    private static AssessmentField Flag(string name, string label, Func<RiskAssessment, bool?> get, Action<RiskAssessment, bool?> set) =>
        new(name, label, 10, YesNo, a => get(a)?.ToString(), (a, v) => set(a, v is null ? null : bool.Parse(v)));

    private static AssessmentField Choice<T>(string name, string label, Func<RiskAssessment, T?> get, Action<RiskAssessment, T?> set)
        where T : struct, Enum => new(name, label, 40, Enum.GetNames<T>(), a => get(a)?.ToString(), (a, v) => set(a, v is null ? null : Enum.Parse<T>(v)));

    [GeneratedRegex(@"^(Reply|Detail|Confirm)\[(?:([A-Z0-9-]{1,40}):)?([1-9][0-9]{0,2})\]\z")]
    private static partial Regex Answer();

    // A place in the report, or a key made with the page.
    [GeneratedRegex(@"^Child\[(slot-(?:[1-9]|1[0-9]|20)|[0-9a-f]{32})\]\.([A-Za-z]{1,20})\z")]
    private static partial Regex Child();
}
