using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

using DaCaseManagement.IntegrationTests.App;
using DaCaseManagement.Seeding;

using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.IntegrationTests.Security;

/// <summary>What only a force's own installation does: https and nothing else, cookies tied to the host, keys that do not stand in the clear, no published passwords.</summary>
public sealed class ProductionTests
{
    [Fact, Rule("ACC-1")]
    public async Task SignIn_OverHttps_GivesCookiesTiedToThisHost()
    {
        await using var started = await Started.With(new ProductionApp());
        using var client = started.App.CreateClient(new WebApplicationFactoryClientOptions { BaseAddress = new Uri("https://localhost"), AllowAutoRedirect = false });
        using var page = await client.GetAsync("/sign-in");
        page.StatusCode.ShouldBe(HttpStatusCode.OK);
        page.Headers.GetValues("Strict-Transport-Security").Single().ShouldBe("max-age=31536000; includeSubDomains");
        var html = await page.Content.ReadAsStringAsync();
        html.ShouldNotContain(DemonstrationAccounts.Password);
        html.ShouldNotContain("Invented people");
        var token = System.Text.RegularExpressions.Regex.Match(html, "name=\"__token\"[^>]*value=\"([^\"]+)\"").Groups[1].Value;

        using var answer = await client.PostAsync("/sign-in", new FormUrlEncodedContent(new Dictionary<string, string> { ["UserName"] = "auditor", ["Password"] = DemonstrationAccounts.Password, ["__token"] = token }));

        answer.StatusCode.ShouldBe(HttpStatusCode.Found);
        foreach (var cookie in HeadersTests.SetCookies(page).Concat(HeadersTests.SetCookies(answer)))
        {
            cookie.ShouldStartWith("__Host-dacase");
            cookie.ShouldContain("; secure", Case.Insensitive);
            cookie.ShouldContain("; httponly", Case.Insensitive);
            cookie.ShouldContain("; path=/", Case.Insensitive);
        }

        using var work = await client.GetAsync("/");
        work.StatusCode.ShouldBe(HttpStatusCode.OK);
        var keys = await started.App.Db(db => db.ProtectionKeys.Select(k => k.Xml).ToListAsync());
        keys.ShouldContain(k => k.Contains("EncryptedData", StringComparison.Ordinal));
    }

    [Fact]
    public async Task PlainHttp_IsRefusedInWords()
    {
        await using var started = await Started.With(new ProductionApp());
        using var client = started.App.CreateClient(new WebApplicationFactoryClientOptions { BaseAddress = new Uri("http://localhost"), AllowAutoRedirect = false });

        using var answer = await client.GetAsync("/sign-in");

        answer.StatusCode.ShouldBe(HttpStatusCode.MisdirectedRequest);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("https only");
        HeadersTests.SetCookies(answer).ShouldBeEmpty();
    }

    private sealed class ProductionApp : ForceApp
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            // As a force has it: its own accounts, and keys that were never kept in the clear.
            using (var file = new SqliteConnection($"Data Source={SqliteFile};Pooling=False"))
            {
                file.Open();
                using var command = file.CreateCommand();
                command.CommandText = "UPDATE AspNetUsers SET IsDemonstration = 0; DELETE FROM ProtectionKeys;";
                command.ExecuteNonQuery();
            }

            builder.UseSetting("Mode", "Production");
            builder.UseSetting("Database:AllowSqliteInProduction", "true");
            builder.UseSetting("DataProtection:CertificatePath", Certificate());
            builder.UseSetting("DataProtection:CertificatePassword", "for this test");
        }

        private string Certificate()
        {
            using var key = RSA.Create(2048);
            var request = new CertificateRequest("CN=test", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
            using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(30));
            var path = Path.Combine(DataDirectory, "keys.pfx");
            File.WriteAllBytes(path, certificate.Export(X509ContentType.Pfx, "for this test"));
            return path;
        }
    }

    private sealed class Started(ForceApp app) : IAsyncDisposable
    {
        public ForceApp App => app;

        public static async Task<Started> With(ForceApp app)
        {
            await app.InitializeAsync();
            return new Started(app);
        }

        public async ValueTask DisposeAsync() => await ((IAsyncLifetime)app).DisposeAsync();
    }
}
