using DaCaseManagement.Risk;
using DaCaseManagement.Risk.Instruments;

namespace DaCaseManagement.UnitTests.Risk;

public sealed class TrainingGapsTests
{
    private static readonly Instrument Dash = InstrumentLibrary.Get("DASH-2009");

    [Fact, Rule("RSK-14")]
    public void AWholeAssessment_HasNoGap() => TrainingGaps.Of(Dash, Answers(), true, true).ShouldBeEmpty();

    [Fact, Rule("RSK-14")]
    public void EachGap_IsFoundAlone()
    {
        TrainingGaps.Of(Dash, Answers(18, RiskReply.Yes, null), true, true).ShouldBe([Gap.YesWithoutDetail]);
        TrainingGaps.Of(Dash, Answers(18, RiskReply.NotAsked), true, true).ShouldBe([Gap.KeyItemNotAsked]);
        TrainingGaps.Of(Dash, [.. Answers().Where(a => a.Item != 18)], true, true).ShouldBe([Gap.KeyItemNotAsked]);
        TrainingGaps.Of(Dash, Answers(), false, true).ShouldBe([Gap.NotAlone]);
        TrainingGaps.Of(Dash, Answers(), true, false).ShouldBe([Gap.NotExplained]);
    }

    [Fact, Rule("RSK-14")]
    public void WhatIsNoGap_IsNotCalledOne()
    {
        TrainingGaps.Of(Dash, Answers(18, RiskReply.Yes, "Twice, last in May."), true, true).ShouldBeEmpty();
        TrainingGaps.Of(Dash, Answers(18, RiskReply.Declined), true, true).ShouldBeEmpty("not wanting to say is an answer");
        TrainingGaps.Of(Dash, Answers(1, RiskReply.Yes, null), true, true).ShouldBeEmpty("not a key item");
        TrainingGaps.Of(Dash, Answers(), null, null).ShouldBeEmpty("nobody has said");
    }

    [Fact, Rule("RSK-14")]
    public void EveryGap_HasAHintOfItsOwn() =>
        Enum.GetValues<Gap>().Select(g => TrainingGaps.Help(g)).Distinct().Count().ShouldBe(Enum.GetValues<Gap>().Length);

    private static List<GivenAnswer> Answers(int item = 0, RiskReply reply = RiskReply.No, string? detail = null) =>
        [.. Dash.Items.Select(i => i.Number == item ? new GivenAnswer(item, reply, detail) : new GivenAnswer(i.Number, RiskReply.No, null))];
}
