using System.Net;
using System.Net.Sockets;

using DaCaseManagement.IntegrationTests.App;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.IntegrationTests.Faults;

/// <summary>A start that cannot be says why in one line, and leaves the data as they were.</summary>
public sealed class StartupTests : IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("dacase-start-").FullName;

    public void Dispose() => Directory.Delete(directory, recursive: true);

    [Fact]
    public async Task BusyPort_IsSaid_AndTheDataAreNotTouched()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;

        await Fails("The address is in use", "--urls", $"http://127.0.0.1:{port}", "--DataDirectory", directory);

        var file = new FileInfo(Path.Combine(directory, "case-data.db"));
        (file.Exists ? file.Length : 0).ShouldBe(0, "nothing was written before the port was ours");
    }

    [Fact]
    public async Task DirectoryThatCannotBeWritten_IsNamed()
    {
        var file = Path.Combine(directory, "a-file");
        await File.WriteAllTextAsync(file, "");

        await Fails("cannot be written to", "--DataDirectory", Path.Combine(file, "below"));
    }

    [Fact]
    public async Task DamagedDatabase_IsSaid_AndLeftAsItWas()
    {
        var file = Path.Combine(directory, "case-data.db");
        await File.WriteAllTextAsync(file, string.Concat(Enumerable.Repeat("This is no database. ", 2_000)));
        var before = await File.ReadAllBytesAsync(file);

        await Fails("damaged or is not a database", "--DataDirectory", directory);

        (await File.ReadAllBytesAsync(file)).ShouldBe(before);
    }

    [Theory]
    [InlineData("Setting 'Colour' is not known", "--Colour=red")]
    [InlineData("Setting 'Mode' is 'Live'", "--Mode=Live")]
    [InlineData("Setting 'Database:MaxBatchSize' is 'many'", "--Database:MaxBatchSize=many")]
    [InlineData("needs SQL Server", "--Mode=Production")]
    [InlineData("ConnectionStrings:CaseData", "--Database:Provider=SqlServer")]
    public async Task SettingThatCannotBe_IsNamed(string words, string setting) => await Fails(words, setting, "--DataDirectory", directory);

    [Theory, InlineData("{ \"profile\": 3 }"), InlineData("not json"), InlineData("{}")]
    public async Task PolicyThatCannotBe_IsNamed(string text)
    {
        var file = Path.Combine(directory, "bad-policy.json");
        await File.WriteAllTextAsync(file, text);

        await Fails("bad-policy", "--Policy", file, "--DataDirectory", directory);
    }

    [Fact, Rule("ACC-1")]
    public async Task Production_OnDemonstrationAccounts_DoesNotStart()
    {
        Templates.CopyTo(directory, Contents.Empty);
        var certificate = Path.Combine(directory, "keys.pfx");
        await File.WriteAllBytesAsync(certificate, Certificate());

        await Fails("demonstration accounts", "--Mode=Production", "--Database:AllowSqliteInProduction=true", "--DataProtection:CertificatePath", certificate, "--DataDirectory", directory);
    }

    [Fact]
    public async Task SecondStart_AddsNothing()
    {
        Templates.CopyTo(directory, Contents.Force);
        var before = await Counts();
        using (await WebProcess.Start(directory))
        {
        }

        (await Counts()).ShouldBe(before);
        before.Incidents.ShouldBeGreaterThanOrEqualTo(600);
    }

    private async Task<(int Incidents, int Users, int Units, int Events)> Counts()
    {
        await using var db = Programs.Open(directory);
        return (await db.Incidents.CountAsync(), await db.Users.CountAsync(), await db.Units.CountAsync(), await db.AuditEvents.CountAsync(e => e.UserName != "clocks"));
    }

    private static async Task Fails(string words, params string[] arguments)
    {
        var (code, _, error) = await Programs.Run("DaCaseManagement.Web.dll", arguments.Contains("--urls") ? arguments : [.. arguments, "--urls", "http://127.0.0.1:0"]);

        var line = error.Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldHaveSingleItem();
        line.ShouldContain(words);
        line.ShouldNotContain("   at ");
        code.ShouldBe(1);
    }

    private static byte[] Certificate()
    {
        using var key = System.Security.Cryptography.RSA.Create(2048);
        var request = new System.Security.Cryptography.X509Certificates.CertificateRequest("CN=test", key, System.Security.Cryptography.HashAlgorithmName.SHA256, System.Security.Cryptography.RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(30));
        return certificate.Export(System.Security.Cryptography.X509Certificates.X509ContentType.Pfx);
    }
}
