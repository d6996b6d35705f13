using System.Globalization;

using DaCaseManagement.Risk.Instruments;

namespace DaCaseManagement.Risk;

/// <summary>What one assessment left out that a conversation with the officer can mend (RSK-14).</summary>
public enum Gap
{
    YesWithoutDetail,
    KeyItemNotAsked,
    NotAlone,
    NotExplained,
}

/// <summary>One gap of one submitted assessment.</summary>
public sealed class AssessmentGap
{
    private AssessmentGap() { }

    public AssessmentGap(RiskAssessment assessment, Gap gap, long assessorId, DateTime at) => (Assessment, Gap, AssessorId, At) = (assessment, gap, assessorId, at);

    public long Id { get; private set; }

    public long AssessmentId { get; private set; }

    public RiskAssessment Assessment { get; private set; } = null!;

    public Gap Gap { get; private set; }

    public long AssessorId { get; private set; }

    public DateTime At { get; private set; }
}

/// <summary>RSK-14: pure. When one gap comes back, it is training that is missing and not goodwill: the words help and never blame.</summary>
public static class TrainingGaps
{
    /// <param name="victimAlone">Null while nobody has said.</param>
    public static IReadOnlyList<Gap> Of(Instrument instrument, IReadOnlyCollection<GivenAnswer> answers, bool? victimAlone, bool? explained)
    {
        var key = instrument.Items.Where(i => i.Key).Select(i => i.Number).ToHashSet();
        var asked = answers.Where(a => a.Reply != RiskReply.NotAsked).Select(a => a.Item).ToHashSet();
        var gaps = new List<Gap>();
        if (answers.Any(a => a.Reply == RiskReply.Yes && key.Contains(a.Item) && string.IsNullOrWhiteSpace(a.Detail)))
        {
            gaps.Add(Gap.YesWithoutDetail);
        }

        if (!key.IsSubsetOf(asked))
        {
            gaps.Add(Gap.KeyItemNotAsked);
        }

        if (victimAlone == false)
        {
            gaps.Add(Gap.NotAlone);
        }

        if (explained == false)
        {
            gaps.Add(Gap.NotExplained);
        }

        return gaps;
    }

    public static string Name(Gap gap) => gap switch
    {
        Gap.YesWithoutDetail => "A key question answered yes without a word of detail",
        Gap.KeyItemNotAsked => "A key question not asked",
        Gap.NotAlone => "Victim not asked alone",
        _ => "Victim not told why the questions are asked",
    };

    /// <summary>What to try, for the officer; the supervisor reads the same.</summary>
    public static string Help(Gap gap) => gap switch
    {
        Gap.YesWithoutDetail => "What she says in her own words tells more than the tick. Ask what happened, when it was last, and write one sentence of it.",
        Gap.KeyItemNotAsked => "These are the questions that most often come before serious harm. If she does not want to answer, choose that: it is an answer too.",
        Gap.NotAlone => "Many say nothing while somebody listens. Ask the other to show a colleague round, step outside together, or agree a time to ring.",
        _ => "One sentence is enough: we ask everybody this, so that we can see together how to keep you safe. People answer more when they know why.",
    };

    public static string Hint(Gap gap, int times, int months) => string.Create(CultureInfo.InvariantCulture, $"{Name(gap)}, in {times} of your assessments within {months} months. {Help(gap)}");
}
