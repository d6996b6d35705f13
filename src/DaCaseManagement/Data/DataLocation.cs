namespace DaCaseManagement.Data;

/// <summary>Where the embedded database and the audit anchor live when nobody says otherwise: outside the source, the same for the web and the tools.</summary>
public static class DataLocation
{
    private const string Folder = "dacase-management";

    /// <summary><c>$XDG_DATA_HOME/dacase-management</c>, or the platform's own folder for a user's data (<c>~/.local/share</c> on Linux).</summary>
    public static string DefaultDirectory()
    {
        // The specification says that a relative path here must be ignored.
        var xdg = Environment.GetEnvironmentVariable("XDG_DATA_HOME");
        var root = Path.IsPathFullyQualified(xdg ?? "")
            ? xdg!
            : Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        return Path.Combine(root.Length > 0 ? root : AppContext.BaseDirectory, Folder);
    }

    /// <summary>The embedded database of a data directory.</summary>
    public static string SqliteFile(string directory) => Path.Combine(directory, "case-data.db");
}
