using DaCaseManagement.Risk;
using DaCaseManagement.Risk.Instruments;

namespace DaCaseManagement.Web.Pages.Risk;

/// <summary>One question on the form.</summary>
/// <param name="Step">Its place on the page.</param>
/// <param name="Key">In field names: <c>8</c> or <c>STALKING-11:3</c>.</param>
/// <param name="Last">What was answered last time, to be asked again.</param>
/// <param name="Supplements">Those it may open.</param>
public sealed record QuestionView(string Step, string Key, Instrument Form, InstrumentItem Item, GivenAnswer? Last, DateTime? LastAt, string Back, string Next, string Where, IReadOnlyList<SupplementView> Supplements)
{
    public string LabelOf(GivenAnswer answer) => LabelOf(Form, answer);

    /// <summary>An answer in the instrument's own words.</summary>
    public static string LabelOf(Instrument form, GivenAnswer? answer) =>
        answer is null ? Words.Of(RiskReply.NotAsked) : form.Answer(answer.Degree ?? answer.Reply.ToString()) is { Degree: not null } offered ? offered.Label : Words.Of(answer.Reply);
}
