namespace DaCaseManagement.People.Matching;

/// <summary>One value made ready for comparing: its letters without spaces, its words, its sound. Compared by level (see <see cref="Compare"/>).</summary>
public sealed class Term
{
    public static readonly Term None = new("", "", "", 1, []);

    private readonly int[] variants;
    private readonly string spelling;
    private readonly ulong letters;

    private Term(string typed, string key, string sound, double frequency, int[] variants)
    {
        (AsTyped, Sound, Frequency, this.variants) = (typed, sound, frequency, variants);
        Words = key.Length == 0 ? [] : key.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Text = string.Concat(Words);
        Text = Text.Length <= Similar.Longest ? Text : Text[..Similar.Longest];
        spelling = NameVariants.Spelling(Text);
        foreach (var c in Text)
        {
            letters |= 1UL << (c & 63);
        }
    }

    public string AsTyped { get; }

    /// <summary>Capitals and digits, closed up.</summary>
    public string Text { get; }

    public string[] Words { get; }

    public string Sound { get; }

    /// <summary>The share of people who have this value, 0 to 1.</summary>
    public double Frequency { get; }

    public bool Known => Text.Length > 0;

    internal static Term Given(string? typed, double frequency) => Normalise.Name(typed) is { Length: > 0 } key
        ? new(typed!.Trim(), key, Phonetic.Key(key), frequency, Variants(key, NameVariants.Given)) : None;

    internal static Term Family(string? typed, double frequency) => Normalise.Name(typed) is { Length: > 0 } key
        ? new(typed!.Trim(), key, Phonetic.Key(key), frequency, [.. Variants(key, NameVariants.Family).Select(v => -1 - v)]) : None;

    internal static Term Plain(string? key, double frequency) => string.IsNullOrWhiteSpace(key) ? None : new(key, key, "", frequency, []);

    /// <summary>The level at which two values agree; <see cref="NameLevel.NotKnown"/> when either is empty.</summary>
    public NameLevel Compare(Term other)
    {
        if (!Known || !other.Known)
        {
            return NameLevel.NotKnown;
        }

        if (ReferenceEquals(this, other) || Text == other.Text)
        {
            return NameLevel.Same;
        }

        if (Text.Length == 1 || other.Text.Length == 1)
        {
            return Text[0] == other.Text[0] ? NameLevel.Initial : NameLevel.Different;
        }

        if (variants.Length > 0 && other.variants.Length > 0 && variants.AsSpan().IndexOfAny(other.variants) >= 0)
        {
            return NameLevel.Variant;
        }

        var (shorter, longer) = Text.Length <= other.Text.Length ? (Text, other.Text) : (other.Text, Text);
        // Two edits change at most four letters of the set.
        var apart = System.Numerics.BitOperations.PopCount(letters ^ other.letters);
        var edits = apart > 4 ? 3 : Similar.Edits(Text, other.Text, 2);
        if (edits == 1 && longer.Length >= 3)
        {
            return NameLevel.OneLetter;
        }

        if (spelling == other.spelling)
        {
            return NameLevel.Variant;
        }

        if (edits == 2 && shorter.Length >= 5)
        {
            return NameLevel.TwoLetters;
        }

        if (Shared(other))
        {
            return NameLevel.Part;
        }

        if (shorter.Length >= 3 && longer.StartsWith(shorter, StringComparison.Ordinal))
        {
            return NameLevel.Part;
        }

        if (apart > 9)
        {
            return NameLevel.Different;
        }

        var likeness = Similar.JaroWinkler(Text, other.Text);
        return likeness >= 0.90 ? NameLevel.TwoLetters : likeness >= 0.80 || (Sound.Length >= 3 && Sound == other.Sound) ? NameLevel.Alike : NameLevel.Different;
    }

    private bool Shared(Term other)
    {
        if (Words.Length == 1 && other.Words.Length == 1)
        {
            return false;
        }

        foreach (var word in Words)
        {
            if (word.Length >= 3 && Array.IndexOf(other.Words, word) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    private static int[] Variants(string key, Func<string, int[]> of) => key.Contains(' ') ? [.. of(key.Split(' ')[0]), .. of(key.Replace(" ", "", StringComparison.Ordinal))] : of(key);
}

/// <summary>How two names agree, best first.</summary>
public enum NameLevel : byte
{
    NotKnown,
    Same,
    Variant,
    OneLetter,
    TwoLetters,
    Part,
    Initial,
    Alike,
    Different,
}
