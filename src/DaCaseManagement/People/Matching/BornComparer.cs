namespace DaCaseManagement.People.Matching;

/// <summary>Dates of birth: exact, slipped, swapped, or known only in part.</summary>
internal sealed class BornComparer() : Comparer(Matching.Fields.Born)
{
    /// <summary>Years between a parent and a child.</summary>
    public const int Generation = 14;

    public override void Compare(PreparedPerson a, PreparedPerson b, Span<Compared> into)
    {
        if (a.Born.Known && b.Born.Known)
        {
            into[0] = new(Level(a.Born, b.Born), 0, a.Born.InWords(), b.Born.InWords());
        }
    }

    public static byte Level(PreparedBirth a, PreparedBirth b)
    {
        if (!a.Known || !b.Known)
        {
            return 0;
        }

        if ((a.Full || a.Year == 0) && (b.Full || b.Year == 0))
        {
            return Digits(a, b);
        }

        if (a.Year == 0 || b.Year == 0)
        {
            return 0;
        }

        var years = Math.Abs(a.Year - b.Year);
        if (years == 0)
        {
            return a.Month == 0 || b.Month == 0 ? (byte)6 : a.Month == b.Month ? (byte)5 : (byte)9;
        }

        var loose = a.Estimated || b.Estimated ? 5 : a.Month == 0 || b.Month == 0 ? 2 : 0;
        return years <= loose ? (byte)7 : years >= Generation && !Slipped(a, b) ? (byte)10 : (byte)9;
    }

    /// <summary>The years differ by one digit that was mistyped, or two that changed places.</summary>
    public static bool Slipped(PreparedBirth a, PreparedBirth b) => a.Full && b.Full
        ? a.Month == b.Month && a.Day == b.Day && Similar.Edits(a.Digits, b.Digits, 1) <= 1
        : a.Digits.Length >= 4 && b.Digits.Length >= 4 && Similar.Edits(a.Digits.AsSpan(0, 4), b.Digits.AsSpan(0, 4), 1) <= 1;

    private static byte Digits(PreparedBirth a, PreparedBirth b)
    {
        if (a.Digits == b.Digits)
        {
            return 1;
        }

        var edits = Similar.Edits(a.Digits, b.Digits, 2);
        if (edits == 1)
        {
            return 2;
        }

        if (a.Full && b.Full && a.Year == b.Year && a.Month == b.Day && a.Day == b.Month)
        {
            return 3;
        }

        if (a.Full && b.Full && (a.Year == b.Year ? 1 : 0) + (a.Month == b.Month ? 1 : 0) + (a.Day == b.Day ? 1 : 0) == 2)
        {
            return 4;
        }

        return edits == 2 ? (byte)8 : a.Full && b.Full && Math.Abs(a.Year - b.Year) >= Generation ? (byte)10 : (byte)9;
    }
}
