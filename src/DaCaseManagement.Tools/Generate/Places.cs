using System.Globalization;

using DaCaseManagement.People.Matching;

namespace DaCaseManagement.Tools.Generate;

/// <summary>A front door in the county. What was typed, and the keys the application finds it under.</summary>
internal sealed record Dwelling(string Typed, string PlaceKey, string Postcode, int Area, KnownAddress Known);

/// <summary>The invented county of Westmarch: towns by size, streets whose names repeat from town to town as they do, postcodes of an area (WM) that does not exist.</summary>
internal sealed class Places
{
    private const int Towns = 64, StreetNames = 12_000, HousesToAPostcode = 30;
    private const string PostcodeLetters = "ABDEFGHJLNPQRSTUWXYZ";

    private readonly Weighted<Street> streets;

    public Places(Lots lots, int areas)
    {
        var names = new Weighted<string>(Names().Take(StreetNames).Select((name, i) => (name, 1 / Math.Pow(i + 3, 0.75))));
        var all = new List<Street>();
        for (var town = 0; town < Towns; town++)
        {
            var name = TownFirst[town % TownFirst.Length] + TownLast[town * 5 / TownFirst.Length % TownLast.Length];
            foreach (var street in Enumerable.Range(0, 40 + (7_000 / (town + 4))).Select(_ => names.Draw(lots)).Distinct(StringComparer.Ordinal))
            {
                all.Add(new Street(street, Normalise.Address(street)!, name, town + 1, all.Count, lots.Between(20, 160), town % areas, KnownAddress.Parse($"1 {street}, {name}")));
            }
        }

        streets = new Weighted<Street>(all.Select(s => (s, (double)s.Houses)));
    }

    public Dwelling Draw(Lots lots)
    {
        var street = streets.Draw(lots);
        var house = lots.Between(1, street.Houses);
        var flat = lots.Chance(0.14) ? lots.Between(1, 12) : 0;
        var number = street.First + (house / HousesToAPostcode);
        var postcode = string.Create(CultureInfo.InvariantCulture, $"WM{street.District} {number / 400 % 10}{PostcodeLetters[number / 20 % 20]}{PostcodeLetters[number % 20]}");
        var door = house.ToString(CultureInfo.InvariantCulture);
        var flatNumber = flat.ToString(CultureInfo.InvariantCulture);
        var typed = (flat > 0 ? $"Flat {flatNumber}, " : "") + $"{door} {street.Name}, {street.Town}, {postcode}";
        var words = street.Key.Split(' ');
        var key = (flat > 0 ? $"FLAT {flatNumber} " : "") + door + " " + string.Join(' ', words.Take(2));
        return new Dwelling(typed, key, postcode, street.Area, street.Known with { Flat = flat > 0 ? flatNumber : null, House = door, Postcode = postcode, AsTyped = typed });
    }

    private static IEnumerable<string> Names()
    {
        foreach (var name in new[] { "High Street", "Station Road", "Church Road", "Park Road", "Mill Lane", "The Green", "Main Street", "Victoria Road", "London Road", "Church Street", "Queen Street", "New Road", "Manor Road", "King Street" })
        {
            yield return name;
        }

        foreach (var ending in Endings)
        {
            for (var i = 0; i < StreetFirst.Length * Kinds.Length; i++)
            {
                yield return StreetFirst[i % StreetFirst.Length] + ending + " " + Kinds[((i / StreetFirst.Length) + (i * 3)) % Kinds.Length];
            }
        }
    }

    private static readonly string[] Kinds = ["Road", "Street", "Avenue", "Close", "Lane", "Drive", "Crescent", "Gardens", "Place", "Court", "Way", "Terrace", "Grove", "Walk", "Rise"];

    private static readonly string[] Endings = ["", "field", "dale", "brook", "ford"];

    private static readonly string[] TownFirst = ["Ald", "Bram", "Cold", "Drax", "Elm", "Fern", "Gris", "Hol", "Ing", "Kel", "Lang", "Mer", "Nether", "Ost", "Pen", "Quen", "Rush", "Stain", "Thorl", "Ulver", "Wether", "Yox"];

    private static readonly string[] TownLast = ["march", "by", "wick", "mouth", "minster"];

    private static readonly string[] StreetFirst = [.. ("Abbey Acacia Albert Albion Alder Alexandra Alma Almond Apple Arundel Ash Aspen Balmoral Bank Barley Beacon Beech Belmont Birch Bishops Blenheim Bluebell Boundary Bramble Bridge Broad Brook Buckingham Burton Cambridge Castle Cedar Central Chandlers Chapel Chatsworth Cherry Chester Chestnut Clarence Clifton Coach Colliers Common Coronation Cowper Crescent Cross Cypress Dale Dean Derby Devon Douglas Dover Dukes Durham Eden Edward Elm Elmfield Fairfield Farm Fern Field Forge Foundry Fountain Foxglove Fulmar Furze Garden George Gladstone Glebe Gloucester Grange Granville Greenfield Grosvenor Hadrian Hamilton Harbour Harcourt Hawthorn Hazel Heath Henley Heron Highfield Hillside Holly Holme Home Horseshoe Ivy James Jubilee Juniper Keats Kent Kestrel Kiln Kings Kingsley Laburnum Ladywell Lancaster Larch Larkspur Laurel Lavender Leicester Lime Lincoln Linden Lodge Long Lower Manor Maple Marine Market Marlborough Marsh Maypole Meadow Melbourne Mill Milton Moor Mount Myrtle Nelson Newton Nightingale Norfolk Northgate Nursery Oak Oaklands Old Orchard Osprey Oxford Paddock Park Parsonage Pasture Pear Pine Plover Poplar Primrose Princess Priory Quarry Queens Railway Rectory Redwood Regent Richmond Ridge River Robin Ropewalk Rosemary Rowan Russell Rydal Salisbury Sandringham School Sherwood Somerset South Spencer Spring Stanley Stirling Stone Suffolk Summer Surrey Sussex Sycamore Tanners Temple Tennyson Thirlmere Thistle Trafalgar Trinity Tudor Union Upper Vale Valley Vicarage Victoria Vine Walnut Warwick Water Waterloo Waverley Well Wellington Westgate Wharf Wheat Willow Windermere Windmill Windsor Woodland Woodside Wren Wyvern Yarrow Yew York").Split(' ')];

    /// <param name="Known">The street and the town as the application takes them apart.</param>
    /// <param name="First">Keeps the postcodes of one street together and apart from others'.</param>
    private sealed record Street(string Name, string Key, string Town, int District, int Index, int Houses, int Area, KnownAddress Known)
    {
        public int First => Index * 6;
    }
}
