using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Clocks;
using DaCaseManagement.Data;
using DaCaseManagement.People;
using DaCaseManagement.People.Matching;
using DaCaseManagement.Pipeline;
using DaCaseManagement.Policy;

using FluentValidation;

using MediatR;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Incidents;

/// <summary>What is known already about a number, a place or a name, while it is being typed (REC-2).</summary>
/// <param name="BirthYear">Puts people born about then first.</param>
/// <param name="Except">The report being taken, so that it does not find itself.</param>
[Requires(Permission.ConsultIncidents)]
public sealed record FindHistory(string? Number, string? Address, string? Given, string? Family, int? BirthYear = null, string? Except = null) : IQuery<History>;

/// <param name="People">Most urgent first: highest grade, then the latest incident.</param>
/// <param name="Incidents">At the place or from the number, newest first.</param>
public sealed record History(IReadOnlyList<FoundPerson> People, IReadOnlyList<FoundIncident> Incidents, bool MorePeople, bool MoreIncidents) : IConsultation
{
    public static readonly History Nothing = new([], [], false, false);

    public IEnumerable<Subject> Consulted => People.Select(p => Subject.Person(p.Reference)).Concat(Incidents.Select(i => Subject.Incident(i.Reference)));
}

/// <param name="Why">Why this person was found, in words.</param>
public sealed record FoundPerson(
    string Reference, string Name, string? Born, string Why, IReadOnlyList<string> Markers, IReadOnlyList<FoundCase> Cases, IReadOnlyList<RepeatCounting.Repeat> Repeats,
    int TimesVictim, int TimesSuspect, DateTime? LastIncidentAt, int Children)
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
        RuleFor(q => q.Address).PlainText("Address", Lengths.Line);
        RuleFor(q => q.Given).PlainText("First names", Lengths.Name);
        RuleFor(q => q.Family).PlainText("Family name", Lengths.Name);
    }
}

public sealed class FindHistoryHandler(CaseDbContext db, CurrentUser user, PolicyInForce inForce, TimeProvider clock) : IRequestHandler<FindHistory, History>
{
    private const int MostPeople = 8;
    private const int MostIncidents = 12;

    public async Task<History> Handle(FindHistory request, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var why = await FindPeople(request, cancellationToken);
        var incidents = await FindIncidents(request, cancellationToken);
        if (why.Count == 0 && incidents.Count == 0)
        {
            return History.Nothing;
        }

        var people = await Describe(why, request, now, cancellationToken);
        return new History(
            [.. people.OrderByDescending(p => p.WorstOpenGrade.HasValue ? (int)p.WorstOpenGrade.Value : 0).ThenByDescending(p => p.LastIncidentAt).Take(MostPeople)],
            [.. incidents.Take(MostIncidents)],
            why.Count > MostPeople,
            incidents.Count > MostIncidents);
    }

    /// <summary>Ids of people and why each was found; the strongest reason first. One indexed query per key.</summary>
    private async Task<Dictionary<long, List<string>>> FindPeople(FindHistory request, CancellationToken cancel)
    {
        const int Most = MostPeople + 1;
        var found = new Dictionary<long, List<string>>();
        void Add(IEnumerable<long> ids, string reason)
        {
            foreach (var id in ids)
            {
                (found.TryGetValue(id, out var reasons) ? reasons : found[id] = []).Add(reason);
            }
        }

        if (Normalise.Phone(request.Number) is { } number)
        {
            Add(await db.PersonPhones.Where(p => p.Key == number).OrderByDescending(p => p.Id).Select(p => p.PersonId).Distinct().Take(Most).ToListAsync(cancel), "has used this number");
        }

        if (Normalise.Place(request.Address) is { } place)
        {
            Add(await db.PersonAddresses.Where(a => a.Key == place && !a.Confidential).OrderByDescending(a => a.Id).Select(a => a.PersonId).Distinct().Take(Most).ToListAsync(cancel), "has lived here");
        }

        if (Normalise.Name(request.Family) is { Length: >= 2 } family)
        {
            var (given, sound) = (Normalise.Name(request.Given), Phonetic.Key(request.Family));
            var names = db.PersonNames.AsQueryable();
            Add(await names.Where(n => n.FamilyKey == family && (given == "" || n.GivenKey.StartsWith(given))).OrderByDescending(n => n.Id).Select(n => n.PersonId).Distinct().Take(Most).ToListAsync(cancel), given.Length > 0 ? "same name" : "same family name");
            if (found.Count < Most && family.Length >= 3)
            {
                Add(await names.Where(n => n.FamilyKey.StartsWith(family) && n.FamilyKey != family && (given == "" || n.GivenKey.StartsWith(given))).OrderBy(n => n.FamilyKey).Select(n => n.PersonId).Distinct().Take(Most).ToListAsync(cancel), "name begins so");
            }

            if (found.Count < Most && sound.Length >= 2)
            {
                var initial = given.Length > 0 ? given[..1] : "";
                Add(await names.Where(n => n.FamilySound == sound && n.FamilyKey != family && (initial == "" || n.GivenKey.StartsWith(initial))).OrderByDescending(n => n.Id).Select(n => n.PersonId).Distinct().Take(Most).ToListAsync(cancel), "name sounds alike");
            }
        }
        else if (Normalise.Name(request.Given) is { Length: >= 3 } givenOnly && request.BirthYear is { } year)
        {
            Add(await db.PersonNames.Where(n => n.GivenKey == givenOnly && db.People.Any(p => p.Id == n.PersonId && p.BirthYear == year)).Select(n => n.PersonId).Distinct().Take(Most).ToListAsync(cancel), "same first name and year of birth");
        }

        return found;
    }

    private async Task<List<FoundIncident>> FindIncidents(FindHistory request, CancellationToken cancel)
    {
        var (number, place, postcode) = (Normalise.Phone(request.Number), Normalise.Place(request.Address), Normalise.Postcode(request.Address));
        if (number is null && place is null && postcode is null)
        {
            return [];
        }

        // One range per key, so that each is an index seek on both providers.
        var visible = db.Incidents.AsNoTracking().VisibleTo(user, db).Where(i => i.Reference != (request.Except ?? ""));
        var rows = new List<(Incident Incident, string Why)>();
        async Task Add(IQueryable<Incident> query, string why) =>
            rows.AddRange((await query.OrderByDescending(i => i.Id).Take(MostIncidents + 1).ToListAsync(cancel)).Where(i => rows.All(r => r.Incident.Id != i.Id)).Select(i => (i, why)));
        if (number is not null)
        {
            await Add(visible.Where(i => i.CallerNumberKey == number), "from this number");
        }

        if (place is not null)
        {
            await Add(visible.Where(i => i.LocationKey == place), "at this address");
        }
        else if (postcode is not null)
        {
            await Add(visible.Where(i => i.Postcode == postcode), "in this postcode");
        }

        var ids = rows.Select(r => r.Incident.Id).ToList();
        var parties = await db.InvolvedPeople.AsNoTracking()
            .Where(p => ids.Contains(p.IncidentId) && (p.Part == Part.Victim || p.Part == Part.Suspect))
            .Select(p => new { p.IncidentId, p.Part, p.GivenNames, p.FamilyName })
            .ToListAsync(cancel);
        var cases = await db.CaseIncidents.AsNoTracking().Where(c => ids.Contains(c.IncidentId)).Select(c => new { c.IncidentId, c.Case.Grade }).ToListAsync(cancel);
        return
        [
            .. from row in rows
               let i = row.Incident
               orderby i.StartedAt descending
               select new FoundIncident(
                   i.Reference,
                   i.StartedAt,
                   Offences.Find(i.Offence)?.Name,
                   parties.Where(p => p.IncidentId == i.Id && p.Part == Part.Victim).Select(p => Person.Display(p.GivenNames ?? "", p.FamilyName ?? "")).FirstOrDefault(),
                   parties.Where(p => p.IncidentId == i.Id && p.Part == Part.Suspect).Select(p => Person.Display(p.GivenNames ?? "", p.FamilyName ?? "")).FirstOrDefault(),
                   cases.Where(c => c.IncidentId == i.Id).Max(c => c.Grade),
                   row.Why),
        ];
    }

    private async Task<List<FoundPerson>> Describe(Dictionary<long, List<string>> why, FindHistory request, DateTime now, CancellationToken cancel)
    {
        var ids = why.Keys.ToList();
        var seesRestricted = user.May(Permission.SeeRestrictedCases);
        var people = await db.People.AsNoTracking().Include(p => p.Markers).Where(p => ids.Contains(p.Id)).ToListAsync(cancel);
        var parts = await db.InvolvedPeople.AsNoTracking()
            .Where(p => p.PersonId != null && ids.Contains(p.PersonId.Value))
            .Join(db.Incidents.VisibleTo(user, db).Where(i => i.Reference != (request.Except ?? "")), p => p.IncidentId, i => i.Id, (p, i) => new { PersonId = p.PersonId!.Value, p.Part, i.Id, i.StartedAt })
            .ToListAsync(cancel);

        // Somebody known only from restricted incidents does not exist for those who may not see them (INV-6).
        var restricted = seesRestricted ? [] : await db.InvolvedPeople.AsNoTracking()
            .Where(p => p.PersonId != null && ids.Contains(p.PersonId.Value) && db.CaseIncidents.Any(c => c.IncidentId == p.IncidentId && c.Case.Restricted))
            .Select(p => p.PersonId!.Value).Distinct().ToListAsync(cancel);
        people.RemoveAll(p => restricted.Contains(p.Id) && parts.TrueForAll(x => x.PersonId != p.Id));
        var incidentIds = parts.Select(p => p.Id).Distinct().ToList();
        var children = await db.InvolvedPeople.AsNoTracking().Where(p => incidentIds.Contains(p.IncidentId) && p.Part == Part.Child).Select(p => new { p.IncidentId, p.GivenNames, p.FamilyName }).ToListAsync(cancel);
        var cases = await db.Cases.AsNoTracking()
            .Where(c => (ids.Contains(c.VictimId) || (c.PerpetratorId != null && ids.Contains(c.PerpetratorId.Value))) && (seesRestricted || !c.Restricted))
            .Select(c => new
            {
                c.Reference,
                c.VictimId,
                c.PerpetratorId,
                c.Grade,
                c.ClosedAt,
                c.LastIncidentAt,
                VictimName = c.Victim.GivenNames + " " + c.Victim.FamilyName,
                PerpetratorName = c.Perpetrator == null ? "" : c.Perpetrator.GivenNames + " " + c.Perpetrator.FamilyName,
                Owner = db.Responsibilities.Where(r => r.CaseId == c.Id && r.IsCurrent && r.Kind == Routing.ResponsibilityKind.Safeguarding).Select(r => r.OwnerUnit!.Name).FirstOrDefault(),
                Referral = db.Referrals.Where(r => r.CaseId == c.Id).OrderByDescending(r => r.Id).Select(r => (DateTime?)r.ReferredAt).FirstOrDefault(),
            })
            .ToListAsync(cancel);
        return
        [
            .. from person in people
               let mine = parts.Where(p => p.PersonId == person.Id).ToList()
               let asVictim = mine.Where(p => p.Part == Part.Victim).Select(p => p.StartedAt).ToList()
               let asSuspect = mine.Where(p => p.Part == Part.Suspect).Select(p => p.StartedAt).ToList()
               select new FoundPerson(
                   person.Reference,
                   person.DisplayName,
                   person.Born?.ToString(),
                   string.Join(", ", why[person.Id].Distinct()),
                   [.. person.Markers.Where(m => m.ExpiresAt is null || m.ExpiresAt > now).Select(m => $"{m.Kind}: {m.Reason}")],
                   [.. cases.Where(c => c.VictimId == person.Id || c.PerpetratorId == person.Id).OrderBy(c => c.ClosedAt is not null).ThenByDescending(c => c.LastIncidentAt).Take(4)
                       .Select(c => new FoundCase(c.Reference, c.VictimId == person.Id, (c.VictimId == person.Id ? c.PerpetratorName : c.VictimName).Trim(), c.Grade, c.ClosedAt is null, c.Owner, c.Referral is { } at ? $"MARAC referral {LocalTime.DayOf(at):d MMM yyyy}" : null))],
                   [.. RepeatCounting.Met(inForce.Policy.Repeats, RepeatUnit.Victim, asVictim, now), .. RepeatCounting.Met(inForce.Policy.Repeats, RepeatUnit.Perpetrator, asSuspect, now)],
                   asVictim.Count,
                   asSuspect.Count,
                   mine.Count == 0 ? null : mine.Max(p => p.StartedAt),
                   children.Where(c => mine.Exists(p => p.Id == c.IncidentId)).Select(c => Normalise.Name(c.GivenNames + " " + c.FamilyName)).Distinct().Count()),
        ];
    }
}
