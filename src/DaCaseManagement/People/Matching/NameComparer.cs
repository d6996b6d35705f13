namespace DaCaseManagement.People.Matching;

/// <summary>The best agreement of any two names, straight or with given and family name the other way round.</summary>
internal sealed class NameComparer() : Comparer(Matching.Fields.Given, Matching.Fields.Family, Matching.Fields.Order)
{
    // Only to choose between pairs of names; the evidence itself comes from the weights.
    private static readonly int[] Worth = [0, 100, 85, 75, 50, 45, 25, 20, -50];
    private const int Swapped = 70;

    public override void Compare(PreparedPerson a, PreparedPerson b, Span<Compared> into)
    {
        var best = (Worth: int.MinValue, Chance: 0.0, Given: 0.0, Levels: 0);
        foreach (var one in a.Names)
        {
            foreach (var other in b.Names)
            {
                var (given, family) = (one.Given.Compare(other.Given), one.Family.Compare(other.Family));
                var straight = Worth[(int)given] + Worth[(int)family];
                Offer(straight, Of(given, one.Given, other.Given), Of(family, one.Family, other.Family), 1, into);
                if (straight < Worth[(int)NameLevel.Same])
                {
                    var (first, second) = (one.Given.Compare(other.Family), one.Family.Compare(other.Given));
                    var (x, y) = (Of(first, one.Given, other.Family), Of(second, one.Family, other.Given));
                    var ordered = (x.Level, x.Frequency).CompareTo((y.Level, y.Frequency)) <= 0;
                    Offer(Worth[(int)first] + Worth[(int)second] - Swapped, ordered ? x : y, ordered ? y : x, 2, into);
                }
            }
        }

        void Offer(int worth, Compared given, Compared family, byte order, Span<Compared> seen)
        {
            // Of equally good pairs the rarest, and then by level, so that the order in which names were learnt changes nothing.
            var mine = (worth, -(given.Frequency + family.Frequency), -given.Frequency, -((given.Level * 100) + (family.Level * 10) + order));
            if (mine.CompareTo(best) > 0)
            {
                best = mine;
                (seen[0], seen[1], seen[2]) = (given, family, new(order, 0, "", ""));
            }
        }

        if (best.Worth == int.MinValue || (into[0].Level == 0 && into[1].Level == 0))
        {
            into[2] = default;
        }
    }
}
