using System.Collections.Concurrent;

namespace DaCaseManagement.IntegrationTests.App;

public enum Contents
{
    /// <summary>Policy, units and demonstration accounts; no incident.</summary>
    Empty,

    /// <summary>The demonstration force with its six hundred incidents.</summary>
    Force,
}

/// <summary>Databases made once a run and copied for each test class, so that a class starts in milliseconds.</summary>
internal static class Templates
{
    private static readonly ConcurrentDictionary<Contents, Lazy<string>> Made = new();

    public static void CopyTo(string directory, Contents contents)
    {
        var template = Made.GetOrAdd(contents, c => new Lazy<string>(() => Make(c))).Value;
        foreach (var file in Directory.GetFiles(template))
        {
            File.Copy(file, Path.Combine(directory, Path.GetFileName(file)));
        }
    }

    /// <summary>As if no policy had ever been stored.</summary>
    public static void ForgetPolicy(string file)
    {
        using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "DROP TRIGGER PolicyVersions_Kept; DELETE FROM PolicyVersions;";
        command.ExecuteNonQuery();
    }

    private static string Make(Contents contents)
    {
        var app = new ForceApp(contents, fromTemplate: false);
        app.Start();
        var directory = app.DataDirectory;
        app.StopButKeepFiles();
        return directory;
    }
}
