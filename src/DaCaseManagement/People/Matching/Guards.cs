namespace DaCaseManagement.People.Matching;

/// <param name="AtMost">The best band the pair may have.</param>
public sealed record Guard(string Name, string Reason, MatchBand AtMost);

/// <summary>People who live together agree on much without being one person. Each rule is pure and looks only at what is known.</summary>
public static class Guards
{
    /// <summary>The guards that speak for this pair; none when a national number says they are one.</summary>
    public static IReadOnlyList<Guard> Of(MatchScore score, PersonFacts a, PersonFacts b)
    {
        string Level(Field field) => score.Fields.FirstOrDefault(f => f.Field == field.Name)?.Level ?? "not known";
        if (Level(Fields.Number) == "same")
        {
            return [];
        }

        var (given, family, born) = (Level(Fields.Given), Level(Fields.Family), Level(Fields.Born));
        var (otherGiven, otherGender) = (given is "different" or "alike", Level(Fields.Gender) == "different");
        var nameAgrees = given is "same" or "variant" or "one letter" && family is "same" or "variant" or "one letter";
        var shares = family is "same" or "variant" or "one letter" or "part" || Level(Fields.Address) is "same" or "same house" || Level(Fields.Phone) == "same";
        var otherBirth = born is "different" or "a generation apart" or "two digits" or "two of three";
        var found = new List<Guard>();
        if (otherGiven && born is "same" or "day and month swapped" && family is not "different")
        {
            found.Add(new("twins", "Born the same day with different given names: perhaps twins", MatchBand.Possible));
        }

        if (otherGiven && shares && otherBirth)
        {
            found.Add(new("household", "Different given names and birth dates: perhaps a partner, brother or sister", MatchBand.Different));
        }
        else if (shares && otherGender && (otherGiven || given == "not known"))
        {
            found.Add(new("couple", "Different gender at one address, number or family name", otherGiven ? MatchBand.Different : MatchBand.Possible));
        }
        else if (otherGiven && shares)
        {
            found.Add(new("given name", "Different given names", MatchBand.Possible));
        }

        if (nameAgrees && born == "a generation apart")
        {
            found.Add(new("parent and child", $"The same name, born at least {BornComparer.Generation} years apart: perhaps parent and child", MatchBand.Possible));
        }

        return found;
    }
}
