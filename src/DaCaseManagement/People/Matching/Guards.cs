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
        var sameBirth = born is "same" or "one digit" or "day and month swapped" or "month and year";
        var otherBirth = born is "different" or "a generation apart" or "two digits" or "two of three";
        var otherGender = Level(Fields.Gender) == "different";
        var sameFamily = family is "same" or "variant" or "one letter" or "two letters";
        var sameGiven = given is "same" or "variant" or "one letter" || (given == "two letters" && sameBirth && !otherGender);
        var otherGiven = !sameGiven && given is not ("not known" or "initial");
        var contact = Level(Fields.Phone) is "same" or "one digit" || Level(Fields.Address) is "same" or "same house";
        var shares = sameFamily || family == "part" || contact;
        var found = new List<Guard>();
        if (otherGiven && born is "same" or "day and month swapped" && family != "different")
        {
            found.Add(new("twins", "Born the same day with different given names: perhaps twins", MatchBand.Possible));
        }

        if (otherGiven && shares && otherBirth)
        {
            found.Add(new("household", "Different given names and birth dates: perhaps a partner, parent, brother or sister", MatchBand.Different));
        }
        else if (shares && otherGender && !sameGiven)
        {
            found.Add(new("couple", "Different gender and no given name in common: perhaps a couple", otherGiven ? MatchBand.Different : MatchBand.Possible));
        }
        else if (otherGiven && shares)
        {
            found.Add(new("given name", "Different given names", MatchBand.Possible));
        }

        if (sameGiven && born == "a generation apart")
        {
            found.Add(new("parent and child", $"Born at least {BornComparer.Generation} years apart: perhaps parent and child of one name", MatchBand.Possible));
        }
        else if (sameGiven && born == "different")
        {
            found.Add(new("birth dates", "Birth dates contradict each other", MatchBand.Possible));
        }

        // A family name, a number and a door are shared by whoever lives there.
        if (!sameGiven && !sameBirth && !otherGiven)
        {
            found.Add(new("nothing personal", "Neither given name nor birth date agrees: perhaps somebody of the same household", MatchBand.Possible));
        }

        if (!sameBirth && born != "year" && !contact && Level(Fields.Address) is not ("same postcode" or "same street"))
        {
            found.Add(new("names only", "Nothing but the name agrees", MatchBand.Possible));
        }

        if (Level(Fields.Order) == "swapped" && (given == "different" || family == "different"))
        {
            found.Add(new("half swapped", "Only one name agrees, read the other way round", MatchBand.Possible));
        }

        return found;
    }
}
