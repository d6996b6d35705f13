namespace DaCaseManagement.Policy;

/// <summary>The policy file this node was given. Looked at again and again: a file that is being written, broken or gone is told and changes nothing.</summary>
public sealed class PolicySource
{
    private readonly string path;
    private (DateTime Written, long Length)? judged;
    private (DateTime Written, long Length)? seen;

    /// <exception cref="PolicyException">There is no such profile and no such file.</exception>
    public PolicySource(string nameOrPath, string folder)
    {
        path = File.Exists(nameOrPath) ? nameOrPath : Path.Combine(folder, nameOrPath + ".json");
        if (!File.Exists(path))
        {
            throw new PolicyException($"Policy: there is no profile '{nameOrPath}' and no such file (looked in {folder}).");
        }

        judged = seen = Stamp();
        Judge();
    }

    /// <summary>What the file said when it could last be read; null when it never could.</summary>
    public ForcePolicy? Policy { get; private set; }

    /// <summary>What is wrong with the file as it stands now, with file, place and reason; null when nothing is.</summary>
    public string? Fault { get; private set; }

    /// <summary>Reads the file when it has changed and then stood still between two looks. True when there is something new to tell: a profile or a fault.</summary>
    public bool Look()
    {
        var now = Stamp();
        var still = now == seen;
        seen = now;
        if (!still || now == judged)
        {
            return false;
        }

        judged = now;
        Judge();
        return true;
    }

    /// <summary>What the file says can be read and cannot be used here.</summary>
    public void Refuse(string fault) => Fault = fault;

    private void Judge()
    {
        try
        {
            Policy = PolicyFile.Read(File.ReadAllText(path), Path.GetFileName(path));
            Fault = null;
        }
        catch (PolicyException e)
        {
            Fault = e.Message;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Fault = $"Policy {Path.GetFileName(path)}: the file cannot be read ({e.GetType().Name}).";
        }
    }

    private (DateTime Written, long Length)? Stamp() => new FileInfo(path) is { Exists: true } file ? (file.LastWriteTimeUtc, file.Length) : null;
}
