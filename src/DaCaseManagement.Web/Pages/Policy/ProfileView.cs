using DaCaseManagement.Access;
using DaCaseManagement.Policy;
using DaCaseManagement.Risk.Instruments;
using DaCaseManagement.Routing;

namespace DaCaseManagement.Web.Pages.Policy;

/// <summary>A profile in plain words: what the force has decided, and what the system therefore does.</summary>
public sealed class ProfileView(ForcePolicy profile)
{
    public ForcePolicy Profile { get; } = profile;

    public Instrument? Instrument { get; } = InstrumentLibrary.Find(profile.Assessment.Instrument);

    /// <summary>"10 hours"; "168 hours (7 days)"; "1 hour 30 minutes".</summary>
    public static string Hours(int minutes)
    {
        var (hours, rest) = (minutes / 60, minutes % 60);
        var text = string.Join(' ', new[] { hours > 0 || rest == 0 ? Count(hours, "hour") : null, rest > 0 ? Count(rest, "minute") : null }.OfType<string>());
        return minutes % 1_440 == 0 && minutes > 1_440 ? $"{text} ({Count(minutes / 1_440, "day")})" : text;
    }

    public static string Within(int minutes, DeadlineClock clock) => clock switch
    {
        DeadlineClock.WorkingDays => Count(minutes / 1_440, "working day"),
        DeadlineClock.WorkingHours => Hours(minutes) + " of office hours",
        _ => Hours(minutes),
    };

    public static string Count(int number, string thing) => $"{number:N0} {thing}{(number == 1 ? "" : "s")}";

    /// <summary>When a routing rule applies; every part of it must hold.</summary>
    public string Conditions(RoutingCondition when, string always = "Everything else")
    {
        var parts = new[]
        {
            when.Grades is { } grades ? string.Join(" or ", grades.Select(g => Profile.GradeLabel(g).ToLowerInvariant())) + " risk" : null,
            Said(when.SeriousOffence, "a serious offence", "no serious offence"),
            Said(when.HonourBasedOrForcedMarriage, "so-called honour-based abuse or forced marriage", "neither so-called honour-based abuse nor forced marriage"),
            Said(when.Repeat, "a repeat victim", "not a repeat victim"),
            Said(when.RepeatPair, "a repeat pair", "not a repeat pair"),
            Said(when.Crime, "a crime", "no crime"),
        }.OfType<string>().ToList();
        return parts.Count == 0 ? always : char.ToUpperInvariant(parts[0][0]) + string.Join(", and ", parts)[1..];

        static string? Said(bool? condition, string yes, string no) => condition switch { true => yes, false => no, null => null };
    }

    /// <summary>The units of a kind by name, so that nobody has to know what the force calls its kinds.</summary>
    public string UnitsOf(UnitKind kind)
    {
        var units = Profile.Units.Where(u => u.Kind == kind).ToList();
        return units.Count switch { 0 => Words.Of(kind), 1 => units[0].Name, _ => Words.Of(kind) + " (of the area)" };
    }

    public string AreaOf(UnitPolicy unit) => unit.Area is null ? "Whole force" : Profile.Areas.FirstOrDefault(a => a.Code == unit.Area)?.Name ?? unit.Area;

    public bool May(Role role, Permission permission) => Profile.Roles.TryGetValue(role, out var may) && may.Contains(permission);
}
