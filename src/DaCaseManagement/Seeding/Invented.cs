namespace DaCaseManagement.Seeding;

/// <summary>Invented people and places. Any likeness to somebody living is chance; telephone numbers are from the range kept for drama, postcodes from an
/// area that does not exist.</summary>
internal static class Invented
{
    public static readonly string[] Women = ["Alis", "Bethan", "Carys", "Dilys", "Elowen", "Farah", "Greta", "Hania", "Imani", "Jola", "Kezia", "Lowri", "Maren", "Nadia", "Orla", "Priya", "Quilla", "Roisin", "Saskia", "Tamsin", "Ulla", "Verity", "Wanda", "Xanthe", "Yasmin", "Zofia", "Amina", "Catrin", "Esme", "Isolde"];
    public static readonly string[] Men = ["Aled", "Bram", "Callum", "Dafydd", "Emrys", "Faisal", "Gethin", "Hamish", "Idris", "Jarek", "Kofi", "Lorcan", "Madoc", "Niall", "Osian", "Pavel", "Quentin", "Rhodri", "Soren", "Tarik", "Ulric", "Viktor", "Wystan", "Yusuf", "Zoltan", "Anwar", "Cormac", "Ewan", "Ivor", "Taliesin"];
    public static readonly string[] Families = ["Ashdrake", "Bellworthy", "Crannock", "Dunmallet", "Ellershaw", "Fennimoor", "Garrowby", "Hallowes", "Inchbald", "Jessamy", "Kilmarsh", "Larkswood", "Merrowdown", "Netherfold", "Oakhanger", "Pennyfeather", "Quarrington", "Ravensholt", "Saltmarsh", "Thornaby-Hale", "Underhay", "Vellacott", "Wetherden", "Yarrowby", "O'Shandry", "McCorvane", "Nowicka", "Rahmani", "Okonjo", "Szalay", "Smyth", "Smith", "Marsh", "Marshe", "Thwaite", "Twaite", "Reilley", "Riley", "Stephans", "Stevens"];
    public static readonly string[] Streets = ["Alder Street", "Beacon Road", "Chandler Close", "Dovecote Lane", "Elm Terrace", "Foundry Street", "Gallows Hill", "Harbour Road", "Ivy Crescent", "Juniper Avenue", "Kiln Lane", "Ladywell Gardens", "Mill Race", "Nightingale Road", "Orchard Place", "Priory Court", "Quarry Road", "Ropewalk", "Saddlers Close", "Tanners Row"];
    public static readonly string[] Couples = ["Partner", "Former partner", "Spouse", "Former spouse"];
    public static readonly string[] Relatives = ["Adult child", "Brother or sister", "Cousin", "In-law"];

    public static readonly string[] Accounts =
    [
        "Caller says {s} has been shouting and throwing things since coming home. {v} has locked herself in the bathroom.",
        "Argument over the children. Neighbour heard screaming and glass breaking. {s} has left on foot.",
        "{s} has been sending messages all night and is now outside the door. {v} is frightened to leave for work.",
        "{s} pushed {v} against the wall and held an arm across the throat. {s} is still in the house.",
        "{v} wants advice after {s} took her bank card and telephone. No violence today.",
        "{s} turned up at the school gate despite the order. {v} drove away and was followed.",
        "{s} hit {v} with a bottle. There is a cut to the head. Ambulance asked for.",
        "Verbal argument about money. Both quiet now. {v} says it happens most weeks.",
        "{s} says that if {v} leaves nobody will find her. {v} believes it.",
        "{v} rang from a friend's telephone. {s} has checked hers every day since the separation.",
    ];

    public static readonly string[] Details =
    [
        "Says it has been so since the summer.", "More than once; she cannot say how often.", "Showed an old bruise on the arm.", "Very frightened, shaking.", "The neighbour has seen it too.",
        "Told her mother but nobody else.", "In front of the children.", "He has said so in messages, which she has kept.", "Happened last week and the week before.", "She did not want to say more.",
    ];
}
