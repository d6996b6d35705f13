using DaCaseManagement.Audit;

using FsCheck;
using FsCheck.Fluent;

namespace DaCaseManagement.UnitTests.Audit;

[Rule("ACC-2")]
public class AuditChainTests
{
    private static readonly Guid Request = Guid.Parse("0190c7a0-0000-7000-8000-000000000001");

    private sealed record Fields(
        long Sequence, DateTime At, long UserId, string UserName, AuditAct Act, string Code, SubjectKind Kind, string Reference, string? Detail, Guid? Correlation, string Previous);

    private static readonly Fields One = new(7, Make.Noon, 3, "specialist", AuditAct.Alteration, "grade.amended", SubjectKind.Case, "CA-26-000001", "High", Request, AuditChain.Start);

    public static TheoryData<string> Changes() => [.. Changed.Keys];

    private static readonly Dictionary<string, Fields> Changed = new()
    {
        ["sequence"] = One with { Sequence = 8 },
        ["time, by the smallest tick"] = One with { At = One.At.AddTicks(1) },
        ["user"] = One with { UserId = 4 },
        ["user name"] = One with { UserName = "Specialist" },
        ["act"] = One with { Act = AuditAct.Consultation },
        ["code"] = One with { Code = "grade.agreed" },
        ["kind of subject"] = One with { Kind = SubjectKind.Person },
        ["reference"] = One with { Reference = "CA-26-000002" },
        ["detail"] = One with { Detail = "Low" },
        ["detail removed"] = One with { Detail = null },
        ["detail emptied"] = One with { Detail = "" },
        ["request"] = One with { Correlation = Guid.Empty },
        ["request removed"] = One with { Correlation = null },
        ["row before"] = One with { Previous = new string('1', 64) },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public void A_change_of_anything_in_a_row_shows(string what) => HashOf(Changed[what]).ShouldNotBe(HashOf(One));

    [Fact]
    public void All_those_changes_differ_from_each_other_too() => Changed.Values.Select(HashOf).ShouldBeUnique();

    [Fact]
    public void Nothing_and_an_empty_text_are_different_facts() => HashOf(One with { Detail = null }).ShouldNotBe(HashOf(One with { Detail = "" }));

    [Theory]
    [InlineData("ab", "c", "a", "bc")]
    [InlineData("", "abc", "abc", "")]
    [InlineData("a|1:b", "c", "a", "b|1:c")]
    [InlineData("3:abc|", "", "", "3:abc|")]
    public void No_field_can_borrow_from_its_neighbour(string reference, string detail, string otherReference, string otherDetail) =>
        HashOf(One with { Reference = reference, Detail = detail }).ShouldNotBe(HashOf(One with { Reference = otherReference, Detail = otherDetail }));

    [Fact]
    public void Two_rows_have_one_hash_only_when_they_are_the_same_row()
    {
        var text = Gen.Elements("", "a", "b", "1", ":", "|", "-", "é", "😀").ListOf().Select(string.Concat);
        var fields = from texts in text.Four()
                     from detail in text.OrNull()
                     from sequence in Gen.Choose(1, 3)
                     select One with { Sequence = sequence, UserName = texts.Item1, Code = texts.Item2, Reference = texts.Item3, Previous = texts.Item4, Detail = detail };
        Prop.ForAll(fields.Two().ToArbitrary(), rows => HashOf(rows.Item1) == HashOf(rows.Item2) == (rows.Item1 == rows.Item2)).Check(Config.QuickThrowOnFailure.WithMaxTest(500));
    }

    [Fact]
    public void A_row_keeps_its_hash_for_as_long_as_logs_are_kept() =>
        HashOf(One).ShouldBe("49d051dbe292530bef1bbd9684225e29c63ba10dd6c9538f5dbdd9f044db5c51");

    [Fact]
    public void A_row_moved_to_another_place_is_found_by_its_old_number()
    {
        var moved = Event(One with { Sequence = 12 });
        AuditChain.HashOf(moved, 7, AuditChain.Start).ShouldBe(HashOf(One));
        AuditChain.HashOf(moved, AuditChain.Start).ShouldNotBe(HashOf(One));
    }

    private static string HashOf(Fields f) => AuditChain.HashOf(Event(f), f.Previous);

    private static AuditEvent Event(Fields f) =>
        new AuditEvent(f.At, f.UserId, f.UserName, f.Act, f.Code, new Subject(f.Kind, f.Reference), f.Detail, f.Correlation).With(nameof(AuditEvent.Sequence), f.Sequence);
}
