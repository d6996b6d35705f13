using System.Globalization;
using System.Text.RegularExpressions;

using DaCaseManagement.People;
using DaCaseManagement.People.Matching;
using DaCaseManagement.Pipeline;

namespace DaCaseManagement.Incidents;

/// <summary>One field of the call screen: how long it may be, how it is read from an incident and how it is written. Autosave, the whole form, conflicts and
/// the change history all speak of fields by these names.</summary>
/// <param name="Choices">The only values allowed besides empty; null for free text.</param>
public sealed record ReportField(string Name, string Label, int Most, IReadOnlyList<string>? Choices, Func<Incident, string?> Get, Action<Incident, string?> Set)
{
    /// <summary>What is wrong with a value so that it cannot be kept, or null.</summary>
    public string? Problem(string value) =>
        TextRules.Problem(value, Label, Most)
        ?? (Choices is not null && value.Length > 0 && !Choices.Contains(value) ? $"Choose one of the answers offered for {Label.ToLowerInvariant()}" : null);
}

public static partial class ReportFields
{
    public const int MostPeople = 20;

    /// <summary>What is asked about each person: the last part of <c>person.1.family</c>.</summary>
    public static readonly IReadOnlyList<string> OfPerson = ["part", "given", "family", "born", "gender", "phone", "address", "relationship", "child-note"];

    private static readonly string[] YesNo = ["yes"];
    private static readonly Dictionary<string, ReportField> Fixed = new ReportField[]
    {
        Choice("channel", "How it was reported", Enum.GetNames<Channel>(), i => i.Channel?.ToString(), (i, v) => i.Channel = v is null ? null : Enum.Parse<Channel>(v)),
        Text("caller-number", "Caller's number", 40, i => i.CallerNumber, (i, v) => (i.CallerNumber, i.CallerNumberKey) = (v, Normalise.Phone(v))),
        Text("caller-name", "Caller's name", Lengths.Name, i => i.CallerName, (i, v) => i.CallerName = v),
        Text("location", "Where it is happening", Lengths.Line, i => i.Location, (i, v) => (i.Location, i.LocationKey, i.Postcode) = (v, Normalise.Place(v), Normalise.Postcode(v))),
        Text("what-happened", "What is happening", Lengths.Narrative, i => i.WhatHappened, (i, v) => i.WhatHappened = v),
        Text("unreported-before", "Abuse not reported before", Lengths.Note, i => i.UnreportedBefore, (i, v) => i.UnreportedBefore = v),
        Text("threat", "Threat", Lengths.Note, i => i.Threat, (i, v) => i.Threat = v),
        Text("harm", "Harm", Lengths.Note, i => i.Harm, (i, v) => i.Harm = v),
        Text("risk", "Risk", Lengths.Note, i => i.Risk, (i, v) => i.Risk = v),
        Text("investigation", "Investigation", Lengths.Note, i => i.Investigation, (i, v) => i.Investigation = v),
        Text("vulnerability", "Vulnerability", Lengths.Note, i => i.Vulnerability, (i, v) => i.Vulnerability = v),
        Text("engagement", "Engagement", Lengths.Note, i => i.Engagement, (i, v) => i.Engagement = v),
        Choice("response", "Response", Enum.GetNames<ResponseGrade>(), i => i.Response?.ToString(), (i, v) => i.Response = v is null ? null : Enum.Parse<ResponseGrade>(v)),
        Text("slower-because", "Why a slower response", Lengths.Note, i => i.SlowerBecause, (i, v) => i.SlowerBecause = v),
        Text("appointment-at", "Appointment", 40, i => i.AppointmentAsTyped, (i, v) => i.AppointmentAsTyped = v),
        Choice("appointment-agreed", "Victim wants or agrees to the appointment", YesNo, i => i.AppointmentAgreed ? "yes" : null, (i, v) => i.AppointmentAgreed = v == "yes"),
        Choice("appointment-safe", "No risk in waiting", YesNo, i => i.AppointmentSafe ? "yes" : null, (i, v) => i.AppointmentSafe = v == "yes"),
        Text("appointment-because", "Why an appointment", Lengths.Note, i => i.AppointmentBecause, (i, v) => i.AppointmentBecause = v),
        Choice("offence", "Offence", [.. Offences.All.Select(o => o.Code)], i => i.Offence, (i, v) => i.Offence = v),
        Choice("honour-based", "So-called honour-based abuse or forced marriage", YesNo, i => i.HonourBasedOrForcedMarriage ? "yes" : null, (i, v) => i.HonourBasedOrForcedMarriage = v == "yes"),
        // Domestic abuse unless somebody says otherwise.
        Choice("coding", "Recorded as", [.. Enum.GetNames<Coding>().Skip(1)], i => i.Coding == Coding.DomesticAbuse ? null : i.Coding.ToString(), (i, v) => i.Coding = v is null ? Coding.DomesticAbuse : Enum.Parse<Coding>(v)),

        // An id, not a code: the handler checks that the area exists.
        Text("area", "Area", 10, i => i.AreaId?.ToString(CultureInfo.InvariantCulture), (i, v) => i.AreaId = long.TryParse(v, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null),
    }.ToDictionary(f => f.Name);

    /// <summary>The fixed fields in the order of the screen.</summary>
    public static IReadOnlyCollection<ReportField> All => Fixed.Values;

    /// <summary>The field of a name: fixed, <c>prompt.injured</c>, <c>prompt.injured.note</c> or <c>person.1.family</c>. Null when there is none.</summary>
    public static ReportField? Find(string name)
    {
        if (Fixed.TryGetValue(name, out var field))
        {
            return field;
        }

        var parts = name.Split('.');
        return parts switch
        {
            ["prompt", var code] when Prompts.Find(code) is { } prompt =>
                Choice(name, prompt.Question, Enum.GetNames<PromptReply>(), i => i.Prompts.FirstOrDefault(p => p.Code == code)?.Reply is { } r and not PromptReply.NotAsked ? r.ToString() : null, (i, v) => i.Prompt(code).Reply = v is null ? PromptReply.NotAsked : Enum.Parse<PromptReply>(v)),
            ["prompt", var code, "note"] when Prompts.Find(code) is { } prompt =>
                Text(name, prompt.Question + " (note)", Lengths.Note, i => i.Prompts.FirstOrDefault(p => p.Code == code)?.Note, (i, v) => i.Prompt(code).Note = v),
            ["person", var slot, var what] when Slot().IsMatch(slot) && int.Parse(slot, CultureInfo.InvariantCulture) is var n and >= 1 and <= MostPeople => PersonField(name, n, what),
            _ => null,
        };
    }

    private static ReportField? PersonField(string name, int slot, string what)
    {
        InvolvedPerson? At(Incident i) => i.People.FirstOrDefault(p => p.Slot == slot);
        return what switch
        {
            "part" => Choice(name, "Part", Enum.GetNames<Part>(), i => At(i)?.Part?.ToString(), (i, v) => i.PersonAt(slot).Part = v is null ? null : Enum.Parse<Part>(v)),
            "given" => Text(name, "First names", Lengths.Name, i => At(i)?.GivenNames, (i, v) => i.PersonAt(slot).GivenNames = v),
            "family" => Text(name, "Family name", Lengths.Name, i => At(i)?.FamilyName, (i, v) => i.PersonAt(slot).FamilyName = v),
            "born" => Text(name, "Date of birth", 40, i => At(i)?.Born, (i, v) => i.PersonAt(slot).Born = v),
            "gender" => Choice(name, "Gender", Enum.GetNames<Gender>(), i => At(i)?.Gender is { } g and not Gender.Unknown ? g.ToString() : null, (i, v) => i.PersonAt(slot).Gender = v is null ? Gender.Unknown : Enum.Parse<Gender>(v)),
            "phone" => Text(name, "Telephone", 40, i => At(i)?.Phone, (i, v) => i.PersonAt(slot).Phone = v),
            "address" => Text(name, "Address", Lengths.Line, i => At(i)?.Address, (i, v) => i.PersonAt(slot).Address = v),
            "relationship" => Text(name, "Relationship", Lengths.Name, i => At(i)?.Relationship, (i, v) => i.PersonAt(slot).Relationship = v),
            "child-note" => Text(name, "Where the child is, and is the child safe", Lengths.Note, i => At(i)?.ChildNote, (i, v) => i.PersonAt(slot).ChildNote = v),
            _ => null,
        };
    }

    private static ReportField Text(string name, string label, int most, Func<Incident, string?> get, Action<Incident, string?> set) => new(name, label, most, null, get, set);

    private static ReportField Choice(string name, string label, IReadOnlyList<string> choices, Func<Incident, string?> get, Action<Incident, string?> set) => new(name, label, 60, choices, get, set);

    // One spelling for each slot, or one field would have two names in the change history.
    [GeneratedRegex(@"^[1-9][0-9]?\z")]
    private static partial Regex Slot();
}
