using System.Text;

namespace DaCaseManagement.Policy;

/// <summary>Codes of a profile as words.</summary>
public static class PolicyWords
{
    public static string Of(Enum value) => value switch
    {
        Access.UnitKind.SpecialistDa => "Specialist domestic abuse unit",
        Access.UnitKind.MaracOffice => "MARAC office",
        _ => Split(value.ToString()),
    };

    /// <summary>"CourtDateApproaching" is "Court date approaching", and so is "courtDateApproaching".</summary>
    public static string Split(string name)
    {
        var text = new StringBuilder(name.Length + 8);
        for (var i = 0; i < name.Length; i++)
        {
            var starts = i > 0 && char.IsUpper(name[i]) && !char.IsUpper(name[i - 1]);
            text.Append(starts ? " " : "").Append(i == 0 ? char.ToUpperInvariant(name[i]) : starts ? char.ToLowerInvariant(name[i]) : name[i]);
        }

        return text.ToString();
    }
}
