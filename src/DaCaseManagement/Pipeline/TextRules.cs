using FluentValidation;

namespace DaCaseManagement.Pipeline;

/// <summary>The longest texts we keep, in UTF-16 units. Columns have the same lengths.</summary>
public static class Lengths
{
    public const int Name = 100;
    public const int Line = 200;
    public const int Note = 2_000;
    public const int Narrative = 10_000;
}

public static class TextRules
{
    /// <summary>No longer than <paramref name="most"/> and no control characters except line breaks and tabs. Emoji and right-to-left text are people's words: kept.</summary>
    public static IRuleBuilderOptions<T, string?> PlainText<T>(this IRuleBuilder<T, string?> rule, string what, int most) => rule
        .Must(text => Problem(text, what, most) is null)
        .WithMessage((_, text) => Problem(text, what, most) ?? "");

    /// <summary>As <see cref="PlainText"/>, and something must have been written.</summary>
    public static IRuleBuilderOptions<T, string?> RequiredText<T>(this IRuleBuilder<T, string?> rule, string ask, string what, int most) => rule
        .Must(text => !string.IsNullOrWhiteSpace(text) && Problem(text, what, most) is null)
        .WithMessage((_, text) => string.IsNullOrWhiteSpace(text) ? ask : Problem(text, what, most) ?? "");

    /// <summary>What is wrong with a text, or null.</summary>
    public static string? Problem(string? text, string what, int most) =>
        text is null ? null
        : text.Length > most ? $"{what} must be {most:N0} characters or fewer; this is {text.Length:N0}"
        : text.Any(c => char.IsControl(c) && c is not ('\r' or '\n' or '\t')) ? $"{what} contains a character that cannot be kept; type it again"
        : HasLoneSurrogate(text) ? $"{what} contains a broken character; type it again"
        : null;

    private static bool HasLoneSurrogate(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                i++;
            }
            else if (char.IsSurrogate(text[i]))
            {
                return true;
            }
        }

        return false;
    }
}
