using System.Reflection;

namespace DaCaseManagement.IntegrationTests.House;

/// <summary>SQL Server's client loads some of its parts only when they are first needed, which no test on SQLite would notice.</summary>
public sealed class SqlClientTests
{
    [Fact]
    public void EveryAssemblyTheClientNeeds_IsBesideIt()
    {
        var waiting = new Queue<Assembly>([typeof(Microsoft.Data.SqlClient.SqlConnection).Assembly]);
        var (seen, missing) = (new HashSet<string>(), new List<string>());
        while (waiting.TryDequeue(out var assembly))
        {
            foreach (var name in assembly.GetReferencedAssemblies().Where(n => seen.Add(n.Name!)))
            {
                try
                {
                    waiting.Enqueue(Assembly.Load(name));
                }
                catch (Exception e) when (e is IOException or BadImageFormatException)
                {
                    missing.Add($"{assembly.GetName().Name} needs {name.Name} {name.Version}");
                }
            }
        }

        missing.Where(m => !IsNeverReached(m)).ShouldBeEmpty();
        seen.ShouldContain("Microsoft.SqlServer.Server");
    }

    // Signing in by Azure and enclaves for encrypted columns, which this system does not offer.
    private static bool IsNeverReached(string missing) =>
        missing.Contains("needs Azure.", StringComparison.Ordinal) || missing.Contains("needs Microsoft.Identity", StringComparison.Ordinal) || missing.Contains("needs System.IdentityModel.Tokens.Jwt", StringComparison.Ordinal);
}
