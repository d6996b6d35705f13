namespace DaCaseManagement.People.Matching;

/// <summary>Every field there is. A schema chooses among them.</summary>
public static class Fields
{
    private static readonly string[] NameLevels = ["not known", "same", "variant", "one letter", "two letters", "part", "initial", "alike", "different"];
    private static readonly double[] NameRarity = [0, 1, 0.8, 0.6, 0.5, 0.5, 0, 0.2, 0];
    private static readonly double[] PlainRarity = [0, 1, 0.8, 0.6, 0.5, 0.4, 0, 0.2, 0];

    public static readonly Field Given = new("given", NameLevels, NameRarity, (level, a, b) => Wording.Name("Given name", level, a, b));
    public static readonly Field Family = new("family", NameLevels, NameRarity, (level, a, b) => Wording.Name("Family name", level, a, b));
    public static readonly Field Order = new("order", ["not known", "straight", "swapped"], [0, 0, 0], (level, _, _) => level == 2 ? "Given and family name the other way round" : "") { Turns = [Given, Family] };
    public static readonly Field Born = new("born", ["not known", "same", "one digit", "day and month swapped", "two of three", "month and year", "year", "near year", "two digits", "different", "a generation apart"], new double[11], Wording.Born);
    public static readonly Field Gender = new("gender", ["not known", "same", "different"], new double[3], (level, a, b) => level == 1 ? "Same gender" : $"Gender different ({a} / {b})");
    public static readonly Field Phone = new("phone", ["not known", "same", "one digit", "different"], new double[4], Wording.Phone);
    public static readonly Field Address = new("address", ["not known", "same", "same house", "same postcode", "same street", "different"], new double[6], Wording.Address);
    public static readonly Field Number = new("number", ["not known", "same", "one digit", "two digits", "different"], new double[5], Wording.Number);
    public static readonly Field House = new("house", NameLevels, PlainRarity, (level, a, b) => Wording.Name("House", level, a, b));
    public static readonly Field Street = new("street", NameLevels, PlainRarity, (level, a, b) => Wording.Name("Street", level, a, b));
    public static readonly Field Locality = new("locality", NameLevels, PlainRarity, (level, a, b) => Wording.Name("Locality", level, a, b));
    public static readonly Field PlaceOrder = new("place order", ["not known", "straight", "swapped"], [0, 0, 0], (level, _, _) => level == 2 ? "Street and locality the other way round" : "") { Turns = [Street, Locality] };
    public static readonly Field Town = new("town", NameLevels, PlainRarity, (level, a, b) => Wording.Name("Town", level, a, b));
    public static readonly Field Postcode = new("postcode", NameLevels, PlainRarity, (level, a, b) => Wording.Name("Postcode", level, a, b));
    public static readonly Field Region = new("region", NameLevels, PlainRarity, (level, a, b) => Wording.Name("Region", level, a, b));
}
