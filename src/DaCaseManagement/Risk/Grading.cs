using System.Globalization;

using DaCaseManagement.Policy;
using DaCaseManagement.Risk.Instruments;

namespace DaCaseManagement.Risk;

public enum IndicatorStrength
{
    /// <summary>Worth pointing out; never raises the suggestion alone.</summary>
    Notable,

    /// <summary>Points to medium or above.</summary>
    Raised,

    /// <summary>Points to high.</summary>
    Strong,
}

/// <param name="Because">Which answers or which history, in words.</param>
public sealed record Indicator(string Name, IndicatorStrength Strength, string Because);

/// <summary>What is already known about the pair and the victim.</summary>
/// <param name="Incidents12Months">The victim's, whoever the suspect.</param>
/// <param name="IncidentsLast90Days">The pair's, in the policy's recent spell.</param>
/// <param name="Incidents90DaysBefore">The pair's, in the spell of the same length before it.</param>
/// <param name="Worse">What had never happened before between the two, in words (PPL-5).</param>
/// <param name="SpellDays">How long a spell is.</param>
public sealed record RiskHistory(int Incidents12Months, int IncidentsLast90Days, int Incidents90DaysBefore, bool MaracLast12Months, Grade? GradeBefore, string? Worse = null, int SpellDays = 90)
{
    public static readonly RiskHistory None = new(0, 0, 0, false, null);
}

public sealed record GivenAnswer(int Item, RiskReply Reply, string? Detail)
{
    /// <summary>How often, where the instrument asks that.</summary>
    public string? Degree { get; init; }

    /// <summary>Asked again, and the same as last time (RSK-13).</summary>
    public bool Confirmed { get; init; }
}

/// <summary>An instrument or supplement with what was answered in it.</summary>
public sealed record AnsweredForm(Instrument Instrument, IReadOnlyCollection<GivenAnswer> Answers);

/// <param name="Yes">How many were answered yes. Shown, and never the grade (RSK-3).</param>
/// <param name="NeedDetail">Items answered yes without a word of detail (RSK-2).</param>
/// <param name="Suggested">The lowest grade the indicators point to.</param>
public sealed record RiskPicture(IReadOnlyList<Indicator> Indicators, int Yes, int KeyYes, int Asked, IReadOnlyList<int> NeedDetail, Grade Suggested, string SuggestedBecause)
{
    /// <summary>The same of the supplements: "Stalking questions 3, 5".</summary>
    public IReadOnlyList<string> NeedDetailBeside { get; init; } = [];
}

/// <summary>From answers and history to named indicators with reasons (RSK-3). Pure. The officer decides the grade; this only says what points where.</summary>
public static class Grading
{
    public static RiskPicture Picture(Instrument instrument, IReadOnlyCollection<GivenAnswer> answers, RiskHistory history) => Picture([new AnsweredForm(instrument, answers)], history);

    /// <param name="forms">The assessment's own instrument first, its supplements after it. The counts are of the first alone: no list's mark belongs to another.</param>
    public static RiskPicture Picture(IReadOnlyList<AnsweredForm> forms, RiskHistory history)
    {
        var answers = forms[0].Answers;
        var ofForm = forms.SelectMany(f => f.Instrument.Items.Select(i => (Item: i, f.Instrument))).ToDictionary(x => x.Item, x => x.Instrument, (IEqualityComparer<InstrumentItem>)ReferenceEqualityComparer.Instance);
        List<InstrumentItem> Yes(AnsweredForm form) => [.. form.Answers.Where(a => a.Reply == RiskReply.Yes).Select(a => form.Instrument.Item(a.Item)).OfType<InstrumentItem>().OrderBy(i => i.Number)];
        var own = Yes(forms[0]);
        List<InstrumentItem> yes = [.. own, .. forms.Skip(1).SelectMany(Yes)];
        var indicators = new List<Indicator>();
        string Questions(IEnumerable<InstrumentItem> items) => string.Join("; ", items.GroupBy(i => ofForm[i]).Select(g => Numbers(ReferenceEquals(g.Key, forms[0].Instrument) ? null : g.Key.Name, g)));

        void Point(IndicatorStrength strength, string name, string because) => indicators.Add(new Indicator(name, strength, because));
        List<InstrumentItem> With(string tag) => [.. yes.Where(i => i.Tags.Contains(tag))];
        void PointIf(string tag, IndicatorStrength strength, string name)
        {
            if (With(tag) is { Count: > 0 } items)
            {
                Point(strength, name, Questions(items));
            }
        }

        // Clusters first: what kills is the combination.
        var (separation, control, violence) = (With("separation"), With("control"), With("violence"));
        if (separation.Count > 0 && control.Count > 0 && violence.Count > 0)
        {
            Point(IndicatorStrength.Strong, "Separation, control and violence together", Questions([.. separation, .. control, .. violence]));
        }
        else if (separation.Count > 0 && control.Count > 0)
        {
            Point(IndicatorStrength.Raised, "Control after or around separation", Questions([.. separation, .. control]) + "; often graded too low");
        }

        PointIf("strangulation", IndicatorStrength.Strong, "Strangling, choking, suffocating or drowning");
        if (With("threats") is { Count: > 0 } threats)
        {
            Point(With("weapons").Count > 0 || violence.Count > 0 ? IndicatorStrength.Strong : IndicatorStrength.Raised, "Threats to kill that were believed", Questions(threats));
        }

        if (With("escalation").Count == 2)
        {
            Point(violence.Count > 0 ? IndicatorStrength.Strong : IndicatorStrength.Raised, "More often and worse", Questions(With("escalation")));
        }
        else
        {
            PointIf("escalation", IndicatorStrength.Raised, "Escalation");
        }

        PointIf("weapons", IndicatorStrength.Raised, "Weapons or objects used");
        PointIf("stalking", IndicatorStrength.Raised, "Stalking or constant harassment");
        PointIf("stalking-threats", IndicatorStrength.Raised, "Threats while stalking");
        PointIf("property", IndicatorStrength.Notable, "Property damaged or taken");
        PointIf("forced-marriage", IndicatorStrength.Strong, "Forced marriage, or fear of being taken abroad or killed for so-called honour");
        PointIf("honour", IndicatorStrength.Raised, "So-called honour-based abuse");
        PointIf("sexual", IndicatorStrength.Raised, "Sexual harm");
        PointIf("pregnancy", IndicatorStrength.Raised, "Pregnant or a baby under 18 months");
        if (yes.Where(i => i.Tags.Contains("children") && (i.Tags.Contains("violence") || i.Tags.Contains("threats"))).ToList() is { Count: > 0 } children)
        {
            Point(IndicatorStrength.Raised, "Children or dependants hurt or threatened", Questions(children));
        }

        if (With("fear") is { Count: > 0 } fear)
        {
            Point(fear.Any(i => i.Key) ? IndicatorStrength.Raised : IndicatorStrength.Notable, "The victim's own fear", Questions(fear));
        }

        PointIf("suicide", IndicatorStrength.Raised, "Suspect's suicide threats or attempts");
        PointIf("cruelty", IndicatorStrength.Notable, "Cruelty to animals");
        PointIf("breach", IndicatorStrength.Notable, "Orders, bail or agreements broken");
        PointIf("isolation", IndicatorStrength.Notable, "Isolation: ask the so-called honour-based abuse questions");
        PointIf("others", IndicatorStrength.Notable, "Others who threaten: ask the so-called honour-based abuse questions");
        PointIf("victim-health", IndicatorStrength.Notable, "The victim's own mental health");
        foreach (var form in forms.Skip(1).Where(f => f.Answers.All(a => a.Reply == RiskReply.NotAsked)))
        {
            if (own.FindAll(i => i.Opens?.Contains(form.Instrument.Code) == true) is { Count: > 0 } calling)
            {
                Point(IndicatorStrength.Notable, $"{form.Instrument.Name}: called for, not asked yet", Questions(calling));
            }
        }

        FromHistory(history, Point);

        var key = yes.Where(i => i.Key).ToList();
        if (key.Count > 0 && indicators.TrueForAll(i => i.Strength == IndicatorStrength.Notable))
        {
            Point(IndicatorStrength.Raised, "Key items answered yes", Questions(key));
        }

        var ordered = indicators.OrderByDescending(i => i.Strength).ToList();
        var (suggested, because) = Suggest(ordered);
        return new RiskPicture(
            ordered, own.Count, own.Count(i => i.Key), answers.Count(a => a.Reply != RiskReply.NotAsked),
            [.. answers.Where(a => a.Reply == RiskReply.Yes && string.IsNullOrWhiteSpace(a.Detail)).Select(a => a.Item).Order()],
            suggested, because)
        {
            NeedDetailBeside =
            [
                .. from form in forms.Skip(1)
                   let bare = Yes(form).FindAll(i => form.Answers.Any(a => a.Item == i.Number && a.Reply == RiskReply.Yes && string.IsNullOrWhiteSpace(a.Detail)))
                   where bare.Count > 0
                   select Numbers(form.Instrument.Name, bare),
            ],
        };
    }

    private static void FromHistory(RiskHistory history, Action<IndicatorStrength, string, string> point)
    {
        if (history.IncidentsLast90Days >= 2 && history.IncidentsLast90Days > history.Incidents90DaysBefore)
        {
            point(IndicatorStrength.Raised, "Reports are growing", string.Create(CultureInfo.InvariantCulture, $"{history.IncidentsLast90Days} in the last {history.SpellDays} days, {history.Incidents90DaysBefore} in the {history.SpellDays} before"));
        }
        else if (history.Incidents12Months >= 2)
        {
            point(IndicatorStrength.Notable, "Repeat victim", string.Create(CultureInfo.InvariantCulture, $"{history.Incidents12Months} incidents in 12 months"));
        }

        if (history.Worse is not null)
        {
            point(IndicatorStrength.Raised, "Worse than before", history.Worse);
        }

        if (history.MaracLast12Months)
        {
            point(IndicatorStrength.Strong, "Repeat within 12 months of a MARAC referral", "any abuse between the same two people since then counts");
        }

        if (history.GradeBefore == Grade.High)
        {
            point(IndicatorStrength.Raised, "High risk at the last assessment", "lowering a grade needs contact, a reason and a second person");
        }
    }

    private static (Grade Grade, string Because) Suggest(List<Indicator> indicators)
    {
        var strong = indicators.Where(i => i.Strength == IndicatorStrength.Strong).ToList();
        var raised = indicators.Where(i => i.Strength == IndicatorStrength.Raised).ToList();
        return (strong.Count, raised.Count) switch
        {
            ( > 0, _) => (Grade.High, Names(strong)),
            (_, >= 4) => (Grade.High, "several together: " + Names(raised)),
            (_, > 0) => (Grade.Medium, Names(raised)),
            _ => (Grade.Standard, "no indicator points higher; the officer's own judgement may"),
        };
    }

    private static string Names(List<Indicator> indicators) => string.Join("; ", indicators.Select(i => i.Name));

    private static string Numbers(string? form, IEnumerable<InstrumentItem> items)
    {
        var numbers = items.Select(i => i.Number).Distinct().Order().ToList();
        return (form ?? (numbers.Count == 1 ? "question" : "questions")) + " " + string.Join(", ", numbers);
    }
}
