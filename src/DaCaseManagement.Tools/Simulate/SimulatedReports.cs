using DaCaseManagement.Incidents;
using DaCaseManagement.Tools.Generate;

namespace DaCaseManagement.Tools.Simulate;

/// <summary>Who rings about whom. Two in five calls are about people who have rung before.</summary>
internal sealed class SimulatedReports(Random random)
{
    private readonly List<Pair> known = [];

    public (Dictionary<string, string?> Fields, Pair Pair) Next(IReadOnlyList<long> areas)
    {
        var n = known.Count;
        var pair = n > 20 && random.NextDouble() < 0.4 ? known[random.Next(n)] : null;
        if (pair is null)
        {
            known.Add(pair = new Pair($"Victim{Letters(n)}", $"Suspect{Letters(n)}", $"{1 + random.Next(28)}/{1 + random.Next(12)}/{1950 + random.Next(57)}", $"07700 9{n % 100_000:D5}", $"{1 + (n % 400)} {Letters(n / 400)} Street"));
        }

        return (new Dictionary<string, string?>
        {
            ["channel"] = random.Next(3) == 0 ? nameof(Channel.NonEmergency101) : nameof(Channel.Emergency999),
            ["caller-number"] = pair.Phone,
            ["location"] = pair.Place,
            ["area"] = areas[random.Next(areas.Count)].ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["what-happened"] = "Told on the telephone.",
            ["offence"] = Accounts.Offence(random.NextDouble(), random.NextDouble()),
            ["response"] = random.Next(3) == 0 ? nameof(ResponseGrade.Immediate) : nameof(ResponseGrade.Priority),
            ["person.1.part"] = nameof(Part.Victim),
            ["person.1.given"] = "Ottilie",
            ["person.1.family"] = pair.Victim,
            ["person.1.born"] = pair.Born,
            ["person.2.part"] = nameof(Part.Suspect),
            ["person.2.given"] = "Barnaby",
            ["person.2.family"] = pair.Suspect,
        }, pair);
    }

    /// <summary>Two people as they are told of; the references once there is a record of them.</summary>
    internal sealed record Pair(string Victim, string Suspect, string Born, string Phone, string Place)
    {
        public (string Victim, string Suspect)? Records { get; set; }
    }

    private static string Letters(int n) => string.Concat(n.ToString("D5", System.Globalization.CultureInfo.InvariantCulture).Select(d => (char)('a' + (d - '0'))));
}
