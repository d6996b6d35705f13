using System.Text.RegularExpressions;

namespace DaCaseManagement.Risk;

public enum TelephoneVerdict
{
    Enough,

    /// <summary>Counts at once, and the assessment stays due until done face to face.</summary>
    Provisional,
    Refused,
}

/// <summary>RSK-4: an assessment by telephone is not enough between intimate partners, now or before. Pure.</summary>
public static partial class TelephoneRule
{
    /// <param name="relationships">As the report tells them, of everybody who is victim or suspect in it.</param>
    /// <param name="provisionally">Whether the policy keeps one by telephone until it is done face to face.</param>
    public static (TelephoneVerdict Verdict, string Because) Of(IEnumerable<string?> relationships, bool provisionally)
    {
        var told = relationships.Where(r => !string.IsNullOrWhiteSpace(r)).Select(r => r!.Trim()).ToList();
        var partner = told.Find(IsPartner);
        if (told.Count > 0 && partner is null)
        {
            return (TelephoneVerdict.Enough, $"The report says: {told[0]}.");
        }

        // Not told is not "not partners": most are.
        var because = partner is null ? "The report does not say what they are to each other, so they are taken for partners." : $"The report says: {partner}.";
        return provisionally ? (TelephoneVerdict.Provisional, because) : (TelephoneVerdict.Refused, because);
    }

    public static bool IsPartner(string relationship) => Partner().IsMatch(NotPartner().Replace(relationship, ""));

    [GeneratedRegex(@"\b(partners?|husband|wife|spouse|married|marriage|boyfriend|girlfriend|fianc[eé]e?|ex|engaged|couple|lovers?|dating|separated|divorced|estranged|cohabit\w*|living together|in a relationship)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Partner();

    [GeneratedRegex(@"\b(business|work|former business) partners?\b|\bpartner'?s \w+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex NotPartner();
}
