using System.Reflection;

using DaCaseManagement.People;
using DaCaseManagement.Policy;

using Case = DaCaseManagement.Cases.Case;

namespace DaCaseManagement.UnitTests;

/// <summary>The files of this repository, found by walking up to the solution.</summary>
internal static class Repository
{
    public static readonly string Folder = Find();

    public static readonly string Policies = Path.Combine(Folder, "policies");

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "DaCaseManagement.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("The tests run outside the repository.");
    }
}

/// <summary>The profile a force starts from.</summary>
internal static class National
{
    public static readonly string Text = File.ReadAllText(Path.Combine(Repository.Policies, "national.json"));

    public static readonly ForcePolicy Policy = PolicyFile.Read(Text, "national.json");
}

internal static class Make
{
    /// <summary>Noon on a Saturday in winter, when London and UTC agree.</summary>
    public static readonly DateTime Noon = new(2026, 11, 21, 12, 0, 0, DateTimeKind.Utc);

    public static Case Case(string reference = "CA-26-000001") =>
        new(reference, new Person("PE-26-000001", Noon), new Person("PE-26-000002", Noon), 1, Noon);

    /// <summary>Sets what only the database sets, such as an id.</summary>
    public static T With<T>(this T entity, string property, object? value)
        where T : class
    {
        typeof(T).GetProperty(property, BindingFlags.Instance | BindingFlags.Public)!.SetValue(entity, value);
        return entity;
    }
}
