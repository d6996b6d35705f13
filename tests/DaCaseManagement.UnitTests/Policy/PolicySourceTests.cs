using DaCaseManagement.Policy;

namespace DaCaseManagement.UnitTests.Policy;

/// <summary>The file is looked at while the system runs; whatever is in it, nothing falls over.</summary>
public sealed class PolicySourceTests : IDisposable
{
    private readonly string file = Path.Combine(Directory.CreateTempSubdirectory("dacase-source-").FullName, "own.json");
    private int written;

    public PolicySourceTests() => Write(National.Text);

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);

    [Fact]
    public void A_changed_file_is_read_once_it_stands_still()
    {
        var source = new PolicySource(file, "/nowhere");
        source.Look().ShouldBeFalse();

        Write(National.Text.Replace("\"capacity\": 16", "\"capacity\": 20"));
        source.Look().ShouldBeFalse("it may still be written");
        source.Look().ShouldBeTrue();
        source.Policy!.Marac.Capacity.ShouldBe(20);
        source.Look().ShouldBeFalse("nothing new");
    }

    [Fact]
    public void A_file_broken_in_the_middle_of_an_edit_is_told_with_its_place_and_the_last_good_one_kept()
    {
        var source = new PolicySource(file, "/nowhere");
        Write(National.Text[..(National.Text.Length / 2)]);
        source.Look();
        source.Look().ShouldBeTrue();
        source.Fault!.ShouldContain("own.json");
        source.Fault!.ShouldContain("line");
        source.Policy!.Version.ShouldBe("national 1");

        Write(National.Text.Replace("\"DASH-2009\"", "\"dash 1066\""));
        source.Look();
        source.Look().ShouldBeTrue();
        source.Fault!.ShouldContain("assessment.instrument");

        Write(National.Text);
        source.Look();
        source.Look().ShouldBeTrue();
        source.Fault.ShouldBeNull();
    }

    [Fact]
    public void A_file_that_is_gone_is_told_and_one_that_never_was_is_refused()
    {
        var source = new PolicySource(file, "/nowhere");
        File.Delete(file);
        source.Look();
        source.Look().ShouldBeTrue();
        source.Fault!.ShouldContain("own.json");
        source.Policy.ShouldNotBeNull();
        Should.Throw<PolicyException>(() => new PolicySource("atlantis", "/nowhere"));
    }

    private void Write(string text)
    {
        File.WriteAllText(file, text);
        File.SetLastWriteTimeUtc(file, DateTime.UtcNow.AddSeconds(++written));
    }
}
