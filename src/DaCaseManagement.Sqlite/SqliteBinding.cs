namespace DaCaseManagement.Sqlite;

/// <summary>Loads the native SQLite once. docs/adr/0005-sqlite-binding.md says why the older one needs help.</summary>
internal static class SqliteBinding
{
    private static readonly Lazy<bool> Loaded = new(() =>
    {
        SQLitePCL.Batteries_V2.Init();
        return true;
    });

    public static void Load() => _ = Loaded.Value;

#if OLDER_SQLITE_BINDING
    // EF's provider asks for a newer SQLitePCLRaw.core than this feed has; the older one answers the same calls.
    [System.Runtime.CompilerServices.ModuleInitializer]
    [System.Diagnostics.CodeAnalysis.SuppressMessage("Usage", "CA2255", Justification = "Must run before the first type of the provider is touched.")]
    internal static void ResolveOlderBinding() =>
        System.Runtime.Loader.AssemblyLoadContext.Default.Resolving += (context, name) =>
            name.Name == "SQLitePCLRaw.core" ? context.LoadFromAssemblyPath(Path.Combine(AppContext.BaseDirectory, "SQLitePCLRaw.core.dll")) : null;
#endif
}
