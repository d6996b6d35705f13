using System.Globalization;
using System.Text;

using DaCaseManagement.Pipeline;

using Microsoft.Extensions.Logging;

namespace DaCaseManagement.Audit;

/// <summary>One remembered end of the log, as an anchor file holds it.</summary>
/// <param name="File">Name of the file, for messages.</param>
/// <param name="Head">Null when the file does not hold an anchor.</param>
public sealed record AuditAnchor(string File, AuditHead? Head)
{
    public const string Pattern = "audit-anchor-*.txt";

    /// <summary>Every anchor of a directory, oldest place in the log first. Reads only.</summary>
    public static IReadOnlyList<AuditAnchor> ReadAll(string directory) =>
        [.. Directory.EnumerateFiles(directory, Pattern).Select(path => new AuditAnchor(Path.GetFileName(path), Read(path))).OrderBy(a => a.Head?.Sequence ?? 0).ThenBy(a => a.File, StringComparer.Ordinal)];

    // Always the same length, so that overwriting in place leaves nothing of the last one.
    internal static string Line(AuditHead head) => string.Create(CultureInfo.InvariantCulture, $"{head.LogId:N} {head.Sequence:D19} {head.Hash}\n");

    internal static AuditHead? Parse(string text)
    {
        var parts = text.TrimEnd('\n', '\r').Split(' ');
        return parts.Length == 3
            && Guid.TryParseExact(parts[0], "N", out var log)
            && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var sequence)
            && parts[2].Length == AuditChain.Start.Length
                ? new AuditHead { LogId = log, Sequence = sequence, Hash = parts[2] }
                : null;
    }

    private static AuditHead? Read(string path)
    {
        using var file = Open(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        using var reader = new StreamReader(file, Encoding.ASCII);
        return Parse(reader.ReadToEnd());
    }

    /// <summary>A node holds its anchor for microseconds at a time; whoever meets it then waits a few milliseconds.</summary>
    internal static FileStream Open(string path, FileMode mode, FileAccess access, FileShare share)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return new FileStream(path, mode, access, share, bufferSize: 0);
            }
            catch (IOException fault) when (attempt < 5 && fault is not (DirectoryNotFoundException or FileNotFoundException))
            {
                Thread.Sleep(attempt);
            }
        }
    }
}

/// <summary>Keeps this node's last head in a small file beside the database, not in it. A log cut short, replaced or rewritten from some point on is
/// whole in itself; only a copy of its end that the database's owner cannot reach shows it (docs/adr/0007-audit-chain-and-anchor.md).</summary>
public sealed class FileAuditAnchor(string directory, ILogger<FileAuditAnchor>? logger = null) : IAuditAnchor
{
    private readonly Lock turn = new();
    private readonly string path = Path.Combine(directory, $"audit-anchor-{Environment.MachineName.ToLowerInvariant()}.txt");
    private AuditHead? last;
    private bool faultTold;

    /// <summary>Moves the anchor forwards, never back. Never throws: what it follows has been committed and acknowledged. No flush to disk: an anchor that
    /// lags after a power cut is still true.</summary>
    public void Move(AuditHead head)
    {
        lock (turn)
        {
            try
            {
                Keep(head);
                faultTold = false;
            }
#pragma warning disable CA1031 // Whatever is wrong with the disk, the save it follows stands.
            catch (Exception fault)
#pragma warning restore CA1031
            {
                Tell(fault);
            }
        }
    }

    private void Keep(AuditHead head)
    {
        // Two commits may arrive here in the other order; within one process that is no sign of anything.
        if (last is { } ours && ours.LogId == head.LogId && head.Sequence < ours.Sequence)
        {
            return;
        }

        using var file = AuditAnchor.Open(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        if (AuditAnchor.Parse(Content(file)) is { } kept && !Follows(head, kept))
        {
            if (last is not null && head.LogId == kept.LogId && head.Sequence < kept.Sequence)
            {
                // Another process of this machine was quicker; the file is ahead of us.
                return;
            }

            SetAside(kept);
        }

        file.Position = 0;
        file.Write(Encoding.ASCII.GetBytes(AuditAnchor.Line(head)));
        file.SetLength(file.Position);
        last = head;
    }

    private static bool Follows(AuditHead head, AuditHead kept) =>
        head.LogId == kept.LogId && (head.Sequence > kept.Sequence || (head.Sequence == kept.Sequence && head.Hash == kept.Hash));

    /// <summary>The log went back, or is another one. The old anchor is evidence: it stays under its own name, and verification reads it too.</summary>
    private void SetAside(AuditHead kept)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"audit-anchor-{Environment.MachineName.ToLowerInvariant()}-{kept.Sequence}-{kept.Hash[..16]}.txt");
        File.WriteAllText(Path.Combine(directory, name), AuditAnchor.Line(kept));
        logger?.LogError("The audit log does not continue from where this node last saw it (row {Sequence}). The old anchor is kept as {File}; verify the log.", kept.Sequence, name);
    }

    private static string Content(FileStream file)
    {
        Span<byte> bytes = stackalloc byte[256];
        return Encoding.ASCII.GetString(bytes[..file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)]);
    }

    private void Tell(Exception fault)
    {
        if (!faultTold)
        {
            faultTold = true;
            logger?.LogError(fault, "The audit anchor in {Directory} could not be moved. Saves go on; the end of the log is not protected until this is mended.", directory);
        }
    }
}

/// <summary>For tools and tests, which leave the anchor to the web nodes.</summary>
public sealed class NoAuditAnchor : IAuditAnchor
{
    public void Move(AuditHead head)
    {
    }
}
