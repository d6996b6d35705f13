using System.Globalization;
using System.Text.RegularExpressions;

using DaCaseManagement.Clocks;
using DaCaseManagement.Incidents;
using DaCaseManagement.People;
using DaCaseManagement.Pipeline;

namespace DaCaseManagement.Imports;

/// <summary>How other systems write what is a choice, a date or a yes here.</summary>
internal static partial class ImportWords
{
    private static readonly Dictionary<string, Gender> Genders = new(StringComparer.OrdinalIgnoreCase)
    {
        ["F"] = People.Gender.Female,
        ["Female"] = People.Gender.Female,
        ["Woman"] = People.Gender.Female,
        ["M"] = People.Gender.Male,
        ["Male"] = People.Gender.Male,
        ["Man"] = People.Gender.Male,
        ["NB"] = People.Gender.NonBinary,
        ["Non-binary"] = People.Gender.NonBinary,
        ["NonBinary"] = People.Gender.NonBinary,
        ["Other"] = People.Gender.Other,
        ["U"] = People.Gender.Unknown,
    };

    private static readonly Dictionary<string, Channel> Channels = new(StringComparer.Ordinal)
    {
        ["999"] = Incidents.Channel.Emergency999,
        ["emergency"] = Incidents.Channel.Emergency999,
        ["101"] = Incidents.Channel.NonEmergency101,
        ["nonemergency"] = Incidents.Channel.NonEmergency101,
        ["telephone"] = Incidents.Channel.NonEmergency101,
        ["frontcounter"] = Incidents.Channel.FrontCounter,
        ["frontoffice"] = Incidents.Channel.FrontCounter,
        ["station"] = Incidents.Channel.FrontCounter,
        ["officer"] = Incidents.Channel.OfficerInitiated,
        ["police"] = Incidents.Channel.OfficerInitiated,
        ["agency"] = Incidents.Channel.PartnerAgency,
        ["partner"] = Incidents.Channel.PartnerAgency,
        ["internet"] = Incidents.Channel.Online,
        ["web"] = Incidents.Channel.Online,
    };

    // Words that can only mean one offence; anything else is for a person to say.
    private static readonly Dictionary<string, string> OffenceWords = new(StringComparer.Ordinal)
    {
        ["noncrime"] = Offences.NonCrime,
        ["domesticincident"] = Offences.NonCrime,
        ["nocrime"] = Offences.NonCrime,
        ["assaultoccasioningactualbodilyharm"] = "ABH",
        ["actualbodilyharm"] = "ABH",
        ["criminaldamage"] = "CRIMINAL-DAMAGE",
        ["coercivecontrol"] = "COERCIVE-CONTROL",
        ["strangulation"] = "STRANGULATION",
        ["threatstokill"] = "THREATS-TO-KILL",
        ["breachoforder"] = "ORDER-BREACH",
    };

    private static readonly string[] Times = ["d/M/yyyy H:mm:ss", "yyyy-MM-dd H:mm:ss", "yyyy-MM-dd'T'H:mm:ss", "d-M-yyyy H:mm:ss", "d MMM yyyy H:mm:ss", "yyyy-MM-dd H:mm:ss.fff"];
    private static readonly string[] Days = ["d/M/yyyy", "d-M-yyyy", "yyyy-MM-dd", "d MMM yyyy", "d MMMM yyyy"];

    public static string Reference(Cells cells)
    {
        var text = cells.Text("reference", Lengths.Name, alsoUnknown: false);
        if (text is null && cells.Notes.Count == 0)
        {
            cells.Refuse("reference", "", "The row has no legacy reference, so it could not be found again");
        }

        return text?.ToUpperInvariant() ?? "";
    }

    public static Gender Gender(Cells cells, string field)
    {
        var text = cells.Text(field, Lengths.Name);
        if (text is null || Genders.TryGetValue(text, out var gender))
        {
            return text is null ? People.Gender.Unknown : Genders[text];
        }

        cells.Flag(field, text, "Not a gender that is known here; kept as typed");
        return gender;
    }

    /// <summary>A date of birth as far as it is known, and whether it says of itself that it is estimated ("c. 1985").</summary>
    public static (PartialDate? Date, bool Estimated) Born(Cells cells, string field, DateTime now)
    {
        if (cells.Text(field, 40) is not { } text)
        {
            return (null, false);
        }

        var bare = Midnight().Replace(text, "");
        var about = About().Match(bare);
        var (date, problem) = PartialDate.Parse(about.Success ? about.Groups["date"].Value : bare, LocalTime.DayOf(now));
        if (problem is not null)
        {
            cells.Flag(field, text, problem + "; kept as typed");
        }

        return (date, date is not null && about.Success);
    }

    public static bool Yes(Cells cells, string field)
    {
        var text = cells.Text(field, 40);
        var yes = text?.ToUpperInvariant() is "Y" or "YES" or "TRUE" or "1" or "ESTIMATED";
        if (text is not null && !yes && text.ToUpperInvariant() is not ("N" or "NO" or "FALSE" or "0"))
        {
            cells.Flag(field, text, "Neither yes nor no; kept as typed");
        }

        return yes;
    }

    /// <summary>UTC of a local time of the past. A day alone is its beginning, with a note.</summary>
    public static DateTime? Time(Cells cells, string field, DateTime now, bool needed)
    {
        if (cells.Text(field, 40) is not { } text)
        {
            if (needed)
            {
                cells.Refuse(field, "", "The row does not say when");
            }

            return null;
        }

        var day = DateTime.TryParseExact(text, Days, CultureInfo.InvariantCulture, DateTimeStyles.AllowInnerWhite, out var local);
        if (!day && !DateTime.TryParseExact(text, Times, CultureInfo.InvariantCulture, DateTimeStyles.AllowInnerWhite, out local) && LocalTime.Parse(text) is { } utc)
        {
            local = LocalTime.Of(utc);
        }

        if (local.Year < 1950 || LocalTime.ToUtc(local) > now)
        {
            Say(local == default ? "Not a date and time such as 21/11/2019 14:02" : "Not a time between 1950 and now");
            return null;
        }

        if (day && needed)
        {
            cells.Flag(field, text, "A day without a time; taken as the beginning of that day");
        }
        else if (LocalTime.Zone.IsInvalidTime(local) || LocalTime.Zone.IsAmbiguousTime(local))
        {
            cells.Flag(field, text, "The clocks changed in this hour; taken as the first of two, or an hour later where there was none");
        }

        return LocalTime.ToUtc(local);

        void Say(string why)
        {
            if (needed)
            {
                cells.Refuse(field, text, why);
            }
            else
            {
                cells.Flag(field, text, why + "; kept as typed");
            }
        }
    }

    public static DateTime? Since(Cells cells, DateTime now) => Time(cells, "since", now, needed: false);

    public static Channel? ChannelOf(Cells cells)
    {
        if (cells.Text("channel", Lengths.Name) is not { } text)
        {
            return null;
        }

        var key = ColumnMap.Key(text);
        if (Channels.TryGetValue(key, out var channel))
        {
            return channel;
        }

        if (Array.Find(Enum.GetNames<Channel>(), n => n.Equals(key, StringComparison.OrdinalIgnoreCase)) is { } name)
        {
            return Enum.Parse<Channel>(name);
        }

        cells.Flag("channel", text, "Not a way of reporting that is known here; kept as typed");
        return null;
    }

    public static string? OffenceOf(Cells cells)
    {
        if (cells.Text("offence", Lengths.Line) is not { } text)
        {
            return null;
        }

        var key = ColumnMap.Key(text);
        var code = Offences.All.FirstOrDefault(o => ColumnMap.Key(o.Code) == key || ColumnMap.Key(o.Name) == key)?.Code ?? OffenceWords.GetValueOrDefault(key);
        if (code is null)
        {
            cells.Flag("offence", text, "Not an offence that is known here; kept as typed");
        }

        return code;
    }

    /// <summary>Open only where the file says so: what is not said to be open was dealt with elsewhere, and must not start clocks here.</summary>
    public static bool IsOpen(Cells cells)
    {
        var text = cells.Text("status", Lengths.Name);
        var word = text?.ToUpperInvariant();
        var open = word is "OPEN" or "LIVE" or "ACTIVE" or "ONGOING";
        if (text is not null && !open && word is not ("CLOSED" or "FILED" or "RESULTED" or "FINALISED" or "COMPLETE" or "COMPLETED"))
        {
            cells.Flag("status", text, "Neither open nor closed; taken as closed");
        }

        return open;
    }

    [GeneratedRegex(@"[ T]00?:00(:00(\.0+)?)?\z", RegexOptions.ExplicitCapture)]
    private static partial Regex Midnight();

    [GeneratedRegex(@"^(c|ca|circa|about|abt|approx|approximately|est|estimated)[.\s]*(?<date>[0-9].*)\z", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex About();
}
