using DaCaseManagement.Risk.Instruments;

namespace DaCaseManagement.UnitTests.Risk;

public class InstrumentTests
{
    private static readonly Instrument Dash = InstrumentLibrary.Get("DASH-2009");

    [Fact]
    [Rule("RSK-1")]
    public void DASH_has_its_27_items_in_their_order() => Dash.Items.Select(i => i.Number).ShouldBe(Enumerable.Range(1, 27));

    [Fact]
    [Rule("RSK-1")]
    public void DASH_is_asked_in_four_sections() => Dash.Sections.Select(s => s.Items.Count).ShouldBe([8, 4, 10, 5]);

    [Fact]
    [Rule("RSK-2")]
    public void The_key_items_are_those_of_practice() =>
        Dash.Items.Where(i => i.Key).Select(i => i.Number).ShouldBe([2, 4, 6, 7, 8, 9, 11, 12, 13, 14, 15, 16, 17, 18, 19, 22, 24, 25]);

    [Fact]
    [Rule("RSK-13")]
    public void Each_item_has_a_question_and_words_that_say_what_to_find_out()
    {
        Dash.Items.ShouldAllBe(i => i.Prompt.EndsWith('?') && i.Why.Length > 10);
        Dash.Items.Select(i => i.Prompt).ShouldBeUnique();
    }

    [Fact]
    public void An_item_is_found_by_its_number_and_no_other_is()
    {
        Dash.Item(18).ShouldNotBeNull().Tags.ShouldContain("strangulation");
        Dash.Item(0).ShouldBeNull();
        Dash.Item(28).ShouldBeNull();
    }

    [Fact]
    public void An_instrument_nobody_has_loaded_is_missed_at_once()
    {
        InstrumentLibrary.Find("DASH-1066").ShouldBeNull();
        Should.Throw<InvalidOperationException>(() => InstrumentLibrary.Get("DASH-1066")).Message.ShouldContain("DASH-1066");
    }

    [Fact]
    public void The_policy_in_use_names_an_instrument_there_is() => InstrumentLibrary.Find(National.Policy.Assessment.Instrument).ShouldBe(Dash);
}
