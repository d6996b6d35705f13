using DaCaseManagement.Data;
using DaCaseManagement.Risk.Instruments;

namespace DaCaseManagement.Risk;

/// <summary>The instrument of an assessment and the supplements its answers may open.</summary>
/// <param name="Known">Whether the instrument's questions are here; else <paramref name="Main"/> has their numbers only.</param>
internal sealed record AssessmentForms(Instrument Main, IReadOnlyList<Instrument> Supplements, bool Known)
{
    /// <param name="assessment">Null where only the questions matter.</param>
    public static async Task<AssessmentForms> Of(CaseDbContext db, string code, RiskAssessment? assessment, CancellationToken cancel)
    {
        var found = await db.FindInstrument(code, cancel);
        var main = found ?? Instrument.Unknown(code, (assessment?.Answers ?? []).Where(a => a.Supplement.Length == 0).Select(a => a.Item));
        var supplements = new List<Instrument>();
        foreach (var opened in main.Items.SelectMany(i => i.Opens ?? []).Concat((assessment?.Answers ?? []).Select(a => a.Supplement).Where(s => s.Length > 0)).Distinct())
        {
            var supplement = await db.FindInstrument(opened, cancel);
            if (supplement is { Items.Count: > 0 })
            {
                supplements.Add(supplement);
            }
            else if (assessment?.Answers.Any(a => a.Supplement == opened) == true)
            {
                supplements.Add(Instrument.Unknown(opened, assessment.Answers.Where(a => a.Supplement == opened).Select(a => a.Item)));
            }
        }

        return new AssessmentForms(main, supplements, found is not null);
    }

    /// <summary>By the code an answer keeps: empty is the assessment's own.</summary>
    public Instrument? Find(string supplement) => supplement.Length == 0 ? Main : Supplements.FirstOrDefault(s => s.Code == supplement);

    public IReadOnlyList<AnsweredForm> Answered(RiskAssessment? assessment) =>
        [new(Main, Given(assessment, "")), .. Supplements.Select(s => new AnsweredForm(s, Given(assessment, s.Code)))];

    public static IReadOnlyList<GivenAnswer> Given(RiskAssessment? assessment, string supplement) =>
        [.. (assessment?.Answers ?? []).Where(a => a.Supplement == supplement).Select(a => new GivenAnswer(a.Item, a.Reply, a.Detail) { Degree = a.Degree, Confirmed = a.Confirmed })];
}
