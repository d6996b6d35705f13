using System.Globalization;
using System.Reflection;

using DaCaseManagement.Clocks;
using DaCaseManagement.Data;

namespace DaCaseManagement.Web.Startup;

public enum RunMode
{
    /// <summary>Invented people, demonstration accounts, a banner on every page.</summary>
    Demo,

    /// <summary>A force's own data. Refuses everything that is only good enough for a demonstration.</summary>
    Production,
}

public enum DatabaseProvider
{
    Sqlite,
    SqlServer,
}

/// <summary>What whoever runs the system may set, by appsettings.json, environment or command line.</summary>
public sealed record Settings
{
    private static readonly string[] Top = ["Mode", "DataDirectory", "Policy", "Database", "ConnectionStrings", "DataProtection", "Import", "Smtp"];

    // Sections and settings of the framework and of Serilog.
    private static readonly string[] Framework = ["urls", "http_ports", "https_ports", "environment", "contentRoot", "applicationName", "AllowedHosts", "Kestrel", "Logging", "Serilog", "ForwardedHeaders_Enabled"];

    private static readonly Dictionary<string, string[]> Sections = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Database"] = ["Provider", "MaxBatchSize", "AllowSqliteInProduction"],
        ["ConnectionStrings"] = ["CaseData"],
        ["DataProtection"] = ["CertificatePath", "CertificatePassword"],
        ["Import"] = ["MostMegabytes"],
        ["Smtp"] = ["Host", "Port", "From", "User", "Password", "Tls", "Site", "GiveUpHours"],
    };

    public required RunMode Mode { get; init; }

    /// <summary>Where the SQLite file and the audit anchor live; outside the source.</summary>
    public required string DataDirectory { get; init; }

    public required DatabaseProvider Provider { get; init; }

    /// <summary>Statements sent in one go. With 1 EF sends no MERGE.</summary>
    public required int MaxBatchSize { get; init; }

    public required bool AllowSqliteInProduction { get; init; }

    /// <summary>Null on SQLite: a file in <see cref="DataDirectory"/>.</summary>
    public required string? ConnectionString { get; init; }

    /// <summary>A profile's name or the path of its file.</summary>
    public required string Policy { get; init; }

    public required string? CertificatePath { get; init; }

    public required string? CertificatePassword { get; init; }

    /// <summary>The largest file of legacy records that may be uploaded; larger ones go by the command line.</summary>
    public required int ImportMegabytes { get; init; }

    /// <summary>Null: no e-mail is sent.</summary>
    public required SmtpSettings? Smtp { get; init; }

    public MailSettings Mail => Smtp is null ? MailSettings.Off : new MailSettings(true, TimeSpan.FromHours(Smtp.GiveUpHours));

    public bool IsDemo => Mode == RunMode.Demo;

    public string SqliteFile => DataLocation.SqliteFile(DataDirectory);

    /// <exception cref="StartupException">For a value that cannot be used, or a name that is not known.</exception>
    public static Settings Read(IConfigurationManager configuration, string[] args)
    {
        RefuseUnknown(configuration, args);
        var settings = new Settings
        {
            Mode = Choice(configuration, "Mode", RunMode.Demo),
            DataDirectory = Path.GetFullPath(Text(configuration, "DataDirectory") ?? DataLocation.DefaultDirectory()),
            Provider = Choice(configuration, "Database:Provider", DatabaseProvider.Sqlite),
            MaxBatchSize = Number(configuration, "Database:MaxBatchSize", 100, 1, 1_000),
            AllowSqliteInProduction = Choice(configuration, "Database:AllowSqliteInProduction", Answer.False) == Answer.True,
            ConnectionString = Text(configuration, "ConnectionStrings:CaseData"),
            Policy = Text(configuration, "Policy") ?? "national",
            ImportMegabytes = Number(configuration, "Import:MostMegabytes", 1_024, 1, 16_384),
            CertificatePath = Text(configuration, "DataProtection:CertificatePath"),
            CertificatePassword = Text(configuration, "DataProtection:CertificatePassword"),
            Smtp = SmtpSettings.Read(configuration),
        };
        return settings.Checked();
    }

    private Settings Checked()
    {
        if (Provider == DatabaseProvider.SqlServer && ConnectionString is null)
        {
            throw new StartupException("Setting 'ConnectionStrings:CaseData' is missing; SQL Server needs one.");
        }

        if (Mode != RunMode.Production)
        {
            return this;
        }

        if (Provider == DatabaseProvider.Sqlite && !AllowSqliteInProduction)
        {
            throw new StartupException("Mode Production needs SQL Server: set 'Database:Provider' to SqlServer, or accept one node and one writer with 'Database:AllowSqliteInProduction' = true.");
        }

        if (CertificatePath is null)
        {
            throw new StartupException("Mode Production needs 'DataProtection:CertificatePath' (a .pfx file): the keys that protect sign-ins are kept in the database and must not stand there in the clear.");
        }

        return File.Exists(CertificatePath) ? this : throw new StartupException($"Setting 'DataProtection:CertificatePath': there is no file '{CertificatePath}'.");
    }

    private static void RefuseUnknown(IConfigurationManager configuration, string[] args)
    {
        foreach (var (section, known) in Sections)
        {
            foreach (var key in configuration.GetSection(section).GetChildren().Select(c => c.Key).Where(k => !known.Contains(k, StringComparer.OrdinalIgnoreCase)))
            {
                throw new StartupException($"Setting '{section}:{key}' is not known. Known here: {string.Join(", ", known)}.");
            }
        }

        // Every environment variable looks like a top-level setting, so only files and the command line can be held to the list.
        var fromFiles = configuration.Sources.OfType<Microsoft.Extensions.Configuration.Json.JsonConfigurationSource>()
            .SelectMany(source => new ConfigurationBuilder().Add(source).Build().GetChildren().Select(c => c.Key));
        var runByItself = Assembly.GetEntryAssembly() == typeof(Settings).Assembly;
        var typed = runByItself ? args.Where(a => a.StartsWith("--", StringComparison.Ordinal)).Select(a => a[2..].Split('=', ':')[0].Split("__")[0]) : [];
        foreach (var key in fromFiles.Concat(typed).Where(k => !Top.Concat(Framework).Contains(k, StringComparer.OrdinalIgnoreCase)))
        {
            throw new StartupException($"Setting '{key}' is not known. Known: {string.Join(", ", Top)}.");
        }
    }

    internal static string? Text(IConfiguration configuration, string key) => configuration[key] is { } value && value.Trim().Length > 0 ? value.Trim() : null;

    internal static T Choice<T>(IConfiguration configuration, string key, T otherwise)
        where T : struct, Enum
    {
        if (Text(configuration, key) is not { } text)
        {
            return otherwise;
        }

        var name = Array.Find(Enum.GetNames<T>(), n => n.Equals(text, StringComparison.OrdinalIgnoreCase));
        return name is null ? throw new StartupException($"Setting '{key}' is '{text}'; it must be {string.Join(" or ", Enum.GetNames<T>())}.") : Enum.Parse<T>(name);
    }

    internal static int Number(IConfiguration configuration, string key, int otherwise, int least, int most) =>
        Text(configuration, key) is not { } text ? otherwise
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number
        : throw new StartupException($"Setting '{key}' is '{text}'; it must be a whole number from {least} to {most}.");

    internal enum Answer
    {
        False,
        True,
    }
}
