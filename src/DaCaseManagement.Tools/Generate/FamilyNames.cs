namespace DaCaseManagement.Tools.Generate;

/// <summary>Some three thousand family names: the common ones of the United Kingdom, then made-up ones of the usual pieces. Chances fall with the rank, so that
/// one in ninety is Smith and most of the list is rare.</summary>
internal static class FamilyNames
{
    private const int Names = 3_000;

    private static readonly Weighted<string> All = new(Ranked().Take(Names).Select((name, i) => (name, 1 / Math.Pow(i + 12, 0.9))));

    public static string Draw(Lots lots) => All.Draw(lots);

    private static IEnumerable<string> Ranked() => Common.Split(' ').Concat(Composed()).Distinct(StringComparer.Ordinal);

    /// <summary>Beginning and ending put together, in an order that mixes them; every 40th has an apostrophe, a hyphen or a Mac.</summary>
    private static IEnumerable<string> Composed()
    {
        var (first, last) = (First.Split(' '), Last.Split(' '));
        for (var i = 0; i < first.Length * last.Length; i++)
        {
            var name = first[i % first.Length] + last[((i / first.Length) + (i * 7)) % last.Length];
            yield return (i % 40) switch { 13 => "O'" + name, 21 => "Mc" + name, 34 => name + "-" + Common.Split(' ', 200)[i % 199], _ => name };
        }
    }

    private const string Common =
        "Smith Jones Taylor Brown Williams Wilson Johnson Davies Patel Robinson Wright Thompson Evans Walker White Roberts Green Hall Thomas Clarke Jackson Wood Harris Edwards Turner Martin Cooper Hill Ward Hughes Moore Clark King Harrison Lewis Baker Lee Allen Morris Khan Scott Watson Davis Parker James Bennett Young Phillips Richardson Mitchell Bailey Carter Cook Singh Shaw Bell Collins Morgan Kelly Begum Miller Cox Hussain Marshall Simpson Price Anderson Adams Wilkinson Foster Ellis Murphy Chapman Mason Gray Richards Webb Rogers Ahmed Hunt Mills Campbell Holmes Ali Palmer Matthews Gibson Fisher Lloyd Barnes Knight Butler Russell Barker Stevens Jenkins Dixon Fletcher Murray Harvey Graham Ford Hamilton Howard Reynolds Pearson Andrews Walsh Elliott Hart Fox Reid Cole West Johnston Armstrong Day Payne Ryan Stewart Lawrence Spencer Kaur Owen Carr Booth Kennedy Hudson Wells Gordon Rose Saunders Hayes Burton Francis Perry Atkinson Watts Dean Brooks Crawford Hawkins Webster Lowe Marsh Newman Porter Osborne Page Barrett Nicholls Tucker Warren Hopkins Gregory Bradley Cunningham Freeman Pritchard Bishop Norris Mohammed Lane Burns Bird Chambers Rowe Gardner Parsons Riley Lynch Holland Bates Griffiths Gilbert Read Doyle Byrne Sutton Lambert Bolton Kemp Austin Goodwin Lawson Yates Doherty Horton Nash Bryant Stephens Hardy Benson Wheeler Peters Sharp Cross Reeves Moss Hale Farrell Fuller Watkins Howell Howells Rees Powell Bowen Vaughan Meredith Prosser Nowak Kowalski Kowalczyk Lewandowski Kaminski Popescu Ionescu Shah Rahman Miah Uddin Islam Chowdhury Akhtar Iqbal Malik Mahmood Sheikh Sharma Gupta Mehta Desai Joshi Okafor Okoye Adeyemi Okonkwo Mensah Osei Owusu Boateng Nguyen Chen Wong Chan Tran Santos Silva Ferreira Costa Rossi O'Brien O'Connor O'Neill O'Sullivan McDonald McCarthy McKenzie MacDonald McLean Fraser Sinclair Sutherland Buchanan Gallagher Brennan Quinn Duffy Flynn Nolan Keane Whelan";

    private const string First = "Ash Black Brad Bram Brook Car Chad Clay Cray Dal Den Dun East Elm Fair Fen Gar Glen Had Hal Hart Hazel Holl Huns Kel Ken Kirk Lang Lin Lock Mar Mel Mid Nor Oak Pem Pen Quar Rad Raven Ring Ruth Sal Sand Sel Shel Stan Stock Swin Tad Thorn Tre Under Wal War Wen West Whit Win Wool Wy Yar";

    private const string Last = "ley ford ton ham worth by field wood bury stone well den ston wick more brook gate land combe shaw ridge hurst man ing croft dale burn cott ditch thwaite leigh mere holt stead grave way bridge acre church comb son ward lock hill house kin tree pole side bank"
        + " arth ander ett ock iss our ane";
}
