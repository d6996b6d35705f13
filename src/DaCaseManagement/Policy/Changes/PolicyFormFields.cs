using System.Globalization;
using System.Text.Json.Nodes;

namespace DaCaseManagement.Policy.Changes;

/// <summary>One setting between the profile and what stands in a form. Pure.</summary>
internal static class PolicyFormFields
{
    /// <summary>What the form shows of a value.</summary>
    public static string[] Show(PolicyField field, JsonNode? value) => field.Kind switch
    {
        FieldKind.Present => value is null ? [] : ["true"],
        FieldKind.YesNo => value?.GetValue<bool>() == true ? ["true"] : [],
        FieldKind.Either => value is null ? [""] : [value.GetValue<bool>() ? "true" : "false"],
        FieldKind.Lines => [string.Join('\n', Texts(value))],
        FieldKind.Codes => [string.Join(", ", Texts(value))],
        FieldKind.Ticks or FieldKind.OptionalTicks or FieldKind.Sequence => Texts(value),
        _ => [value is null ? "" : value.GetValueKind() == System.Text.Json.JsonValueKind.String ? value.GetValue<string>() : value.ToJsonString()],
    };

    /// <summary>What was typed as a value, or what is wrong with it.</summary>
    public static (JsonNode? Value, string? Error) Read(PolicyField field, string[] typed)
    {
        var one = typed.Length == 0 ? "" : typed[0].ReplaceLineEndings("\n").Trim();
        var many = typed.Select(t => t.Trim()).Where(t => t.Length > 0).ToArray();
        return field.Kind switch
        {
            FieldKind.YesNo => (one == "true", null),
            FieldKind.Either => one switch { "" => (null, null), "true" => (true, null), "false" => (false, null), _ => (null, "Choose one of the answers") },
            FieldKind.OptionalNumber when one.Length == 0 => (null, null),
            FieldKind.Number or FieldKind.OptionalNumber => int.TryParse(one, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? (number, null) : (null, "Enter a whole number"),
            FieldKind.Decimal => double.TryParse(one, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var real) && double.IsFinite(real) ? (real, null) : (null, "Enter a number, such as 0.5"),
            FieldKind.Text when one.Length == 0 => ("", null),
            FieldKind.Line or FieldKind.Text => one.Length == 0 ? (null, "Enter a text") : one.Length > 2_000 ? (null, "Use 2,000 characters or fewer") : (one, null),
            FieldKind.Lines => (Array(one.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)), null),
            FieldKind.Codes => (Array(one.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)), null),
            FieldKind.OptionalChoice when one.Length == 0 => (null, null),
            FieldKind.Choice or FieldKind.OptionalChoice => Enum.GetNames(field.Values!).Contains(one) ? (one, null) : (null, "Choose one of the list"),
            FieldKind.OptionalTicks when many.Length == 0 => (null, null),
            FieldKind.Ticks or FieldKind.OptionalTicks or FieldKind.Sequence => many.All(m => Enum.GetNames(field.Values!).Contains(m)) ? (Array(many), null) : (null, "Choose from the list"),
            _ => throw new ArgumentOutOfRangeException(nameof(field)),
        };
    }

    private static string[] Texts(JsonNode? list) => [.. ((JsonArray?)list ?? []).Select(n => n!.GetValue<string>())];

    private static JsonArray Array(IEnumerable<string> texts) => [.. texts.Distinct().Select(t => JsonValue.Create(t))];
}
