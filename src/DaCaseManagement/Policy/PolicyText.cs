using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace DaCaseManagement.Policy;

/// <summary>A profile as the one text that is kept of it.</summary>
public static class PolicyText
{
    private static readonly JsonSerializerOptions Compact = new(PolicyFile.Json) { WriteIndented = false };

    public static string Of(ForcePolicy policy) => JsonSerializer.Serialize(policy, Compact);

    /// <summary>The same for two profiles that differ in nothing but number and first day.</summary>
    public static string Digest(ForcePolicy policy) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Of(Stamped(policy, 0, DateOnly.MinValue)))));

    public static ForcePolicy Stamped(ForcePolicy policy, int number, DateOnly from) => policy with { Profile = policy.Profile with { Version = number, EffectiveFrom = from } };

    /// <summary>Whether the standing lists come out otherwise.</summary>
    public static bool CountsOtherwise(ForcePolicy one, ForcePolicy other) => Counts(one) != Counts(other);

    private static string Counts(ForcePolicy p) => JsonSerializer.Serialize(new { p.Repeats, p.Gravity, p.Serial, p.Quiet, p.Escalation }, Compact);

    public static bool SameRules(ForcePolicy one, ForcePolicy other) => Digest(one) == Digest(other);
}
