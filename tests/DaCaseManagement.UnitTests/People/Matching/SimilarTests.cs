using DaCaseManagement.People.Matching;

using FsCheck;
using FsCheck.Fluent;

namespace DaCaseManagement.UnitTests.People.Matching;

[Rule("PPL-2")]
public class SimilarTests
{
    [Theory]
    [InlineData("", "", 0)]
    [InlineData("ANNA", "ANNA", 0)]
    [InlineData("ANNA", "ANA", 1)]
    [InlineData("ANNA", "ANAN", 1)]
    [InlineData("CA", "ABC", 3)]
    [InlineData("SMITH", "SMYTHE", 2)]
    [InlineData("ABCDEF", "UVWXYZ", 4)]
    public void Edits_are_counted_up_to_the_most(string a, string b, int edits) => Similar.Edits(a, b, 3).ShouldBe(edits);

    [Theory]
    [InlineData("MARTHA", "MARHTA", 0.961)]
    [InlineData("DWAYNE", "DUANE", 0.840)]
    [InlineData("DIXON", "DICKSONX", 0.813)]
    [InlineData("ABC", "XYZ", 0)]
    public void Jaro_and_Winkler_agree_with_their_papers(string a, string b, double likeness) => Similar.JaroWinkler(a, b).ShouldBe(likeness, 0.001);

    [Fact]
    public void Likeness_is_symmetric_and_within_its_bounds() => Prop.ForAll<string, string>((x, y) =>
    {
        var (a, b) = (x ?? "", y ?? "");
        var likeness = Similar.JaroWinkler(a, b);
        return Similar.Edits(a, b, 3) == Similar.Edits(b, a, 3) && Math.Abs(likeness - Similar.JaroWinkler(b, a)) < 1e-9 && likeness is >= 0 and <= 1.0000001 && Similar.Edits(a, a, 2) == 0;
    }).QuickCheckThrowOnFailure();
}
