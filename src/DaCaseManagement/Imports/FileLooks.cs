using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace DaCaseManagement.Imports;

public enum FileEncoding
{
    Utf8,
    Windows1252,
    Utf16,
    Utf16BigEndian,
}

/// <summary>What a file is, found by reading it once from beginning to end: nothing here knows what its columns mean.</summary>
/// <param name="Hash">SHA-256 of the bytes, hex.</param>
/// <param name="Problem">Why it cannot be imported at all, or null.</param>
public sealed record FileLooks(string Hash, long Bytes, FileEncoding Encoding, char Delimiter, string? Problem)
{
    private const int Chunk = 64 * 1024;
    private static readonly char[] Delimiters = [',', ';', '\t', '|'];

    /// <summary>Reads the whole stream, which must be able to seek. Constant memory.</summary>
    public static async Task<FileLooks> At(Stream stream, CancellationToken cancel)
    {
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var utf8 = new Utf8Count();
        var buffer = new byte[Chunk];
        byte[] start = [];
        var (bytes, zeros) = (0L, 0L);
        int read;
        while ((read = await stream.ReadAsync(buffer, cancel)) > 0)
        {
            start = bytes == 0 ? buffer[..read] : start;
            bytes += read;
            sha.AppendData(buffer, 0, read);
            zeros += buffer.AsSpan(0, read).Count((byte)0);
            utf8.See(buffer.AsSpan(0, read));
        }

        var encoding = EncodingOf(start, utf8);
        var text = Of(encoding).GetString(start);
        var problem = bytes == 0 ? "The file is empty"
            : start.AsSpan().StartsWith("PK\u0003\u0004"u8) || Begins(0xD0, 0xCF, 0x11, 0xE0) ? "This is a spreadsheet or an archive, not text; save it as CSV first"
            : Begins(0xFF, 0xFE, 0, 0) || Begins(0, 0, 0xFE, 0xFF) ? "This file is UTF-32; save it as UTF-8 first"
            : zeros > 0 && encoding is (FileEncoding.Utf8 or FileEncoding.Windows1252) ? "This is not a text file, or UTF-16 without its mark at the start; save it as CSV in UTF-8 first"
            : string.IsNullOrWhiteSpace(text.TrimStart('\uFEFF')) ? "The first lines of the file are empty; there must be headings"
            : null;
        bool Begins(params byte[] mark) => start.AsSpan().StartsWith(mark);
        return new FileLooks(Convert.ToHexStringLower(sha.GetHashAndReset()), bytes, encoding, DelimiterOf(text), problem);
    }

    /// <summary>The text of the file. A byte that cannot be read becomes U+FFFD, and its row is refused.</summary>
    public static StreamReader Open(Stream stream, FileEncoding encoding) => new(stream, Of(encoding), detectEncodingFromByteOrderMarks: true, Chunk, leaveOpen: true);

    private static Encoding Of(FileEncoding encoding) => encoding switch
    {
        FileEncoding.Windows1252 => CodePagesEncodingProvider.Instance.GetEncoding(1252)!,
        FileEncoding.Utf16 => System.Text.Encoding.Unicode,
        FileEncoding.Utf16BigEndian => System.Text.Encoding.BigEndianUnicode,
        _ => new UTF8Encoding(false),
    };

    /// <summary>UTF-8 when it all is, or when more of it is than is not; then the bytes that are not belong to damaged rows, and not to another encoding.</summary>
    private static FileEncoding EncodingOf(ReadOnlySpan<byte> start, Utf8Count utf8) =>
        start.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) ? FileEncoding.Utf16
        : start.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]) ? FileEncoding.Utf16BigEndian
        : start.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) || utf8.Bad == 0 || utf8.Good > utf8.Bad ? FileEncoding.Utf8
        : FileEncoding.Windows1252;

    /// <summary>What stands most often between the headings, outside quotes.</summary>
    private static char DelimiterOf(string text)
    {
        var counts = new int[Delimiters.Length];
        var quoted = false;
        foreach (var c in text.TrimStart('\uFEFF', '\r', '\n'))
        {
            if (c is '\r' or '\n' && !quoted)
            {
                break;
            }

            quoted ^= c == '"';
            var at = quoted ? -1 : Array.IndexOf(Delimiters, c);
            if (at >= 0)
            {
                counts[at]++;
            }
        }

        return Delimiters[Array.IndexOf(counts, counts.Max())];
    }

    /// <summary>How many letters beyond ASCII are good UTF-8, and how many bytes are not.</summary>
    private sealed class Utf8Count
    {
        private readonly byte[] carried = new byte[4];
        private int carrying;

        public long Good { get; private set; }

        public long Bad { get; private set; }

        public void See(ReadOnlySpan<byte> bytes)
        {
            while (carrying > 0 && !bytes.IsEmpty)
            {
                carried[carrying++] = bytes[0];
                bytes = bytes[1..];
                var status = Rune.DecodeFromUtf8(carried.AsSpan(0, carrying), out _, out var used);
                if (status == OperationStatus.NeedMoreData)
                {
                    continue;
                }

                Count(status);

                // The byte that did not fit begins something new; there is never more than one.
                var rest = carrying - used;
                carrying = 0;
                if (rest == 1 && carried[used] is var last)
                {
                    See([last]);
                }
            }

            while (true)
            {
                var at = bytes.IndexOfAnyInRange((byte)0x80, (byte)0xFF);
                if (at < 0)
                {
                    return;
                }

                bytes = bytes[at..];
                var status = Rune.DecodeFromUtf8(bytes, out _, out var used);
                if (status == OperationStatus.NeedMoreData)
                {
                    bytes.CopyTo(carried);
                    carrying = bytes.Length;
                    return;
                }

                Count(status);
                bytes = bytes[used..];
            }
        }

        private void Count(OperationStatus status)
        {
            if (status == OperationStatus.Done)
            {
                Good++;
            }
            else
            {
                Bad++;
            }
        }
    }
}
