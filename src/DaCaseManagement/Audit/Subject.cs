using System.Globalization;

namespace DaCaseManagement.Audit;

/// <summary>What an audit event is about: a kind and a reference that means nothing to an outsider (never a name).</summary>
public readonly record struct Subject(SubjectKind Kind, string Reference)
{
    public static Subject Person(string reference) => new(SubjectKind.Person, reference);

    public static Subject Case(string reference) => new(SubjectKind.Case, reference);

    public static Subject Incident(string reference) => new(SubjectKind.Incident, reference);

    public static Subject Referral(string reference) => new(SubjectKind.Referral, reference);

    public static Subject Meeting(string reference) => new(SubjectKind.Meeting, reference);

    public static Subject Marker(long id) => new(SubjectKind.Marker, id.ToString(CultureInfo.InvariantCulture));

    public static Subject Account(string userName) => new(SubjectKind.Account, userName);

    public static Subject System(string what) => new(SubjectKind.System, what);
}

public enum SubjectKind
{
    Person,
    Case,
    Incident,
    Referral,
    Meeting,

    /// <summary>A marker on an address; one on a person is about the person.</summary>
    Marker,
    Account,
    System,
}
