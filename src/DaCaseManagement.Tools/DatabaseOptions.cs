using System.CommandLine;

using DaCaseManagement.Data;

namespace DaCaseManagement.Tools;

internal enum Provider
{
    Sqlite,
    SqlServer,
}

/// <summary>Which database: the options every command shares, each falling back to the variable the web reads and then to the web's own default.</summary>
internal static class DatabaseOptions
{
    public static readonly Option<Provider?> Provider = new("--provider") { Description = "Sqlite or SqlServer (environment: Database__Provider; default Sqlite)", Recursive = true };

    public static readonly Option<string?> Connection = new("--connection") { Description = "Connection string (environment: ConnectionStrings__CaseData; on Sqlite, default the file in the data directory)", Recursive = true };

    public static readonly Option<string?> DataDirectory = new("--data-directory") { Description = $"Where the SQLite file and the audit anchor are (environment: DataDirectory; default {DataLocation.DefaultDirectory()})", Recursive = true };

    public static Database Read(ParseResult parsed)
    {
        var directory = parsed.GetValue(DataDirectory) ?? Setting("DataDirectory") ?? DataLocation.DefaultDirectory();
        var provider = parsed.GetValue(Provider) ?? ProviderFrom(Setting("Database__Provider"));
        var connection = parsed.GetValue(Connection) ?? Setting("ConnectionStrings__CaseData");
        return provider == Tools.Provider.SqlServer && connection is null
            ? throw new ToolFault("SQL Server needs a connection string: give --connection or set ConnectionStrings__CaseData.")
            : new Database(provider, connection, Path.GetFullPath(directory));
    }

    public static string? Setting(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;

    private static Provider ProviderFrom(string? text) =>
        text is null ? Tools.Provider.Sqlite
        : Enum.TryParse<Provider>(text, ignoreCase: true, out var provider) && Enum.IsDefined(provider) ? provider
        : throw new ToolFault($"Database__Provider must be Sqlite or SqlServer, not '{text}'.");
}

/// <param name="Connection">Null: the SQLite file of <paramref name="DataDirectory"/>.</param>
internal sealed record Database(Provider Provider, string? Connection, string DataDirectory)
{
    public string? File => Provider == Provider.Sqlite && Connection is null ? DataLocation.SqliteFile(DataDirectory) : null;
}
