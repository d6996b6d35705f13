using System.Text.Json.Nodes;

using DaCaseManagement.Risk.Instruments;

namespace DaCaseManagement.UnitTests.Risk;

[Rule("RSK-1")]
public class InstrumentReaderTests
{
    private const string Good = """
        {
          "code": "WEST-2",
          "name": "Westmarch form",
          "spelledOut": "The force's own form, second wording",
          "note": "Licensed to the force.",
          "sections": [
            { "title": "Now", "items": [
              { "number": 1, "prompt": "Hurt?", "why": "How.", "key": true, "tags": ["violence"] },
              { "number": 2, "prompt": "Followed?", "why": "How often.", "key": true, "tags": ["stalking"], "opens": ["STALKING-11"] }
            ] }
          ]
        }
        """;

    [Fact]
    public void A_good_one_is_read_whole()
    {
        var (instrument, faults) = InstrumentReader.Read(Good, InstrumentLibrary.Find);

        faults.ShouldBeEmpty();
        instrument!.Items.Select(i => i.Number).ShouldBe([1, 2]);
        instrument.CanBeChosen.ShouldBeTrue();
        InstrumentReader.Content(InstrumentReader.Read(InstrumentReader.Content(instrument), InstrumentLibrary.Find).Instrument!).ShouldBe(InstrumentReader.Content(instrument));
    }

    [Theory]
    [InlineData("\"number\": 2", "\"number\": 1", 9, "$.sections[0].items[1].number")]
    [InlineData("\"number\": 2", "\"number\": 0", 9, "$.sections[0].items[1].number")]
    [InlineData("[\"stalking\"]", "[\"stalking\", \"tea\"]", 9, "$.sections[0].items[1].tags[1]")]
    [InlineData("STALKING-11", "STALKING-12", 9, "$.sections[0].items[1].opens[0]")]
    [InlineData("STALKING-11", "DASH-2009", 9, "$.sections[0].items[1].opens[0]")]
    [InlineData("\"Hurt?\"", "\" \"", 8, "$.sections[0].items[0].prompt")]
    [InlineData("\"Westmarch form\"", "\"\"", 3, "$.name")]
    [InlineData("WEST-2", "west 2", 2, "$.code")]
    [InlineData("WEST-2", "DASH-2009", 2, "$.code")]
    [InlineData("WEST-2", "HBA-10", 2, "$.code")]
    [InlineData("\"note\"", "\"slot\": true, \"note\"", 5, "$.slot")]
    [InlineData("\"note\"", "\"sameItemsAs\": \"DASH-1066\", \"note\"", 5, "$.sameItemsAs")]
    [InlineData("\"note\"", "\"sameItemsAs\": \"DASH-2009\", \"note\"", 6, "$.sections")]
    [InlineData("\"note\"", "\"scale\": [{ \"code\": \"NEVER\", \"label\": \"Never\", \"means\": \"No\" }], \"note\"", 5, "$.scale")]
    [InlineData("\"note\"", "\"scale\": [{ \"code\": \"NEVER\", \"label\": \"Never\", \"means\": \"NotKnown\" }, { \"code\": \"X\", \"label\": \"x\", \"means\": \"Yes\" }], \"note\"", 5, "$.scale[0].means")]
    [InlineData("\"note\"", "\"supplement\": true, \"note\"", 9, "$.sections[0].items[1].opens[0]")]
    public void What_is_wrong_is_said_with_its_line_and_path(string was, string now, int line, string path)
    {
        Good.ShouldContain(was);
        var (instrument, faults) = InstrumentReader.Read(Good.Replace(was, now, StringComparison.Ordinal), InstrumentLibrary.Find);

        instrument.ShouldBeNull();
        var fault = faults.ShouldHaveSingleItem();
        (fault.Line, fault.Path).ShouldBe((line, path));
        fault.Reason.ShouldNotBeNullOrWhiteSpace();
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("{\"code\": \"X\"}")]
    [InlineData("{\"code\": \"X\", \"name\": \"n\", \"spelledOut\": \"s\", \"note\": \"n\", \"sections\": [], \"colour\": 1}")]
    [InlineData("{\"code\": \"X\", \"code\": \"Y\", \"name\": \"n\", \"spelledOut\": \"s\", \"note\": \"n\", \"sections\": []}")]
    [InlineData("{\"code\": \"X\", \"name\": \"n\", \"spelledOut\": \"s\", \"note\": \"n\", \"sections\": [null]}")]
    [InlineData("{\"code\": \"X\", \"name\": \"n\", \"spelledOut\": \"s\", \"note\": \"n\", \"sections\": []}")]
    [InlineData("{\"code\": \"X\", \"name\": \"n\", \"spelledOut\": \"s\", \"note\": \"n\", \"sections\": [{\"title\": \"t\", \"items\": []}]}")]
    public void What_is_no_instrument_is_refused_and_never_thrown_at_anybody(string text)
    {
        var (instrument, faults) = InstrumentReader.Read(text, InstrumentLibrary.Find);

        instrument.ShouldBeNull();
        faults.ShouldNotBeEmpty();
    }

    [Fact]
    public void A_mistyped_value_is_named_by_line()
    {
        var (_, faults) = InstrumentReader.Read(Good.Replace("\"key\": true, \"tags\": [\"violence\"]", "\"key\": \"yes\", \"tags\": [\"violence\"]", StringComparison.Ordinal), InstrumentLibrary.Find);

        (faults.ShouldHaveSingleItem().Line, faults[0].Path).ShouldBe((8, "$.sections[0].items[0].key"));
    }

    [Fact]
    public void A_force_may_fill_the_slot_of_licensed_wording_with_the_same_items_in_other_words()
    {
        var dash = JsonNode.Parse(InstrumentReader.Content(InstrumentLibrary.Get("DASH-2009")))!.AsObject();
        dash["code"] = "DASH-2009-LICENSED";
        foreach (var section in dash["sections"]!.AsArray())
        {
            foreach (var item in section!["items"]!.AsArray())
            {
                item!["prompt"] = "Other words for " + item["number"];
            }
        }

        InstrumentReader.Read(dash.ToJsonString(), InstrumentLibrary.Find).Faults.ShouldBeEmpty();
        dash["sections"]![0]!["items"]![1]!["key"] = false;
        InstrumentReader.Read(dash.ToJsonString(), InstrumentLibrary.Find).Faults.ShouldHaveSingleItem().Reason.ShouldContain("questions 2");
    }

    [Fact]
    public void Everything_that_ships_would_be_taken_by_the_importer_itself()
    {
        foreach (var instrument in InstrumentLibrary.All.Where(i => !i.Slot))
        {
            InstrumentReader.Read(InstrumentReader.Content(instrument), InstrumentLibrary.Find).Faults.ShouldBeEmpty(instrument.Code);
        }
    }

    [Fact]
    public void Slots_ship_without_an_invented_word_and_cannot_be_chosen()
    {
        foreach (var code in new[] { "DARA", "DASH-2009-LICENSED" })
        {
            var slot = InstrumentLibrary.Get(code);
            (slot.Slot, slot.Items.Count, slot.CanBeChosen).ShouldBe((true, 0, false));
        }

        InstrumentLibrary.Get("DARA").Scale!.Select(s => s.Label).ShouldBe(["Never", "Occasionally", "Often", "All the time"]);
    }

    [Fact]
    public void The_supplements_are_opened_by_the_answers_that_call_for_them()
    {
        var opens = InstrumentLibrary.Get("DASH-2009").Items.Where(i => i.Opens is not null).ToDictionary(i => i.Number, i => i.Opens!.Single());

        opens.ShouldBe(new Dictionary<int, string> { [4] = "HBA-10", [8] = "STALKING-11", [20] = "HBA-10" }, ignoreOrder: true);
        InstrumentLibrary.Get("STALKING-11").Items.Count.ShouldBe(11);
        InstrumentLibrary.Get("HBA-10").Items.Count.ShouldBe(10);
        InstrumentLibrary.Get("DIAL-ILLUSTRATIVE").Illustrative.ShouldBeTrue();
    }
}
