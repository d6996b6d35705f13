using DaCaseManagement.People.Matching;

namespace DaCaseManagement.People.Patterns;

/// <summary>One key for an address: house, street and postcode. Without a postcode it is a place of its own, because many towns have a High Street; and what
/// has neither a number nor a postcode ("at home") is no address.</summary>
public static class Places
{
    private const string Between = ", ";

    /// <param name="key">As <see cref="Normalise.Place"/> makes it.</param>
    public static string? Key(string? key, string? postcode) =>
        key is null || (postcode is null && !key.Any(char.IsAsciiDigit)) ? null : postcode is null ? key : key + Between + postcode;

    public static string? KeyOf(string? typed) => Key(Normalise.Place(typed), Normalise.Postcode(typed));

    /// <summary>The part that incidents and addresses are indexed by.</summary>
    public static string Street(string place) => place.Split(Between)[0];
}
