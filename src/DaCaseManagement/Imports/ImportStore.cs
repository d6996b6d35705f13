using DaCaseManagement.Pipeline;

namespace DaCaseManagement.Imports;

/// <summary>Where uploaded files wait, outside the web root and under names that say nothing. On this machine only: another node leaves them alone.</summary>
public sealed class ImportStore(string folder, long mostBytes)
{
    public long MostBytes => mostBytes;

    /// <summary>Copies a stream into the folder.</summary>
    /// <returns>The name it is kept under.</returns>
    /// <exception cref="RefusedException">It is larger than the setting allows.</exception>
    public async Task<string> Keep(Stream from, CancellationToken cancel)
    {
        Directory.CreateDirectory(folder);
        var name = Guid.NewGuid().ToString("N");
        try
        {
            await using var to = new FileStream(PathOf(name), FileMode.CreateNew, FileAccess.Write, FileShare.None);
            var buffer = new byte[128 * 1024];
            int read;
            while ((read = await from.ReadAsync(buffer, cancel)) > 0)
            {
                await to.WriteAsync(buffer.AsMemory(0, read), cancel);
                if (to.Length > mostBytes)
                {
                    throw new RefusedException("ACC-5", "Upload", $"The file is larger than {mostBytes / 1024 / 1024:N0} MB. Import it from the command line, or in parts");
                }
            }

            to.Flush(flushToDisk: true);
            return name;
        }
        catch
        {
            Delete(name);
            throw;
        }
    }

    public bool Has(string name) => File.Exists(PathOf(name));

    public FileStream Open(string name) => new(PathOf(name), FileMode.Open, FileAccess.Read, FileShare.Read);

    public void Delete(string name) => File.Delete(PathOf(name));

    private string PathOf(string name) => Path.Combine(folder, name);
}
