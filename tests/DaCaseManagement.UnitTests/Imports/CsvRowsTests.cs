using DaCaseManagement.Imports;

using FsCheck;
using FsCheck.Fluent;

namespace DaCaseManagement.UnitTests.Imports;

[Rule("ACC-5")]
public sealed class CsvRowsTests
{
    [Fact]
    public void Fields_MayBeQuoted_WithDelimitersQuotesAndLineBreaksInThem()
    {
        var rows = Read("a,\"b, \"\"c\"\"\nd\", e \r\n\r\nx,,\r\n");

        rows.Select(r => r.Fields).ShouldBe([["a", "b, \"c\"\nd", " e "], ["x", "", ""]]);
        rows.Select(r => r.Number).ShouldBe([1, 2]);
        rows.ShouldAllBe(r => r.Problem == null);
    }

    [Theory]
    [InlineData("a,\"never closed\nb,2\nc,3\n", 1, new[] { "b", "c" })]
    [InlineData("a,\"closed\"early\nb,2\n", 1, new[] { "b" })]
    [InlineData("a,1\nb,\"open\nc,3", 2, new[] { "a", "c" })]
    public void ABrokenQuote_CostsItsRow_AndNoOther(string text, long broken, string[] good)
    {
        var rows = Read(text);

        rows.Where(r => r.Problem is not null).Select(r => r.Number).ShouldBe([broken]);
        rows.Where(r => r.Problem is null).Select(r => r.Fields[0]).ShouldBe(good);
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public void EveryLineEnd_IsRead(string end) => Read($"a,1{end}b,2{end}").Select(r => r.Fields[1]).ShouldBe(["1", "2"]);

    [Fact]
    public void ALineOfMegabytes_IsOneBadRow_WithoutBeingHeld()
    {
        var rows = Read("a,1\nb," + new string('x', 3_000_000) + "\nc,3\n");

        rows[1].Problem.ShouldNotBeNull();
        rows[2].Fields.ShouldBe(["c", "3"]);
    }

    [Fact]
    public void ManyLinesAfterAnOpenQuote_AreReadAgainOnce()
    {
        var rows = Read("a,\"open\n" + string.Concat(Enumerable.Range(0, 30_000).Select(i => $"n{i},1\n")));

        rows.Count.ShouldBe(30_001);
        rows[0].Problem.ShouldNotBeNull();
        rows[^1].ShouldSatisfyAllConditions(r => r.Fields[0].ShouldBe("n29999"), r => r.Number.ShouldBe(30_001));
    }

    [Fact]
    public void WhatIsWritten_IsReadBack()
    {
        var cell = Gen.Elements("a", "b c", "", "x,y", "\"", "\"\"", "1\n2", ";", "é", "'").ArrayOf().Where(a => a.Length > 1);
        Prop.ForAll(cell.ArrayOf().ToArbitrary(), table =>
        {
            var text = string.Concat(table.Select(row => string.Join(',', row.Select(c => "\"" + c.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"")) + "\r\n"));
            var read = Read(text);
            return read.All(r => r.Problem is null) && read.Select(r => string.Join('\u0001', r.Fields)).SequenceEqual(table.Select(r => string.Join('\u0001', r)));
        }).QuickCheckThrowOnFailure();
    }

    private static List<CsvRow> Read(string text, char delimiter = ',')
    {
        var (rows, all) = (new CsvRows(new StringReader(text), delimiter), new List<CsvRow>());
        while (rows.Read() is { } row)
        {
            all.Add(row);
        }

        return all;
    }
}
