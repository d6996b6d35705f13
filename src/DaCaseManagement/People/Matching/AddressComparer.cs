namespace DaCaseManagement.People.Matching;

/// <summary>The best agreement of any two addresses. One field, because house, street, town and postcode are not independent evidence.</summary>
internal sealed class AddressComparer() : Comparer(Matching.Fields.Address)
{
    public override void Compare(PreparedPerson a, PreparedPerson b, Span<Compared> into)
    {
        for (var i = 0; i < a.Addresses.Length; i++)
        {
            for (var j = 0; j < b.Addresses.Length; j++)
            {
                var level = Level(a.Addresses[i], b.Addresses[j]);
                if (level > 0 && (into[0].Level == 0 || level < into[0].Level))
                {
                    into[0] = new(level, 0, a.Facts.Addresses[i].AsTyped, b.Facts.Addresses[j].AsTyped);
                }
            }
        }
    }

    public static byte Level(PreparedAddress a, PreparedAddress b)
    {
        var (house, street, town, postcode) = (a.House.Compare(b.House), a.Street.Compare(b.Street), a.Town.Compare(b.Town), a.Postcode.Compare(b.Postcode));
        var samePostcode = postcode == NameLevel.Same;
        var sameHouse = house == NameLevel.Same;
        var sameStreet = Near(street);
        if (!(a.House.Known || a.Street.Known || a.Postcode.Known) || !(b.House.Known || b.Street.Known || b.Postcode.Known))
        {
            return 0;
        }

        // Nothing that both know can tell these two apart or bring them together.
        if (street == NameLevel.NotKnown && postcode == NameLevel.NotKnown)
        {
            return 0;
        }

        if (sameHouse && (sameStreet || (street == NameLevel.NotKnown && samePostcode)))
        {
            var placed = samePostcode || (postcode is NameLevel.NotKnown or NameLevel.OneLetter && Near(town));
            var elsewhere = postcode is not (NameLevel.Same or NameLevel.NotKnown or NameLevel.OneLetter) || (postcode == NameLevel.NotKnown && town == NameLevel.Different);
            return placed && a.Flat == b.Flat ? (byte)1 : elsewhere ? (byte)5 : (byte)2;
        }

        return samePostcode ? (byte)3 : sameStreet && Near(town) ? (byte)4 : (byte)5;
    }

    private static bool Near(NameLevel level) => level is NameLevel.Same or NameLevel.Variant or NameLevel.OneLetter or NameLevel.TwoLetters;
}
