using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace DaCaseManagement.Audit;

/// <summary>How one audit row is bound to the one before it.</summary>
public static class AuditChain
{
    public static readonly string Start = new('0', 64);

    /// <summary>SHA-256, hex, over the previous hash and every field; fields are length-prefixed so that none can borrow from its neighbour.</summary>
    public static string HashOf(AuditEvent e, string previousHash) => HashOf(e, e.Sequence, previousHash);

    /// <summary>The hash the event would have under another number: verification finds moved rows with it.</summary>
    public static string HashOf(AuditEvent e, long sequence, string previousHash)
    {
        var text = new StringBuilder(320);
        Add(previousHash);
        Add(sequence.ToString(CultureInfo.InvariantCulture));
        Add(e.At.ToString("yyyy-MM-ddTHH:mm:ss.fffffff", CultureInfo.InvariantCulture));
        Add(e.UserId.ToString(CultureInfo.InvariantCulture));
        Add(e.UserName);
        Add(e.Act.ToString());
        Add(e.Code);
        Add(e.SubjectKind.ToString());
        Add(e.SubjectReference);
        Add(e.Detail);
        Add(e.Correlation?.ToString("N"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));

        // A null and an empty text are different facts.
        void Add(string? field) => text.Append(field is null ? "-" : field.Length.ToString(CultureInfo.InvariantCulture)).Append(':').Append(field).Append('|');
    }
}
