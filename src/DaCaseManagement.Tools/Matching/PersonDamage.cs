namespace DaCaseManagement.Tools.Matching;

/// <summary>How often each thing goes wrong between two reports of one person; chances 0 to 1.</summary>
public sealed record PersonDamage(
    string Name, double NameSlip, double Nickname, double Initial, double NoGiven, double Married, double NoFamily, double SwappedNames, double NoBirth, double YearOnly, double BirthSlip, double DayMonth,
    double NewPhone, double NoPhone, double PhoneSlip, double Moved, double NoAddress, double PartAddress, double NoGender)
{
    public static readonly PersonDamage Light = new("light", 0.03, 0.05, 0, 0.002, 0.02, 0.005, 0.005, 0.03, 0.02, 0.02, 0.01, 0.10, 0.08, 0.01, 0.08, 0.05, 0.15, 0.02);
    public static readonly PersonDamage Medium = new("medium", 0.07, 0.10, 0.01, 0.005, 0.04, 0.01, 0.01, 0.06, 0.04, 0.05, 0.02, 0.18, 0.10, 0.02, 0.15, 0.08, 0.25, 0.05);
    public static readonly PersonDamage Heavy = new("heavy", 0.14, 0.15, 0.02, 0.01, 0.07, 0.02, 0.02, 0.10, 0.06, 0.08, 0.04, 0.27, 0.12, 0.03, 0.25, 0.10, 0.35, 0.10);

    public static IReadOnlyList<PersonDamage> All { get; } = [Light, Medium, Heavy];
}
