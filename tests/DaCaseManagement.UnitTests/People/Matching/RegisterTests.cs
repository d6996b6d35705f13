using DaCaseManagement.People.Matching;
using DaCaseManagement.Tools.Matching;

namespace DaCaseManagement.UnitTests.People.Matching;

[Rule("PPL-2")]
public class RegisterTests
{
    private static readonly int[] AllButNamesAndBirth = [3, 4, 5, 6, 7, 8, 10];

    [Fact]
    public void A_row_is_read_by_its_columns_names()
    {
        var rows = Read("soc_sec_id,surname, Given_Name ,rec_id,date_of_birth, suburb\n12, Vellacott , \"Anna, Mary\", rec-1070-dup-3, 19800403, \"West \"\"Marsh\"\"\"\n\n,,,rec-7-org,19551192,\n");
        rows.Select(r => r.Entity).ShouldBe(["1070", "7"]);
        rows[0].Facts.Names.ShouldBe([new("Anna, Mary", "Vellacott")]);
        rows[0].Facts.Born.ShouldBe(new(1980, 4, 3));
        rows[0].Facts.NationalNumber.ShouldBe("12");
        rows[0].Facts.Addresses[0].Town.ShouldBe("WEST MARSH");
        rows[1].Facts.ShouldSatisfyAllConditions(f => f.Names.ShouldBeEmpty(), f => f.Born.ShouldBeNull(), f => f.BornAsTyped.ShouldBe("19551192"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("name, surname\na, b\n")]
    [InlineData("rec_id, surname\n, b\n")]
    public void A_file_that_says_not_whose_its_rows_are_is_refused(string text) => Should.Throw<FormatException>(() => Read(text));

    [Fact]
    public void Two_files_are_linked_without_being_told_who_is_who()
    {
        var (a, b) = new InventedRegister(5, InventedRegister.Usual).Pair(1500);
        Score(a, b).F1.ShouldBeGreaterThanOrEqualTo(0.999);
        Score(a, b, 10).F1.ShouldBeGreaterThanOrEqualTo(0.998);
        Score(a, b, AllButNamesAndBirth).F1.ShouldBeGreaterThanOrEqualTo(0.95);
    }

    [Fact]
    public void Duplicates_in_one_file_are_found_together()
    {
        var file = new InventedRegister(6, InventedRegister.Usual).WithDuplicates(800, 1200);
        Score(file, null).F1.ShouldBeGreaterThanOrEqualTo(0.997);
        Score(file, null, 10).F1.ShouldBeGreaterThanOrEqualTo(0.99);
        Score(file, null, AllButNamesAndBirth).F1.ShouldBeGreaterThanOrEqualTo(0.88);
    }

    [Fact]
    public void A_file_of_strangers_has_no_duplicates() => Matches(new InventedRegister(9, InventedRegister.Usual).Pair(1000).A, null).Pairs.ShouldBeEmpty();

    [Fact]
    public void Whoever_stands_many_times_in_the_other_file_is_linked_each_time()
    {
        var file = new InventedRegister(10, InventedRegister.Usual).WithDuplicates(500, 900);
        Score([.. file.Where(l => l.Contains("-org"))], [.. file.Where(l => l.Contains("-dup"))]).F1.ShouldBeGreaterThanOrEqualTo(0.995);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(0, 5)]
    public void Small_files_are_no_trouble(int rowsA, int rowsB)
    {
        var (a, b) = new InventedRegister(11, InventedRegister.Usual).Pair(10);
        Should.NotThrow(() => Matches([.. a.Take(rowsA)], [.. b.Take(rowsB)]));
    }

    private static RegisterScore Score(IReadOnlyList<string> a, IReadOnlyList<string>? b, params int[] blanked) => RegisterScore.Of(Rows(a, blanked), b is null ? null : Rows(b, blanked));

    private static RegisterMatches Matches(IReadOnlyList<string> a, IReadOnlyList<string>? b) =>
        b is null ? RegisterMatcher.Duplicates([.. Rows(a).Select(r => r.Facts)]) : RegisterMatcher.Link([.. Rows(a).Select(r => r.Facts)], [.. Rows(b).Select(r => r.Facts)]);

    private static IReadOnlyList<RegisterRow> Rows(IEnumerable<string> lines, params int[] blanked) => Read(InventedRegister.AsCsv(lines, blanked));

    private static IReadOnlyList<RegisterRow> Read(string text) => RegisterFile.Read(new StringReader(text));
}
