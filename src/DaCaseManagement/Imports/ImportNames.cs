namespace DaCaseManagement.Imports;

/// <summary>One thing a column can hold.</summary>
/// <param name="Likely">Headings it is usually given, letters and digits only.</param>
/// <param name="Many">Several in one cell, and several columns of it.</param>
public sealed record ImportField(string Name, string Label, IReadOnlyList<string> Likely, bool Many = false, bool Needed = false);

/// <summary>What files of each kind can hold, and the headings these columns have in the systems we know. Data: a force adds its own by choosing the columns.</summary>
public static class ImportNames
{
    public const int MostSource = 20;
    public const int MostColumns = 200;

    private static readonly ImportField[] People =
    [
        new("reference", "Legacy reference", ["reference", "ref", "id", "personid", "personref", "personreference", "nominalid", "nominalref", "nominalreference", "legacyreference", "legacyid", "urn", "personurn", "nominalurn"], Needed: true),
        new("given", "First names", ["given", "givenname", "givennames", "firstname", "firstnames", "forename", "forenames", "forename1"]),
        new("family", "Family name", ["family", "familyname", "surname", "lastname"]),
        new("maiden", "Former or maiden family name", ["maiden", "maidenname", "formername", "previousname", "previoussurname", "birthname"]),
        new("alias", "Also known as", ["alias", "aliases", "aka", "alsoknownas", "nickname", "nicknames", "knownas"], Many: true),
        new("born", "Date of birth", ["born", "birthdate", "dateofbirth", "dob", "yearofbirth", "birthyear"]),
        new("born-estimated", "Date of birth is estimated", ["estimated", "dobestimated", "birthestimated", "dateofbirthestimated", "approximatedob"]),
        new("gender", "Gender", ["gender", "sex"]),
        new("ethnicity", "Ethnicity, self-defined", ["ethnicity", "selfdefinedethnicity", "ethnicorigin", "sde"]),
        new("language", "Language", ["language", "firstlanguage", "preferredlanguage", "mainlanguage"]),
        new("needs", "Needs", ["needs", "accessneeds", "supportneeds", "disability", "specialneeds"]),
        new("phone", "Telephone", ["phone", "phones", "phone1", "phone2", "telephone", "telephones", "telephonenumber", "telno", "tel", "mobile", "mobilenumber", "homephone", "workphone", "contactnumber"], Many: true),
        new("address", "Address", ["address", "addresses", "address1", "address2", "homeaddress", "fulladdress", "currentaddress", "previousaddress"], Many: true),
        new("since", "Known since", ["since", "recorded", "recordedat", "recordedon", "createdat", "createdon", "datecreated", "daterecorded"]),
    ];

    private static readonly ImportField[] Incidents =
    [
        new("reference", "Legacy reference", ["reference", "ref", "id", "incidentid", "incidentref", "incidentreference", "incidentnumber", "logno", "lognumber", "legacyreference", "crimeref", "urn", "incidenturn"], Needed: true),
        new("reported", "Reported at, local time", ["reported", "reportedat", "reportedon", "datereported", "datetimereported", "reporteddate", "reporteddatetime", "createdat", "incidentdate"], Needed: true),
        new("channel", "How it was reported", ["channel", "howreported", "reportedby", "reportmethod", "sourceofreport"]),
        new("location", "Where", ["location", "where", "address", "incidentlocation", "incidentaddress", "place"]),
        new("area", "Area", ["area", "division", "district", "bcu", "lpu"]),
        new("caller-number", "Caller's number", ["callernumber", "callerphone", "callertelephone", "callingnumber", "cli"]),
        new("caller-name", "Caller's name", ["callername", "caller", "informant"]),
        new("what-happened", "What happened", ["whathappened", "description", "summary", "narrative", "details", "circumstances", "mo"]),
        new("offence", "Offence", ["offence", "offencecode", "crimetype", "offencetype", "classification"]),
        .. OfPerson("victim", "Victim", "complainant"),
        .. OfPerson("suspect", "Suspect", "perpetrator", "offender"),
        new("relationship", "Victim is the suspect's", ["relationship", "relationshiptosuspect", "relation"]),
        new("child-ref", "Children, legacy references", ["children", "childref", "childrefs", "childrenrefs", "childid", "childids", "childreference", "childreferences"], Many: true),
        new("child-name", "Children, names", ["childname", "childnames", "childrennames", "child"], Many: true),
        new("status", "Status: open or closed", ["status", "state", "incidentstatus"]),
        new("closed", "Closed at, local time", ["closed", "closedat", "closedon", "dateclosed", "datetimeclosed"]),
    ];

    public static IReadOnlyList<ImportField> Of(ImportKind kind) => kind == ImportKind.People ? People : Incidents;

    public static ImportField? Find(ImportKind kind, string name) => Of(kind).FirstOrDefault(f => f.Name == name);

    private static IEnumerable<ImportField> OfPerson(string part, string label, params string[] alsoCalled)
    {
        IReadOnlyList<string> Names(params string[] ends) => [.. alsoCalled.Prepend(part).SelectMany(p => ends.Select(e => p + e))];
        yield return new(part + "-ref", label + ", legacy reference", Names("", "ref", "reference", "id", "nominalid", "nominalref", "personid", "urn"));
        yield return new(part + "-given", label + ", first names", Names("given", "givennames", "givenname", "firstname", "firstnames", "forename", "forenames"));
        yield return new(part + "-family", label + ", family name", Names("family", "familyname", "surname", "lastname"));
        yield return new(part + "-born", label + ", date of birth", Names("born", "dob", "dateofbirth", "birthdate"));
        yield return new(part + "-gender", label + ", gender", Names("gender", "sex"));
        yield return new(part + "-phone", label + ", telephone", Names("phone", "telephone", "mobile"));
        yield return new(part + "-address", label + ", address", Names("address"));
    }
}
