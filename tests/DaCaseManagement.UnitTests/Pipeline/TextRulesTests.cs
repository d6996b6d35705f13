using DaCaseManagement.Pipeline;

using FluentValidation;

using FsCheck;
using FsCheck.Fluent;

namespace DaCaseManagement.UnitTests.Pipeline;

[Rule("REC-1")]
public class TextRulesTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("She said: \"he'll kill me\"")]
    [InlineData("line\r\nline\n\tindented")]
    [InlineData("😀👩‍👧‍👦🇬🇧")]
    [InlineData("هو هنا الآن")]
    [InlineData("\u202bright to left\u202c")]
    [InlineData("e\u0301 Łódź Đặng 李")]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("'; DROP TABLE Incidents; --")]
    public void People_s_own_words_are_kept(string? text) => TextRules.Problem(text, "The note", 100).ShouldBeNull();

    [Theory]
    [InlineData("\0")]
    [InlineData("a\u0007b")]
    [InlineData("a\u001bb")]
    [InlineData("a\u007fb")]
    [InlineData("a\u0085b")]
    public void What_cannot_be_kept_whole_is_refused(string text) => TextRules.Problem(text, "The note", 100).ShouldNotBeNull().ShouldStartWith("The note");

    [Fact]
    public void Half_an_emoji_is_refused()
    {
        foreach (var text in new[] { "\ud83d", "\ude00", "\ude00\ud83d", "\ud83d\ud83d\ude00", "😀\ud83d", "\ude00😀", "a\ud83db" })
        {
            TextRules.Problem(text, "The note", 100).ShouldNotBeNull();
        }
    }

    [Theory]
    [InlineData(99, true)]
    [InlineData(100, true)]
    [InlineData(101, false)]
    [InlineData(100_000, false)]
    public void A_text_is_as_long_as_its_column_and_no_longer(int length, bool allowed) =>
        (TextRules.Problem(new string('x', length), "The note", 100) is null).ShouldBe(allowed);

    [Fact]
    public void Length_is_counted_as_columns_count_it()
    {
        TextRules.Problem(string.Concat(Enumerable.Repeat("😀", 50)), "The note", 100).ShouldBeNull();
        TextRules.Problem(string.Concat(Enumerable.Repeat("😀", 51)), "The note", 100).ShouldNotBeNull();
    }

    [Fact]
    public void Too_long_says_how_long_it_may_be_and_how_long_it_is()
    {
        var problem = TextRules.Problem(new string('x', 2_345), "The note", 2_000).ShouldNotBeNull();
        problem.ShouldContain("2,000");
        problem.ShouldContain("2,345");
    }

    [Fact]
    public void Exactly_the_texts_that_survive_the_database_are_allowed()
    {
        var pieces = Gen.Elements("a", "é", "\u0000", "\n", "\t", "\u009f", "😀", "\ud83d", "\ude00", "\u200f");
        Prop.ForAll(pieces.ListOf().Select(string.Concat).ToArbitrary(), text =>
        {
            var survives = System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(text)) == text && !text.Any(c => char.IsControl(c) && c is not ('\n' or '\t'));
            return TextRules.Problem(text, "The note", 10_000) is null == survives;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));
    }

    [Theory]
    [InlineData(null, "Write the reason")]
    [InlineData("  \n ", "Write the reason")]
    [InlineData("\0", "The reason contains")]
    [InlineData("12345678901", "The reason must be 10")]
    [InlineData("because", null)]
    public void Asked_for_words_there_must_be_words(string? typed, string? message)
    {
        var asks = new InlineValidator<string[]>();
        asks.RuleFor(t => t[0]).RequiredText("Write the reason", "The reason", 10);
        Messages(asks, typed).ShouldBe(message);
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("  ", null)]
    [InlineData("\0", "The reason contains")]
    [InlineData("12345678901", "The reason must be 10")]
    public void Words_that_are_not_asked_for_may_be_left_out(string? typed, string? message)
    {
        var allows = new InlineValidator<string[]>();
        allows.RuleFor(t => t[0]).PlainText("The reason", 10);
        Messages(allows, typed).ShouldBe(message);
    }

    /// <summary>The start of the one message, or null.</summary>
    private static string? Messages(InlineValidator<string[]> validator, string? typed)
    {
        var errors = validator.Validate([typed!]).Errors;
        errors.Count.ShouldBeLessThanOrEqualTo(1);
        return errors.Count == 0 ? null : new[] { "Write the reason", "The reason contains", "The reason must be 10" }.Single(m => errors[0].ErrorMessage.StartsWith(m, StringComparison.Ordinal));
    }
}
