using System.Globalization;

using DaCaseManagement.Clocks;
using DaCaseManagement.Data;
using DaCaseManagement.Incidents;
using DaCaseManagement.People;

namespace DaCaseManagement.Tools.Generate;

/// <param name="Finished">When the report was finished, UTC.</param>
internal sealed record Told(long Id, string Reference, DateTime At, DateTime Finished, long AreaId, Offence Offence, ResponseGrade Response);

/// <summary>Writes the report of one incident: what was told, prompts, people.</summary>
internal sealed class Reports(Force force, Lots lots, DateTime until)
{
    private static readonly Weighted<Channel> Channels = new([(Channel.Emergency999, 0.52), (Channel.NonEmergency101, 0.26), (Channel.FrontCounter, 0.06), (Channel.ThirdParty, 0.06), (Channel.PartnerAgency, 0.05), (Channel.OfficerInitiated, 0.03), (Channel.Online, 0.02)]);
    private static readonly HashSet<string> None = [];

    private readonly Dictionary<int, long> counters = [];
    private readonly HashSet<string> yes = [];
    private long last;

    public IEnumerable<(string Series, long Last)> Counters => counters.Select(c => (Series(c.Key), c.Value));

    public Told Add(Pair pair, Human victim, Human? suspect, (Human Human, Part Part)[] bystanders, DateTime at, ForceRows rows)
    {
        var id = ++last;
        var year = at.Year % 100;
        var number = counters[year] = counters.GetValueOrDefault(year) + 1;
        var reference = References.Format(Series(year), number);
        var home = victim.Home ?? pair.Victim.Home!;
        var offence = Offences.Find(Accounts.Offence(pair.Severity, lots.Share()))!;
        Prompts(pair, id, rows);
        var response = ResponseGrading.Suggest(yes, None, offence.Serious || pair.HonourBased).Suggested;
        var told = new Told(id, reference, at, at.AddMinutes(6), force.Areas[home.Area].Id, offence, response);
        Report(pair, victim, suspect, bystanders, home, told, rows);
        var slot = 0;
        Involve(victim, Part.Victim, null);
        if (suspect is not null)
        {
            Involve(suspect, Part.Suspect, pair.Relationship);
        }

        foreach (var child in pair.Children)
        {
            Involve(child, Part.Child, "Child");
        }

        foreach (var (human, part) in bystanders)
        {
            Involve(human, part, null);
        }

        return told;

        void Involve(Human human, Part part, string? relationship) => rows.Involved
            .Number(id).Number(++slot).Text(Words.Of(part)).Text(human.Given).Text(human.Family.Length > 0 ? human.Family : null).Text(human.Born?.ToString()).Text(Words.Of(human.Gender)).Text(human.Phone?.Typed).Text(human.Home?.Typed).Text(relationship).Number(human.Id);
    }

    private void Report(Pair pair, Human victim, Human? suspect, (Human Human, Part Part)[] bystanders, Dwelling home, Told told, ForceRows rows)
    {
        var (at, age) = (told.At, until - told.At);
        var caller = bystanders is [(var who, Part.Caller), ..] ? who : lots.Chance(0.8) ? victim : null;
        var rang = lots.Chance(0.88) ? caller?.Phone : null;
        DateTime? appointment = told.Response == ResponseGrade.Appointment ? at.AddHours(20) : null;
        var closed = age > TimeSpan.FromDays(21);
        var briefed = age > TimeSpan.FromMinutes(40);
        var words = lots.Pick(Accounts.All).Replace("{v}", victim.Given, StringComparison.Ordinal).Replace("{s}", suspect?.Given ?? "somebody she will not name", StringComparison.Ordinal);
        rows.Incidents.Number(told.Id).Text(told.Reference).Text(lots.Key().ToString().ToUpperInvariant()).Text(closed ? nameof(IncidentStatus.Closed) : nameof(IncidentStatus.Open))
            .Number(force.User(lots.Chance(0.85) ? "call-handler" : "control-room-supervisor").Id).Time(at).Time(told.Finished).Time(closed ? at.AddDays(2) : null)
            .Text(Words.Of(Channels.Draw(lots))).Text(rang?.Typed).Text(rang?.Key).Text(caller is null ? null : Person.Display(caller.Given, caller.Family)).Text(home.Typed).Text(home.PlaceKey).Text(home.Postcode).Number(told.AreaId)
            .Text(words).Text("As told by the caller.").Text(lots.Chance(0.7) ? "Wants police to come." : "Unsure; afraid of what follows.").Text(Words.Of(told.Response))
            .Text(appointment is { } set ? LocalTime.Of(set).ToString("d/M/yyyy HH:mm", CultureInfo.InvariantCulture) : null).Time(appointment).Yes(appointment is not null).Yes(appointment is not null).Text(appointment is null ? null : "Victim asked to be seen at home.")
            .Text(told.Offence.Code).Yes(pair.HonourBased).Time(briefed ? at.AddMinutes(9) : null).Text(briefed ? "Call sign WM12" : null).Number(briefed ? 2 : null).Number(1);
    }

    private void Prompts(Pair pair, long id, ForceRows rows)
    {
        yes.Clear();
        foreach (var (code, likely) in Accounts.Prompts)
        {
            if (lots.Chance(likely(pair)))
            {
                yes.Add(code);
                rows.Prompts.Number(id).Text(code).Text(nameof(PromptReply.Yes));
            }
        }
    }

    private string Series(int year) => string.Create(CultureInfo.InvariantCulture, $"{force.Policy.Profile.AssignedPrefix}-{year:00}");
}

/// <summary>Names of enumerations without making a text each time.</summary>
internal static class Words
{
    public static string Of<T>(T value)
        where T : struct, Enum => Names<T>.All[value];

    private static class Names<T>
        where T : struct, Enum
    {
        public static readonly Dictionary<T, string> All = Enum.GetValues<T>().ToDictionary(v => v, v => v.ToString());
    }
}
