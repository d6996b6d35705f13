using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Data;
using DaCaseManagement.People;
using DaCaseManagement.People.Matching;
using DaCaseManagement.People.Patterns;
using DaCaseManagement.Pipeline;
using DaCaseManagement.Policy;

using FluentValidation;

using MediatR;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Incidents;

/// <summary>What is known already about a number, a place or a person, while it is being typed (REC-2). Everything may be missing or half typed.</summary>
/// <param name="Number">The number the call comes from.</param>
/// <param name="Address">Where it is happening.</param>
/// <param name="Phone">The person's own number.</param>
/// <param name="Home">The person's own address.</param>
/// <param name="Except">The report being taken, so that it does not find itself.</param>
[Requires(Permission.ConsultIncidents)]
public sealed record FindHistory(
    string? Number = null, string? Address = null, string? Given = null, string? Family = null, PartialDate? Born = null, Gender Gender = Gender.Unknown, string? Phone = null, string? Home = null, string? Except = null) : IQuery<History>;

/// <param name="People">Who is the same person for certain enough, then who may be, then who is linked to the number, place or name; worst and newest first.</param>
/// <param name="Incidents">At the place or from the number, newest first.</param>
public sealed record History(IReadOnlyList<FoundPerson> People, IReadOnlyList<FoundIncident> Incidents, bool MorePeople, bool MoreIncidents) : IConsultation
{
    /// <summary>Warnings on the address (PPL-8).</summary>
    public IReadOnlyList<string> AddressMarkers { get; init; } = [];

    public static readonly History Nothing = new([], [], false, false);

    public IEnumerable<Subject> Consulted => People.Select(p => Subject.Person(p.Reference)).Concat(Incidents.Select(i => Subject.Incident(i.Reference)));
}

/// <param name="Why">Why this person was found, in words.</param>
/// <param name="Evidence">The comparison field by field.</param>
/// <param name="OtherNames">Names also known by.</param>
public sealed record FoundPerson(
    string Reference, string Name, IReadOnlyList<string> OtherNames, string? Born, MatchBand Band, double Probability, string Why, IReadOnlyList<FieldEvidence> Evidence, IReadOnlyList<string> Cautions,
    IReadOnlyList<string> Markers, IReadOnlyList<FoundCase> Cases, IReadOnlyList<RepeatCounting.Repeat> Repeats, int TimesVictim, int TimesSuspect, DateTime? LastIncidentAt, int Children)
{
    public Grade? WorstOpenGrade => Cases.Where(c => c.IsOpen).Max(c => c.Grade);
}

public sealed record FoundCase(string Reference, bool AsVictim, string OtherParty, Grade? Grade, bool IsOpen, string? Owner, string? Marac);

public sealed record FoundIncident(string Reference, DateTime At, string? Offence, string? Victim, string? Suspect, Grade? Grade, string Why);

public sealed class FindHistoryValidator : AbstractValidator<FindHistory>
{
    public FindHistoryValidator()
    {
        RuleFor(q => q.Number).PlainText("Number", 40);
        RuleFor(q => q.Phone).PlainText("Telephone", 40);
        RuleFor(q => q.Address).PlainText("Address", Lengths.Line);
        RuleFor(q => q.Home).PlainText("Address", Lengths.Line);
        RuleFor(q => q.Given).PlainText("First names", Lengths.Name);
        RuleFor(q => q.Family).PlainText("Family name", Lengths.Name);
    }
}

public sealed class FindHistoryHandler(HistorySearch search) : IRequestHandler<FindHistory, History>
{
    public async Task<History> Handle(FindHistory request, CancellationToken cancellationToken) => (await search.Find([request], cancellationToken))[0];
}
