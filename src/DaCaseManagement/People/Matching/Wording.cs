namespace DaCaseManagement.People.Matching;

/// <summary>Why two people look alike, in the words a call handler reads.</summary>
internal static class Wording
{
    public static string Name(string what, int level, string a, string b) => (NameLevel)level switch
    {
        NameLevel.Same => $"{what} the same ({a})",
        NameLevel.Variant => $"{what} a form or spelling of the other ({a} / {b})",
        NameLevel.OneLetter => $"{what} one letter different ({a} / {b})",
        NameLevel.TwoLetters => $"{what} a few letters different ({a} / {b})",
        NameLevel.Part => $"{what} partly the same ({a} / {b})",
        NameLevel.Initial => $"{what} the same initial ({a} / {b})",
        NameLevel.Alike => $"{what} sounds or looks alike ({a} / {b})",
        NameLevel.Different => $"{what} different ({a} / {b})",
        _ => $"{what} not known",
    };

    public static string Born(int level, string a, string b) => level switch
    {
        1 => $"Born {a}",
        2 => $"Born {a} / {b}: one digit different",
        3 => $"Born {a} / {b}: day and month swapped",
        4 => $"Born {a} / {b}: two parts of three the same",
        5 => $"Born {a} / {b}: the same month",
        6 => $"Born {a} / {b}: the same year",
        7 => $"Born {a} / {b}: about the same age",
        8 => $"Born {a} / {b}: two digits different",
        10 => $"Born {a} / {b}: a generation apart",
        _ => $"Born {a} / {b}: different",
    };

    public static string Phone(int level, string a, string b) => level switch
    {
        1 => $"Same telephone number ({a})",
        2 => $"Telephone number one digit different ({a} / {b})",
        _ => "No telephone number in common",
    };

    public static string Address(int level, string a, string b) => level switch
    {
        1 => $"Same address ({a})",
        2 => $"Same house and street, the rest not known or different ({a} / {b})",
        3 => $"Same postcode ({a} / {b})",
        4 => $"Same street ({a} / {b})",
        _ => "No address in common",
    };

    public static string Number(int level, string a, string b) => level switch
    {
        1 => $"Same national number ({a})",
        2 => $"National number one digit different ({a} / {b})",
        3 => $"National number two digits different ({a} / {b})",
        _ => $"National number different ({a} / {b})",
    };
}
