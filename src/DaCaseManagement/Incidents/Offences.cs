namespace DaCaseManagement.Incidents;

/// <param name="Serious">Goes to detectives at medium risk and above (RTE-3).</param>
public sealed record Offence(string Code, string Name, bool IsCrime, bool Serious);

/// <summary>Offences that are domestic abuse between connected people, and the non-crime incident. Configurable practice data, held from memory of the
/// counting rules: a force checks it before use.</summary>
public static class Offences
{
    public const string NonCrime = "NON-CRIME";

    public static readonly IReadOnlyList<Offence> All =
    [
        new(NonCrime, "No crime: domestic incident", false, false),
        new("COMMON-ASSAULT", "Common assault", true, false),
        new("ABH", "Assault occasioning actual bodily harm (s.47)", true, false),
        new("WOUNDING", "Wounding or grievous bodily harm (s.20)", true, true),
        new("GBH-INTENT", "Wounding or grievous bodily harm with intent (s.18)", true, true),
        new("HOMICIDE", "Homicide or attempted murder", true, true),
        new("STRANGULATION", "Non-fatal strangulation or suffocation (s.75A)", true, true),
        new("COERCIVE-CONTROL", "Controlling or coercive behaviour (s.76)", true, true),
        new("STALKING-2A", "Stalking (s.2A)", true, false),
        new("STALKING-4A", "Stalking with fear of violence or serious alarm (s.4A)", true, true),
        new("HARASSMENT", "Harassment", true, false),
        new("THREATS-TO-KILL", "Threats to kill", true, true),
        new("RAPE-SEXUAL", "Rape or sexual offence", true, true),
        new("CRIMINAL-DAMAGE", "Criminal damage", true, false),
        new("BURGLARY", "Burglary", true, false),
        new("FALSE-IMPRISONMENT", "False imprisonment or kidnap", true, true),
        new("MALICIOUS-COMMS", "Malicious communications", true, false),
        new("INTIMATE-IMAGES", "Intimate image offence", true, false),
        new("ORDER-BREACH", "Breach of an order or of bail", true, false),
        new("CHILD-CRUELTY", "Child cruelty", true, true),
        new("FORCED-MARRIAGE", "Forced marriage", true, true),
        new("FGM", "Female genital mutilation", true, true),
        new("WITNESS-INTIMIDATION", "Witness intimidation", true, true),
    ];

    public static Offence? Find(string? code) => All.FirstOrDefault(o => o.Code == code);
}
