namespace DaCaseManagement.People.Matching;

internal sealed class GenderComparer() : Comparer(Matching.Fields.Gender)
{
    public override void Compare(PreparedPerson a, PreparedPerson b, Span<Compared> into)
    {
        var (one, other) = (a.Facts.Gender, b.Facts.Gender);
        if (one == Gender.Unknown || other == Gender.Unknown)
        {
            return;
        }

        // Only male and female contradict each other: what else was recorded may be how it was asked.
        if (one == other || (one is Gender.Male or Gender.Female && other is Gender.Male or Gender.Female))
        {
            into[0] = new(one == other ? (byte)1 : (byte)2, 0, one.ToString(), other.ToString());
        }
    }
}

/// <summary>Any number in common.</summary>
internal sealed class PhoneComparer() : Comparer(Matching.Fields.Phone)
{
    public override void Compare(PreparedPerson a, PreparedPerson b, Span<Compared> into)
    {
        byte best = 0;
        foreach (var one in a.Facts.Phones)
        {
            foreach (var other in b.Facts.Phones)
            {
                var level = one == other ? (byte)1 : one.Length >= 9 && Similar.Edits(one, other, 1) == 1 ? (byte)2 : (byte)3;
                if (best == 0 || level < best)
                {
                    best = level;
                    into[0] = new(level, 0, one, other);
                }
            }
        }
    }
}

internal sealed class NumberComparer() : Comparer(Matching.Fields.Number)
{
    public override void Compare(PreparedPerson a, PreparedPerson b, Span<Compared> into)
    {
        if (a.Number.Length > 0 && b.Number.Length > 0)
        {
            var edits = Similar.Edits(a.Number, b.Number, 2);
            into[0] = new((byte)(1 + edits), 0, a.Number, b.Number);
        }
    }
}

/// <summary>One value of the address by itself, for files whose parts are independent of each other.</summary>
internal sealed class PlainComparer(Field field, Func<PreparedAddress, Term> part) : Comparer(field)
{
    public override void Compare(PreparedPerson a, PreparedPerson b, Span<Compared> into)
    {
        foreach (var one in a.Addresses)
        {
            foreach (var other in b.Addresses)
            {
                var level = part(one).Compare(part(other));
                if (level != NameLevel.NotKnown && (into[0].Level == 0 || (byte)level < into[0].Level))
                {
                    into[0] = Of(level, part(one), part(other));
                }
            }
        }
    }
}

/// <summary>Street and locality of a file, straight or the other way round.</summary>
internal sealed class StreetComparer() : Comparer(Matching.Fields.Street, Matching.Fields.Locality, Matching.Fields.PlaceOrder)
{
    private static readonly int[] Worth = [0, 100, 90, 80, 60, 50, 10, 20, -50];

    public override void Compare(PreparedPerson a, PreparedPerson b, Span<Compared> into)
    {
        if (a.Addresses.Length == 0 || b.Addresses.Length == 0)
        {
            return;
        }

        var (one, other) = (a.Addresses[0], b.Addresses[0]);
        var (street, place) = (one.Street.Compare(other.Street), one.Locality.Compare(other.Locality));
        (into[0], into[1], into[2]) = (Of(street, one.Street, other.Street), Of(place, one.Locality, other.Locality), street == NameLevel.NotKnown && place == NameLevel.NotKnown ? default : new(1, 0, "", ""));
        if (Worth[(int)street] + Worth[(int)place] >= 50)
        {
            return;
        }

        var (first, second) = (one.Street.Compare(other.Locality), one.Locality.Compare(other.Street));
        if (Worth[(int)first] + Worth[(int)second] - 40 > Worth[(int)street] + Worth[(int)place])
        {
            var better = (first <= second && first != NameLevel.NotKnown) || second == NameLevel.NotKnown;
            var (x, y) = (Of(first, one.Street, other.Locality), Of(second, one.Locality, other.Street));
            (into[0], into[1], into[2]) = (better ? x : y, better ? y : x, new(2, 0, "", ""));
        }
    }
}
