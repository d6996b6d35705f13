namespace DaCaseManagement.Tools.Generate;

/// <summary>What is told on the telephone, and what it points to.</summary>
internal static class Accounts
{
    public static readonly string[] All =
    [
        "Caller says {s} came home drunk and has broken the kitchen door. {v} is upstairs with the children.",
        "{v} says {s} has taken her keys and telephone and will not let her leave. Line goes quiet twice.",
        "Neighbour reports shouting and a woman crying. It happens most weekends. Not known whether anybody is hurt.",
        "{s} has sent {v} more than forty messages since last night and is parked outside.",
        "{s} pushed {v} down the stairs. She has a bruise on the arm and does not want an ambulance.",
        "{v} wants to know what can be done about {s}, who checks her telephone and her bank account. Nothing has happened today.",
        "Argument over contact with the children. Both have calmed down. {s} has gone to a relative.",
        "{s} held {v} by the neck against the wall this morning. Her voice is hoarse.",
        "School reports that a child says {s} hits {v}. {v} has not been spoken to.",
        "{s} is back at the address although bail says he must not be.",
        "{v} has left {s} and he has found out where she is staying. She is afraid to go to work.",
        "{s} threatened to burn the house down with {v} in it. He has said so before.",
        "{v} rings about her grown-up son, {s}, who takes her money and has thrown a cup at her.",
        "Hospital reports injuries of {v} that do not fit the account given. {s} will not leave her alone with staff.",
    ];

    public static string Offence(double severity, double roll) => severity switch
    {
        > 0.72 => roll switch { < 0.24 => "STRANGULATION", < 0.4 => "WOUNDING", < 0.55 => "THREATS-TO-KILL", < 0.7 => "COERCIVE-CONTROL", < 0.8 => "STALKING-4A", < 0.88 => "RAPE-SEXUAL", < 0.94 => "GBH-INTENT", _ => "FALSE-IMPRISONMENT" },
        > 0.4 => roll switch { < 0.3 => "ABH", < 0.52 => "COMMON-ASSAULT", < 0.66 => "HARASSMENT", < 0.78 => "CRIMINAL-DAMAGE", < 0.86 => "STALKING-2A", < 0.93 => "ORDER-BREACH", _ => "MALICIOUS-COMMS" },
        _ => roll switch { < 0.62 => Incidents.Offences.NonCrime, < 0.86 => "COMMON-ASSAULT", < 0.94 => "CRIMINAL-DAMAGE", _ => "MALICIOUS-COMMS" },
    };

    /// <summary>How likely each prompt is answered yes; what is not asked or answered no leaves no row here.</summary>
    public static readonly (string Code, Func<Pair, double> Yes)[] Prompts =
    [
        ("safe-to-talk", _ => 0.8),
        ("suspect-here", p => 0.15 + (p.Severity * 0.3)),
        ("injured", p => p.Severity > 0.5 ? 0.25 : 0.03),
        ("weapons", p => p.Severity > 0.7 ? 0.2 : 0.01),
        ("children", p => p.Children.Length > 0 ? 0.8 : 0.01),
        ("strangled", p => p.Severity > 0.7 ? 0.2 : 0.005),
        ("threats", p => p.Severity * 0.4),
        ("before", p => p.Severity * 0.5),
        ("control", p => p.Severity * 0.4),
        ("separated", _ => 0.25),
    ];
}
