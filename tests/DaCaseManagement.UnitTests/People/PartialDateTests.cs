using DaCaseManagement.People;

using FsCheck;
using FsCheck.Fluent;

namespace DaCaseManagement.UnitTests.People;

[Rule("PPL-1")]
public class PartialDateTests
{
    private static readonly DateOnly Today = new(2026, 11, 21);

    [Theory]
    [InlineData("3/4/1980", 3)]
    [InlineData("03-04-1980", 3)]
    [InlineData("03.04.1980", 3)]
    [InlineData("3 4 1980", 3)]
    [InlineData(" 3 / 4 / 1980 ", 3)]
    [InlineData("1980-04-03", 3)]
    [InlineData("3 April 1980", 3)]
    [InlineData("3rd april 1980", 3)]
    [InlineData("3 Apr 1980", 3)]
    [InlineData("3-APR-1980", 3)]
    [InlineData("April 1980", null)]
    [InlineData("apr, 1980", null)]
    [InlineData("4/1980", null)]
    [InlineData("04 1980", null)]
    public void A_date_is_read_however_people_write_it(string typed, int? day) => Read(typed).ShouldBe(new PartialDate(1980, 4, day));

    [Theory]
    [InlineData("29/2/1984", 1984, 2, 29)]
    [InlineData("29/2/2000", 2000, 2, 29)]
    [InlineData("21/11/2026", 2026, 11, 21)]
    [InlineData("2/1/1900", 1900, 1, 2)]
    [InlineData("9 Sept 1970", 1970, 9, 9)]
    public void Leap_days_today_and_the_oldest_dates_are_dates(string typed, int year, int month, int day) => Read(typed).ShouldBe(new PartialDate(year, month, day));

    [Fact]
    public void A_year_alone_stays_a_year_alone() => Read("1985").ShouldBe(new PartialDate(1985, null, null));

    [Theory]
    [InlineData("31/02/1985", "31 February")]
    [InlineData("29/2/1983", "29 February")]
    [InlineData("29/2/1900", "29 February")]
    [InlineData("31 April 1985", "31 April")]
    [InlineData("0/4/1980", "0 April")]
    [InlineData("1/13/1980", "Month")]
    [InlineData("1/0/1980", "Month")]
    [InlineData("13/1980", "Month")]
    [InlineData("1899", "1900 to 2026")]
    [InlineData("3/4/1066", "1900 to 2026")]
    [InlineData("2027", "1900 to 2026")]
    [InlineData("22/11/2026", "past")]
    [InlineData("December 2026", "past")]
    [InlineData("12/2026", "past")]
    [InlineData("03/04/80", "27 3 1985")]
    [InlineData("1980-04", "27 3 1985")]
    [InlineData("3 Ap 1980", "27 3 1985")]
    [InlineData("3 Smarch 1980", "27 3 1985")]
    [InlineData("about forty", "27 3 1985")]
    [InlineData("٣/٤/١٩٨٠", "27 3 1985")]
    [InlineData("'; DROP TABLE People; --", "27 3 1985")]
    [InlineData("🎂", "27 3 1985")]
    public void What_is_no_date_of_birth_is_refused_with_the_reason(string typed, string reason)
    {
        var (date, problem) = PartialDate.Parse(typed, Today);
        date.ShouldBeNull();
        problem.ShouldNotBeNull().ShouldContain(reason);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("1/1/1900")]
    [InlineData("1900-01-01")]
    [InlineData("1 January 1900")]
    public void Unknown_stays_unknown_and_is_no_fault(string? typed) => PartialDate.Parse(typed, Today).ShouldBe((null, null));

    [Fact]
    public void Every_date_that_is_shown_can_be_typed_again() =>
        Prop.ForAll(Gen.Choose(1, 46_345).Select(days => new DateOnly(1900, 1, 1).AddDays(days)).Zip(Gen.Choose(1, 3)).ToArbitrary(), given =>
        {
            var (day, known) = given;
            var date = new PartialDate(day.Year, known > 1 ? day.Month : null, known > 2 ? day.Day : null);
            return PartialDate.Parse(date.ToString(), Today).Date == date;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Whatever_is_typed_is_a_date_or_a_problem_and_never_both()
    {
        var text = Gen.Elements("0", "1", "2", "3", "9", "19", "20", "80", "/", "-", " ", ".", "Feb", "May", "st", ",", "\n", "x").ListOf().Select(string.Concat);
        Prop.ForAll(text.ToArbitrary(), typed =>
        {
            var (date, problem) = PartialDate.Parse(typed, Today);
            return date is null || (problem is null && date.Value.Year is >= 1900 and <= 2026);
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData("21/11/2008", 18)]
    [InlineData("22/11/2008", 17)]
    [InlineData("21/11/2026", 0)]
    [InlineData("1 December 1980", 45)]
    public void Age_turns_on_the_birthday(string born, int age) => Read(born).AgeOn(Today).ShouldBe(age);

    [Fact]
    public void Born_on_a_leap_day_the_birthday_of_other_years_is_the_first_of_March()
    {
        var born = Read("29/2/2008");
        born.AgeOn(new DateOnly(2026, 2, 28)).ShouldBe(17);
        born.AgeOn(new DateOnly(2026, 3, 1)).ShouldBe(18);
    }

    [Theory]
    [InlineData("1985")]
    [InlineData("April 1985")]
    public void An_age_is_not_guessed_from_part_of_a_date(string born) => Read(born).AgeOn(Today).ShouldBeNull();

    private static PartialDate Read(string typed)
    {
        var (date, problem) = PartialDate.Parse(typed, Today);
        problem.ShouldBeNull();
        return date.ShouldNotBeNull();
    }
}
