namespace DaCaseManagement.Benchmarks;

internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("dacase-bench-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
