using DaCaseManagement.Access;
using DaCaseManagement.Cases;
using DaCaseManagement.Data;
using DaCaseManagement.Incidents;
using DaCaseManagement.Pipeline;
using DaCaseManagement.Policy;

using MediatR;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.People;

/// <summary>One human being, under every record of theirs: who, how to find them, what they did and had done to them, and who is linked to them (PPL-1, PPL-7).</summary>
[Requires(Permission.ConsultPeople)]
public sealed record ViewPerson(string Reference) : IQuery<PersonPage>;

public sealed class ViewPersonHandler(CaseDbContext db, CurrentUser user, TimeProvider clock) : IRequestHandler<ViewPerson, PersonPage>
{
    private const int MostParts = 20;
    private const int MostIncidents = 200;
    private const int MostCases = 60;
    private const int MostPairs = 25;
    private const int MostEvents = 30;
    private const int MostSharers = 40;

    public async Task<PersonPage> Handle(ViewPerson request, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var identity = await db.People.AsNoTracking().VisibleTo(user, db).Where(p => p.Reference == request.Reference).Select(p => (long?)(p.SameAsId ?? p.Id)).SingleOrDefaultAsync(cancellationToken)
            ?? throw new RecordNotFoundException("person", request.Reference);
        var all = await db.People.Where(p => p.Id == identity || p.SameAsId == identity).Select(p => p.Id).ToListAsync(cancellationToken);
        var records = await db.People.AsNoTracking().VisibleTo(user, db).Include(p => p.Names).Include(p => p.Phones).Include(p => p.Addresses).AsSplitQuery()
            .Where(p => all.Contains(p.Id)).OrderBy(p => p.Id).ToListAsync(cancellationToken);
        if (records[0].Reference != request.Reference)
        {
            return new PersonPage(records[0].Reference, null);
        }

        var ids = records.ConvertAll(p => p.Id);
        var contact = await db.ContactOf(all, records, user, now, cancellationToken);
        var parts = await Parts(ids, cancellationToken);
        var counts = await Counts(ids, cancellationToken);
        var others = await Others(parts, all, cancellationToken);
        var cases = await Cases(ids, cancellationToken);
        var pairs = Pairs(parts, others, cases, all);
        var sharers = await Sharers(all, contact, now, cancellationToken);
        var joins = await Joins(ids, cancellationToken);
        var named = records.Find(p => p.GivenNames.Length + p.FamilyName.Length > 0) ?? records[0];
        var view = new PersonView(
            records[0].Reference, named.DisplayName,
            [.. records.Select(p => p.Born?.ToString()).OfType<string>().Distinct()], records.Exists(p => p.BirthEstimated),
            [.. records.Select(p => p.Gender).Where(g => g != Gender.Unknown).Distinct()], Said(records, p => p.Ethnicity), Said(records, p => p.Language), Said(records, p => p.Needs),
            [.. records.SelectMany(p => p.Names).Where(n => !contact.HiddenNames.Contains(ContactVisibility.NameKey(n.Given, n.Family))).OrderBy(n => n.Since).DistinctBy(n => (n.GivenKey, n.FamilyKey, n.Kind)).Select(n => new NameLine(Person.Display(n.Given, n.Family), n.Kind, n.Since))],
            [.. contact.Phones.Select(p => new ContactLine(p.AsTyped, p.Since))], contact.PhonesLeftOut,
            [.. contact.Addresses.Select(a => new ContactLine(a.Address.AsTyped, a.Address.Since, a.Confidential))], contact.AddressesLeftOut,
            await Warnings(all, contact, now, cancellationToken),
            user.May(Permission.ConsultIncidents), counts, [.. parts.Take(MostParts).Select(p => new PartLine(p.Reference, p.At, Offences.Find(p.Offence)?.Name, p.Part))], Math.Max(0, counts.Sum(c => c.Incidents) - Math.Min(parts.Count, MostParts)),
            user.May(Permission.ConsultCases), [.. pairs.Take(MostPairs)], pairs.Count > MostPairs || parts.Count == MostIncidents || cases.Count == MostCases,
            await Events(parts, cases, joins, cancellationToken),
            [.. records.Select(p => new RecordLine(p.Reference, p.DisplayName, p.RecordedAt, joins.Where(j => j.UndoneAt is null && (j.One == p.Reference || j.Other == p.Reference)).Select(j => new RecordJoin(j.One == p.Reference ? j.Other : j.One, j.Because, j.By, j.At)).FirstOrDefault()))],
            PersonNetwork.Of([.. Links(parts, others), .. sharers], Among(others)));
        return new PersonPage(view.Reference, view);
    }

    private static List<string> Said(List<Person> records, Func<Person, string?> what) => [.. records.Select(what).Where(t => !string.IsNullOrWhiteSpace(t)).Select(t => t!.Trim()).Distinct(StringComparer.OrdinalIgnoreCase)];

    /// <summary>The newest parts played in incidents that this person may see.</summary>
    private Task<List<Played>> Parts(List<long> ids, CancellationToken cancel) =>
        db.InvolvedPeople.AsNoTracking().Where(i => i.PersonId != null && ids.Contains(i.PersonId.Value) && i.Part != null)
            .Join(db.Incidents.VisibleTo(user, db), i => i.IncidentId, x => x.Id, (i, x) => new { x.Id, x.Reference, x.StartedAt, x.Offence, i.Part })
            .OrderByDescending(x => x.StartedAt).ThenByDescending(x => x.Id).Take(MostIncidents)
            .Select(x => new Played(x.Id, x.Reference, x.StartedAt, x.Offence, x.Part!.Value)).ToListAsync(cancel);

    private async Task<List<PartCount>> Counts(List<long> ids, CancellationToken cancel) =>
        [.. (await db.InvolvedPeople.Where(i => i.PersonId != null && ids.Contains(i.PersonId.Value) && i.Part != null)
            .Join(db.Incidents.VisibleTo(user, db), i => i.IncidentId, x => x.Id, (i, x) => new { x.Id, Part = i.Part!.Value }).Distinct()
            .GroupBy(x => x.Part).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(cancel)).Select(c => new PartCount(c.Key, c.Count)).OrderBy(c => c.Part)];

    /// <summary>Everybody else in those incidents.</summary>
    private async Task<List<Other>> Others(List<Played> parts, List<long> all, CancellationToken cancel)
    {
        var incidents = parts.Select(p => p.IncidentId).Distinct().ToList();
        return await db.InvolvedPeople.AsNoTracking().Where(i => incidents.Contains(i.IncidentId) && i.PersonId != null && i.Part != null && !all.Contains(i.PersonId.Value))
            .Select(i => new Other(i.IncidentId, i.Part!.Value, i.Person!.SameAsId ?? i.Person.Id, i.Person.Reference, i.Person.GivenNames + " " + i.Person.FamilyName)).ToListAsync(cancel);
    }

    private Task<List<CaseOf>> Cases(List<long> ids, CancellationToken cancel) =>
        db.Cases.AsNoTracking().VisibleTo(user).Where(c => ids.Contains(c.VictimId) || (c.PerpetratorId != null && ids.Contains(c.PerpetratorId.Value)))
            .OrderByDescending(c => c.LastIncidentAt).ThenByDescending(c => c.Id).Take(MostCases)
            .Select(c => new CaseOf(c.Id, c.Reference, c.VictimId, c.PerpetratorId, c.Victim.SameAsId ?? c.VictimId, c.Perpetrator == null ? null : c.Perpetrator.SameAsId ?? c.Perpetrator.Id, c.Grade, c.ClosedAt == null, c.LastIncidentAt,
                c.Victim.Reference, c.Victim.GivenNames + " " + c.Victim.FamilyName, c.Perpetrator!.Reference, c.Perpetrator.GivenNames + " " + c.Perpetrator.FamilyName)).ToListAsync(cancel);

    /// <summary>Who did what to whom, by the human being at the other end; the worst grade and the latest first.</summary>
    private static List<PairLine> Pairs(List<Played> parts, List<Other> others, List<CaseOf> cases, List<long> all)
    {
        var mine = parts.ToLookup(p => p.IncidentId);
        var met = others.SelectMany(o => mine[o.IncidentId].Select(p => (Other: o, Played: p)))
            .Where(x => (x.Played.Part, x.Other.Part) is (Part.Victim, Part.Suspect) or (Part.Suspect, Part.Victim))
            .ToLookup(x => x.Other.Identity);
        var ofCases = cases.ToLookup(c => all.Contains(c.VictimId) ? c.SuspectIdentity ?? 0 : c.VictimIdentity);
        var pairs = new List<(PairLine Line, Grade? Worst)>();
        foreach (var identity in met.Select(g => g.Key).Union(ofCases.Select(g => g.Key)))
        {
            int Count(Part part) => met[identity].Where(x => x.Played.Part == part).Select(x => x.Played.IncidentId).Distinct().Count();
            var known = met[identity].Select(x => (x.Other.Reference, x.Other.Name)).FirstOrDefault();
            var first = ofCases[identity].FirstOrDefault();
            var (reference, name) = known.Reference is not null ? known
                : identity == 0 ? (null, "Somebody not known yet")
                : all.Contains(first!.VictimId) ? (first.Suspect!, first.SuspectName!) : (first.Victim, first.VictimName);
            var last = met[identity].Select(x => (DateTime?)x.Played.At).Concat(ofCases[identity].Select(c => (DateTime?)c.LastIncidentAt)).Max();
            pairs.Add((
                new PairLine(reference, Person.Display(name), Count(Part.Victim), Count(Part.Suspect), last, [.. ofCases[identity].Select(c => new PairCase(c.Reference, all.Contains(c.VictimId), c.Grade, c.IsOpen))]),
                ofCases[identity].Where(c => c.IsOpen).Max(c => c.Grade)));
        }

        return [.. pairs.OrderByDescending(p => p.Worst.HasValue ? (int)p.Worst.Value : -1).ThenByDescending(p => p.Line.Last).Select(p => p.Line)];
    }

    private static IEnumerable<NetworkLink> Links(List<Played> parts, List<Other> others)
    {
        var mine = parts.ToLookup(p => p.IncidentId);
        foreach (var group in others.SelectMany(o => mine[o.IncidentId].Select(p => (Other: o, Played: p, Kind: KindOf(p.Part, o.Part)))).GroupBy(x => (x.Other.Identity, x.Kind, Mine: x.Kind == LinkKind.Pair ? x.Played.Part : Part.Other, Theirs: x.Kind == LinkKind.Incident ? x.Other.Part : Part.Other)))
        {
            var incidents = group.Select(x => x.Played.IncidentId).Distinct().Count();
            var words = group.Key switch
            {
                { Kind: LinkKind.Pair, Mine: Part.Victim } => "suspect against this person",
                { Kind: LinkKind.Pair } => "victim of this person",
                { Kind: LinkKind.Child } => "child and adult in the same incident",
                { Theirs: var part } => $"{part.ToString().ToLowerInvariant()} in the same incident",
            };
            yield return new NetworkLink(group.Key.Identity, group.First().Other.Reference, Person.Display(group.First().Other.Name), group.Key.Kind, $"{words} ({incidents} incident{(incidents == 1 ? "" : "s")})", incidents, group.Max(x => x.Played.At));
        }
    }

    private static LinkKind KindOf(Part mine, Part theirs) => (mine, theirs) switch
    {
        (Part.Victim, Part.Suspect) or (Part.Suspect, Part.Victim) => LinkKind.Pair,
        (Part.Child, _) or (_, Part.Child) => LinkKind.Child,
        _ => LinkKind.Incident,
    };

    private static IEnumerable<(long Victim, long Suspect)> Among(List<Other> others) =>
        others.GroupBy(o => o.IncidentId).SelectMany(g => g.Where(v => v.Part == Part.Victim).SelectMany(v => g.Where(s => s.Part == Part.Suspect).Select(s => (v.Identity, s.Identity)))).Distinct();

    /// <summary>Who else has a number or an address that the page shows. What is left out of the page links nobody; neither does a confidential address, nor, for
    /// those who may not see restricted incidents, anybody who is in one.</summary>
    private async Task<List<NetworkLink>> Sharers(List<long> all, ShownContact contact, DateTime now, CancellationToken cancel)
    {
        var numbers = contact.Phones.Select(p => p.Key).OfType<string>().ToList();
        var homes = contact.Addresses.Where(a => !a.Confidential).Select(a => a.Address).ToList();
        var places = homes.ConvertAll(a => a.Key);
        var seesRestricted = user.May(Permission.SeeRestrictedCases);
        var people = db.People.AsNoTracking().VisibleTo(user, db)
            .Where(p => !all.Contains(p.Id) && (seesRestricted || !db.InvolvedPeople.Any(i => i.PersonId == p.Id && db.CaseIncidents.Any(c => c.IncidentId == i.IncidentId && c.Case.Restricted))));
        var byPhone = numbers.Count == 0 ? [] : await db.PersonPhones.AsNoTracking().Where(x => x.Key != null && numbers.Contains(x.Key))
            .Join(people, x => x.PersonId, p => p.Id, (x, p) => new { x.Id, x.Since, Identity = p.SameAsId ?? p.Id, p.Reference, Name = p.GivenNames + " " + p.FamilyName })
            .OrderByDescending(x => x.Id).Take(MostSharers).ToListAsync(cancel);
        var byAddress = places.Count == 0 ? [] : await db.PersonAddresses.AsNoTracking().Where(x => places.Contains(x.Key) && !x.Confidential)
            .Join(people.Where(p => !db.Markers.Any(m => m.PersonId == p.Id && m.Kind == MarkerKind.RefugeOrConfidential && m.EndedAt == null && (m.ExpiresAt == null || m.ExpiresAt > now))), x => x.PersonId, p => p.Id, (x, p) => new { x.Id, x.Key, x.Postcode, x.Since, Identity = p.SameAsId ?? p.Id, p.Reference, Name = p.GivenNames + " " + p.FamilyName })
            .OrderByDescending(x => x.Id).Take(MostSharers).ToListAsync(cancel);
        return
        [
            .. byPhone.Select(x => new NetworkLink(x.Identity, x.Reference, Person.Display(x.Name), LinkKind.Phone, "has used the same telephone number", 1, x.Since)),
            .. byAddress.Where(x => homes.Exists(h => h.Key == x.Key && (h.Postcode is null || x.Postcode is null || h.Postcode == x.Postcode)))
                .Select(x => new NetworkLink(x.Identity, x.Reference, Person.Display(x.Name), LinkKind.Address, "has had the same address", 1, x.Since)),
        ];
    }

    /// <summary>In force on the person and on the addresses the page shows; never a refuge on a page about somebody suspected.</summary>
    private async Task<List<WarningLine>> Warnings(List<long> all, ShownContact contact, DateTime now, CancellationToken cancel)
    {
        var places = contact.Addresses.Select(a => a.Address.Key).Distinct().ToList();
        var markers = await db.Markers.AsNoTracking().InForce(now).VisibleTo(user, db)
            .Where(m => (m.PersonId != null && all.Contains(m.PersonId.Value)) || (m.PlaceKey != null && places.Contains(m.PlaceKey))).ToListAsync(cancel);
        return
        [
            .. from m in markers
               where !(contact.Suspected && m.Kind == MarkerKind.RefugeOrConfidential)
               where m.PlaceKey is null || contact.Addresses.Any(a => a.Address.Key == m.PlaceKey && (m.Postcode is null || a.Address.Postcode is null || m.Postcode == a.Address.Postcode))
               orderby m.PlaceKey is not null, m.Kind
               select new WarningLine(m.Warning, m.Address, m.ReviewOn, m.ExpiresAt),
        ];
    }

    private async Task<List<JoinOf>> Joins(List<long> ids, CancellationToken cancel)
    {
        var people = db.People.VisibleTo(user, db);
        return await db.PersonJoins.AsNoTracking().Where(j => (ids.Contains(j.OneId) || ids.Contains(j.OtherId)) && people.Any(p => p.Id == j.OneId) && people.Any(p => p.Id == j.OtherId))
            .OrderByDescending(j => j.Id).Take(MostEvents)
            .Select(j => new JoinOf(j.One.Reference, j.Other.Reference, j.Because, db.Users.Where(u => u.Id == j.ById).Select(u => u.FullName).FirstOrDefault() ?? "", j.At, j.UndoneBecause, db.Users.Where(u => u.Id == j.UndoneById).Select(u => u.FullName).FirstOrDefault(), j.UndoneAt)).ToListAsync(cancel);
    }

    private async Task<List<EventLine>> Events(List<Played> parts, List<CaseOf> cases, List<JoinOf> joins, CancellationToken cancel)
    {
        var ids = cases.ConvertAll(c => c.Id);
        var grades = await db.GradeDecisions.AsNoTracking().Where(d => ids.Contains(d.CaseId) && d.Stage != Risk.DecisionStage.LoweringProposed && d.Stage != Risk.DecisionStage.LoweringRefused)
            .OrderByDescending(d => d.Id).Take(MostEvents * 3).Select(d => new { d.Id, d.At, d.Grade, d.Case.Reference, By = d.By.FullName }).ToListAsync(cancel);

        // Who agreed with what already stood is on the case; here it is told when the grade became another.
        var changes = grades.GroupBy(g => g.Reference).SelectMany(g => g.OrderBy(d => d.Id).Aggregate(g.Take(0).ToList(), (kept, d) => kept.Count > 0 && kept[^1].Grade == d.Grade ? kept : [.. kept, d]));
        var referrals = await db.Referrals.AsNoTracking().Where(r => ids.Contains(r.CaseId)).OrderByDescending(r => r.Id).Take(MostEvents)
            .Select(r => new { r.ReferredAt, r.Reference, Case = r.Case.Reference, By = r.ReferredBy.FullName }).ToListAsync(cancel);
        var (seesMarac, seesJoins) = (user.May(Permission.ConsultMarac), user.May(Permission.JoinPeople));
        var events = parts.Take(MostEvents).Select(p => new EventLine(PersonEventKind.Incident, p.At, $"{p.Part} in {p.Reference}: {Offences.Find(p.Offence)?.Name ?? "offence not decided"}", null, $"/incidents/{p.Reference}"))
            .Concat(changes.Select(g => new EventLine(PersonEventKind.Grade, g.At, $"{g.Grade} risk decided in {g.Reference}", g.By, $"/cases/{g.Reference}")))
            .Concat(referrals.Select(r => new EventLine(PersonEventKind.Marac, r.ReferredAt, $"{r.Case} referred to MARAC ({r.Reference})", r.By, seesMarac ? $"/marac/referrals/{r.Reference}" : null)))
            .Concat(joins.Select(j => new EventLine(PersonEventKind.Join, j.At, $"Records {j.One} and {j.Other} joined: {j.Because}", j.By, seesJoins ? $"/people/{j.One}/joins" : null)))
            .Concat(joins.Where(j => j.UndoneAt is not null).Select(j => new EventLine(PersonEventKind.Join, j.UndoneAt!.Value, $"Join of {j.One} and {j.Other} undone: {j.UndoneBecause}", j.UndoneBy, seesJoins ? $"/people/{j.One}/joins" : null)));
        return [.. events.OrderByDescending(e => e.At).Take(MostEvents)];
    }

    private sealed record Played(long IncidentId, string Reference, DateTime At, string? Offence, Part Part);

    private sealed record Other(long IncidentId, Part Part, long Identity, string Reference, string Name);

    private sealed record CaseOf(long Id, string Reference, long VictimId, long? SuspectId, long VictimIdentity, long? SuspectIdentity, Grade? Grade, bool IsOpen, DateTime LastIncidentAt, string Victim, string VictimName, string? Suspect, string? SuspectName);

    private sealed record JoinOf(string One, string Other, string Because, string By, DateTime At, string? UndoneBecause, string? UndoneBy, DateTime? UndoneAt);
}
