using System.Globalization;

using DaCaseManagement.People;
using DaCaseManagement.People.Matching;

namespace DaCaseManagement.Tools.Matching;

/// <summary>Somebody who does not exist, in full: what reports say of them is drawn from this.</summary>
public sealed record InventedPerson(int Id, string Given, string Family, DateOnly Born, Gender Gender, string Phone, string House, string Street, string Town, string Postcode);

/// <summary>
/// A town's worth of invented people in households: couples, children, lodgers, and the traps (twins, a parent and child of one name, a shared number).
/// Names come in the proportions of the United Kingdom, with a long tail of made-up ones. Seeded.
/// </summary>
public sealed class InventedPeople
{
    private static readonly HashSet<string> Women = [.. ("SARAH SUSAN EMMA LAURA REBECCA MARGARET ELIZABETH CLAIRE LISA NICOLA JULIE KAREN HELEN CHARLOTTE RACHEL HANNAH AMY KATIE JESSICA VICTORIA CATHERINE JENNIFER GEMMA KELLY SAMANTHA CHLOE LAUREN SOPHIE EMILY OLIVIA LUCY ANNE MARY PATRICIA LINDA CHRISTINE DEBORAH JACQUELINE TRACEY SHARON JANE MICHELLE LOUISE JOANNE AMANDA ANGELA LYNN WENDY DAWN DONNA KERRY KIRSTY STACEY NATALIE DANIELLE BETHANY MEGAN MOLLY GRACE HOLLY JADE SHANNON PAIGE GEORGIA ELLIE ABIGAIL DOROTHY JOAN JEAN DOREEN JOYCE BARBARA SHEILA MAUREEN PAULINE BRENDA SYLVIA SANDRA CAROL JANET GILLIAN DIANE MARION EILEEN IRENE KATHLEEN JOSEPHINE THERESA BRIDGET SIOBHAN HEATHER FIONA ALISON LORRAINE MELANIE KATE ANNA MARIA MARIE FRANCESCA NAOMI ZOE LEANNE KIMBERLEY HAYLEY STEPHANIE KATHERINE JULIA ALICE ELEANOR ISABELLA AMELIA FREYA DAISY POPPY LILY EVIE RUBY FATIMA AISHA ZAINAB KHADIJA NASREEN SHAZIA RUKSANA PRIYA ANJALI HARPREET KATARZYNA AGNIESZKA IOANA ELENA AMA ABENA MEI").Split(' ')];
    private static readonly string[] Heads = ["Ash", "Black", "Cald", "Dun", "Ever", "Fair", "Gars", "Hather", "Ing", "Kirk", "Lang", "Merri", "North", "Ok", "Pem", "Quar", "Rad", "Sel", "Thorn", "Under", "Whit", "Yard", "Bram", "Crow", "Eller", "Fen", "Gold", "Hazel", "Loch", "Mar"];
    private static readonly string[] Tails = ["ley", "worth", "by", "thwaite", "field", "bury", "stone", "wick", "dale", "more", "shaw", "combe", "den", "grave", "ings", "mere", "nall", "rick", "sby", "tree", "well", "yer", "croft", "man", "ridge", "son", "ster", "water", "wood", "ton"];
    private static readonly string[] Kinds = ["Street", "Road", "Avenue", "Lane", "Close", "Drive", "Crescent", "Court"];
    private static readonly string[] CommonStreets = ["High Street", "Church Road", "Station Road", "Mill Lane", "Victoria Road", "Park Avenue", "Green Lane", "Manor Road"];

    private readonly Random random;
    private readonly (string Name, double UpTo)[] men;
    private readonly (string Name, double UpTo)[] women;
    private readonly (string Name, double UpTo)[] families;
    private readonly string[] tail;
    private readonly List<InventedPerson> people = [];
    private int number;

    public InventedPeople(int seed, int atLeast)
    {
        random = new Random(seed);
        var given = Frequencies.Default.Values["given"];
        women = Ladder(given.Where(g => Women.Contains(g.Key)));
        men = Ladder(given.Where(g => !Women.Contains(g.Key)));
        families = Ladder(Frequencies.Default.Values["family"].Select(f => KeyValuePair.Create(f.Key, f.Value * 1.6)));
        tail = [.. Heads.SelectMany(h => Tails.Select(t => h + t))];
        while (people.Count < atLeast)
        {
            Household();
        }
    }

    public IReadOnlyList<InventedPerson> People => people;

    public InventedPerson Elsewhere(InventedPerson person)
    {
        var (house, street, town, postcode) = Place();
        return person with { House = house, Street = street, Town = town, Postcode = postcode };
    }

    public string NewPhone() => "+447" + (100_000_000 + (((long)++number * 7_919_317) % 899_999_999)).ToString(CultureInfo.InvariantCulture);

    public string NewFamily() => random.NextDouble() * 1.1 < families[^1].UpTo ? Drawn(families) : Made();

    private void Household()
    {
        var (house, street, town, postcode) = Place();
        var (family, adults) = (NewFamily(), random.Next(1, 3));
        var phone = NewPhone();
        var oldest = random.Next(1945, 2004);
        InventedPerson Add(string given, string name, DateOnly born, Gender gender, bool shared)
        {
            var person = new InventedPerson(people.Count, given, name, born, gender, shared ? phone : NewPhone(), house, street, town, postcode);
            people.Add(person);
            return person;
        }

        var man = random.Next(2) == 0;
        var first = Add(NewGiven(man), family, Day(oldest, 0), man ? Gender.Male : Gender.Female, true);
        if (adults == 2)
        {
            var other = random.NextDouble() < 0.95 ? !man : man;
            Add(NewGiven(other), random.NextDouble() < 0.6 ? family : NewFamily(), Day(oldest, 8), other ? Gender.Male : Gender.Female, random.NextDouble() < 0.25);
        }

        for (var child = random.Next(0, 3); child > 0; child--)
        {
            var boy = random.Next(2) == 0;
            var born = Day(oldest + 26, 9);
            var named = boy == man && random.NextDouble() < 0.04 ? first.Given : NewGiven(boy);
            var one = Add(named, family, born, boy ? Gender.Male : Gender.Female, random.NextDouble() < 0.3);
            if (random.NextDouble() < 0.03)
            {
                var twinBoy = random.NextDouble() < 0.7 ? boy : !boy;
                Add(NewGiven(twinBoy), family, one.Born, twinBoy ? Gender.Male : Gender.Female, random.NextDouble() < 0.3);
            }
        }
    }

    private (string House, string Street, string Town, string Postcode) Place()
    {
        var town = random.Next(40);
        var street = random.NextDouble() < 0.08 ? CommonStreets[random.Next(CommonStreets.Length)] : tail[random.Next(tail.Length)] + " " + Kinds[random.Next(Kinds.Length)];
        var house = random.Next(1, 90);
        // A postcode is some fifteen doors of one street in one town.
        var code = Fold($"{street}|{town}|{house / 15}");
        var postcode = $"WM{(town % 20) + 1} {code % 10}{(char)('A' + (code / 10 % 26))}{(char)('A' + (code / 260 % 26))}";
        return (house.ToString(CultureInfo.InvariantCulture), street, Towns(town), postcode);
    }

    private static int Fold(string text) => text.Aggregate(17, (hash, c) => unchecked((hash * 31) + c) & 0x7fffffff);

    private string Towns(int town) => tail[(town * 23) % tail.Length] + " Marsh";

    private string NewGiven(bool man) => Drawn(man ? men : women);

    private string Made() => tail[(int)(Math.Pow(random.NextDouble(), 1.5) * tail.Length)];

    private DateOnly Day(int from, int years) => new DateOnly(Math.Min(from, 2012), 1, 1).AddDays(random.Next(365 * (years + 1)));

    private string Drawn((string Name, double UpTo)[] ladder)
    {
        var dice = random.NextDouble() * ladder[^1].UpTo;
        var name = Array.Find(ladder, l => l.UpTo >= dice).Name;
        return name[..1] + name[1..].ToLowerInvariant();
    }

    private static (string, double)[] Ladder(IEnumerable<KeyValuePair<string, double>> shares)
    {
        var sum = 0.0;
        return [.. shares.OrderBy(s => s.Key, StringComparer.Ordinal).Select(s => (s.Key, sum += s.Value))];
    }
}
