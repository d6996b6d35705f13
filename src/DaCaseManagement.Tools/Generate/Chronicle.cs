using System.Globalization;

using DaCaseManagement.Incidents;
using DaCaseManagement.People;

namespace DaCaseManagement.Tools.Generate;

/// <summary>Lets ten years happen in order of time and writes down what the application would have written.</summary>
internal sealed class Chronicle
{
    private readonly Plan plan;
    private readonly Lots lots;
    private readonly Population population;
    private readonly Places places;
    private readonly Register register;
    private readonly Reports reports;
    private readonly CaseFiles cases;
    private readonly Retold retold;
    private readonly Force force;
    private readonly Dictionary<int, Pair> pairs = [];
    private readonly int[] seen;

    public Chronicle(Plan plan, Force force, Register register, DateTime until, long seed)
    {
        (this.plan, this.force, this.register, lots) = (plan, force, register, new Lots(seed ^ 0x5EED));
        places = new Places(new Lots(seed), force.Areas.Count);
        population = new Population(lots, places);
        retold = new Retold(seed);
        reports = new Reports(force, lots, until);
        cases = new CaseFiles(force, lots, plan, retold, until);
        seen = new int[plan.Pairs];
    }

    public IEnumerable<(string Series, long Last)> Counters => reports.Counters.Concat(cases.Counters).Append(("P", register.Last));

    /// <summary>One incident and everything that follows from it.</summary>
    public void Happen(int number, ForceRows rows)
    {
        var id = (int)plan.InOrder[number];
        var at = plan.Start.AddSeconds(plan.InOrder[number] >> 32);
        var nth = seen[id]++;

        // The report is finished six minutes later: records and cases are made then.
        var finished = at.AddMinutes(6);
        if (!pairs.TryGetValue(id, out var pair))
        {
            pair = pairs[id] = population.NewPair(at);
            Enter(pair, finished, rows);
        }
        else
        {
            Change(pair, finished, rows);
        }

        var how = retold.Of(id, nth);
        var victim = how != Telling.AsBefore && lots.Chance(0.6) ? AnotherRecord(pair.Victim, how, finished, rows) : pair.Victim;
        var suspect = how != Telling.AsBefore && pair.Suspect is { } known && (victim == pair.Victim || lots.Chance(0.3)) ? AnotherRecord(known, how, finished, rows) : pair.Suspect;
        if (how == Telling.OtherRecord && victim == pair.Victim && suspect == pair.Suspect)
        {
            victim = AnotherRecord(pair.Victim, how, finished, rows);
        }

        var told = reports.Add(pair, victim, suspect, Bystanders(at, finished, rows), at, rows);
        cases.Add(pair, id, nth, victim, suspect, told, rows);
        if (nth == plan.Incidents(id) - 1)
        {
            pairs.Remove(id);
        }

        rows.Finished++;
    }

    private void Enter(Pair pair, DateTime at, ForceRows rows)
    {
        foreach (var human in new[] { pair.Victim, pair.Suspect }.Concat(pair.Children).OfType<Human>().Where(h => h.Id == 0))
        {
            register.Add(human, at, rows);
        }

        if (pair is { Suspect: { } suspect, Severity: > 0.4 } && lots.Chance(0.1))
        {
            rows.Markers.Number(suspect.Id).Text(lots.Pick([nameof(MarkerKind.Weapons), nameof(MarkerKind.OfficerSafety), nameof(MarkerKind.Firearms)])).Text("Seen by the officers who went").Number(force.User("response-supervisor").Id).Time(at).Text(at.AddYears(1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)).Time(at.AddYears(1)).Number(0);
        }
    }

    /// <summary>Between two incidents people move, change their number or go by another name.</summary>
    private void Change(Pair pair, DateTime at, ForceRows rows)
    {
        const int Most = 3;
        if (lots.Chance(0.1) && pair.Victim.Homes.Count < Most)
        {
            Register.LearnHome(pair.Victim, places.Draw(lots), at, rows);
        }

        if (lots.Chance(0.12) && pair.Victim.Phones.Count < Most)
        {
            Register.LearnPhone(pair.Victim, Register.Telephone(lots), at, rows);
        }

        if (lots.Chance(0.03) && pair.Victim is { Gender: Gender.Female, AlsoFamily: null })
        {
            register.LearnFamilyName(pair.Victim, population.FamilyName(), at, rows);
        }

        if (pair.Suspect is { } suspect && lots.Chance(0.1) && suspect.Homes.Count < Most)
        {
            Register.LearnHome(suspect, places.Draw(lots), at, rows);
        }
    }

    private Human AnotherRecord(Human human, Telling how, DateTime at, ForceRows rows)
    {
        var other = population.HeardDifferently(human);
        other.SameAs = how == Telling.OtherRecordJoined ? human.SameAs ?? human.Id : null;
        register.Add(other, at, rows);
        if (other.SameAs is not null)
        {
            rows.Joins.Number(human.Id).Number(other.Id).Text("Same number and address; the officer knows her.").Text("Names alike, same telephone, same address").Number(force.User("records-staff").Id).Time(at.AddHours(2));
        }

        return other;
    }

    private (Human Human, Part Part)[] Bystanders(DateTime at, DateTime finished, ForceRows rows)
    {
        var count = lots.Chance(0.5) ? 0 : lots.Chance(0.7) ? 1 : 2;
        var all = new (Human, Part)[count];
        for (var i = 0; i < count; i++)
        {
            var human = population.Bystander(at);
            register.Add(human, finished, rows);
            all[i] = (human, i == 0 && lots.Chance(0.6) ? Part.Caller : Part.Witness);
        }

        return all;
    }
}

internal enum Telling
{
    AsBefore,

    /// <summary>Whoever wrote it down did not find the person, and made a new record. Nobody has noticed.</summary>
    OtherRecord,

    /// <summary>The same, and somebody has joined the records.</summary>
    OtherRecordJoined,
}

/// <summary>How each incident of a pair was written down: known in advance, since a case must know which incidents will be its own.</summary>
internal sealed class Retold(long seed)
{
    public Telling Of(int pair, int incident)
    {
        if (incident == 0)
        {
            return Telling.AsBefore;
        }

        var share = new Lots(seed ^ ((long)pair << 24) ^ incident).Share();
        return share < 0.012 ? Telling.OtherRecordJoined : share < 0.3 ? Telling.OtherRecord : Telling.AsBefore;
    }

    /// <summary>Nobody has assessed the risk yet: all of the newest, a few of the last days.</summary>
    public bool Unassessed(int pair, int incident, TimeSpan age) =>
        age < TimeSpan.FromHours(2) || (age < TimeSpan.FromDays(9) && new Lots(~seed ^ ((long)pair << 24) ^ incident).Share() < 0.06);
}
