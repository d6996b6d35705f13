namespace DaCaseManagement.IntegrationTests.Security;

/// <summary>What nobody should type and somebody will.</summary>
/// <param name="Encoded">As it goes over the wire, where that cannot be made from the text.</param>
/// <param name="ComesBack">False for what no page can hold.</param>
internal sealed record Hostile(string Name, string Value, string? Encoded = null, bool ComesBack = true)
{
    /// <summary>Where this stands in a page as it is, somebody's browser would run it.</summary>
    public const string Script = "<script>steal('dacase')</script>";

    public static readonly IReadOnlyList<Hostile> Texts =
    [
        new("script", "\"'>" + Script),
        new("attribute", "\" onmouseover=\"steal('dacase')\" x=\""),
        new("100,000 characters", new string('w', 100_000)),
        new("emoji", "👩‍👧‍👦 🚨 Ωmega ünï"),
        new("right to left", "\u202Eمرحبا שלום\u202C"),
        new("SQL", "'; DROP TABLE Incidents; --"),
        new("SQL wildcards", "%_[a-z]*?"),
        new("template", "{{7*7}} ${7*7} @(7*7) %s%n {0}"),
        new("NUL", "a\0b", "a%00b", ComesBack: false),
        new("lone surrogate", "", "a%ED%A0%80b", ComesBack: false),
        new("bad UTF-8", "", "%FF%FE%C0%AF", ComesBack: false),
        new("control characters", "\u0001\u001b[31m", ComesBack: false),
        new("line breaks", "one\r\nSet-Cookie: dacase=x\r\ntwo", ComesBack: false),
        new("spaces", "   ", ComesBack: false),
        new("empty", "", ComesBack: false),
        new("date", "31/02/2026"),
        new("huge date", "9999-99-99T99:99"),
        new("number", "-1"),
        new("huge number", "99999999999999999999999"),
        new("not a number", "1e309"),
        new("path", "../../../../etc/passwd"),
    ];

    public static readonly IReadOnlyList<Hostile> Tampered =
    [
        new("not a guid", "zzzzzzzz-not-a-guid"),
        new("another guid", "4f3c1c4e-8f1f-4d7c-9a56-0f4d3f0a9b11"),
        new("negative id", "-1"),
        new("zero", "0"),
        new("largest id", "9223372036854775807"),
        new("huge number", "99999999999999999999999"),
        new("not a choice", "Nonsense"),
        new("number of a choice", "99"),
        new("script", "\"'>" + Script),
        new("empty", ""),
        new("NUL", "a\0b", "a%00b", ComesBack: false),
    ];

    public string OnTheWire => Encoded ?? Uri.EscapeDataString(Value);
}
