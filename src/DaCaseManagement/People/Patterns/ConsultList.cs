using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Cases;
using DaCaseManagement.Clocks;
using DaCaseManagement.Data;
using DaCaseManagement.Incidents;
using DaCaseManagement.Pipeline;
using DaCaseManagement.Policy;

using FluentValidation;

using MediatR;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.People.Patterns;

/// <summary>The standing lists of local teams (PPL-9), in the order of their tabs.</summary>
public enum StandingList
{
    HighRisk,
    RepeatVictims,
    RepeatPairs,
    RepeatPerpetrators,
    SerialPerpetrators,
    GoneQuiet,
    RepeatAddresses,
}

/// <summary>One of the standing lists, worst or latest first, a page at a time.</summary>
/// <param name="Area">Null: the whole force.</param>
/// <param name="Level">Name of one of the policy's rules for the list; otherwise the lowest.</param>
/// <param name="After">Id of the last line of the page before.</param>
/// <param name="OnPaper">A longer page, to be printed.</param>
[Requires(Permission.ConsultLists)]
public sealed record ConsultList(StandingList List, long? Area = null, string? Level = null, long? After = null, bool OnPaper = false) : IQuery<StandingPage>;

/// <param name="Levels">The rules there are for this list, lowest first.</param>
/// <param name="Consequence">What follows from being on it, by policy.</param>
/// <param name="Sanitised">References of restricted cases that would stand here too, in order, for those who may not see more (policy).</param>
public sealed record StandingPage(
    StandingList List, string? Level, IReadOnlyList<string> Levels, string? Consequence, IReadOnlyList<StandingLine> Lines, long? Next, IReadOnlyList<string> Sanitised, DateOnly AsAt) : IConsultation
{
    public IEnumerable<Subject> Consulted =>
    [
        .. Lines.SelectMany(l => new[] { l.Person, l.Other }).OfType<StandingPerson>().Select(p => Subject.Person(p.Reference)),
        .. Lines.Select(l => l.Case).OfType<string>().Concat(Sanitised).Select(Subject.Case),
        .. Lines.Select(l => l.Incident).OfType<string>().Select(Subject.Incident),
    ];
}

/// <param name="Other">The suspect of a pair.</param>
/// <param name="Address">For an address list; null when the address is confidential.</param>
/// <param name="Case">The case to look at; with the latest incident.</param>
/// <param name="Incident">The latest one at an address.</param>
/// <param name="Unreported">The victim has spoken of abuse that was never reported (REC-8).</param>
public sealed record StandingLine(
    long Id, StandingPerson? Person, StandingPerson? Other, string? Address, string? Case, Grade? Grade, string? Incident, string? Area, DateOnly Since, DateOnly LatestOn, string Because, bool Unreported);

public sealed record StandingPerson(string Reference, string Name, string? Born, IReadOnlyList<string> Markers);

public sealed class ConsultListValidator : AbstractValidator<ConsultList>
{
    public ConsultListValidator() => RuleFor(q => q.Level).MaximumLength(Lengths.Name);
}

public sealed class ConsultListHandler(CaseDbContext db, CurrentUser user, PolicyInForce inForce, TimeProvider clock) : IRequestHandler<ConsultList, StandingPage>
{
    public const int ScreenSize = 25;
    public const int PaperSize = 200;
    private const int MostSanitised = 50;

    public async Task<StandingPage> Handle(ConsultList request, CancellationToken cancellationToken)
    {
        var today = LocalTime.DayOf(clock.GetUtcNow().UtcDateTime);
        var areas = await db.Areas.ToDictionaryAsync(a => a.Id, a => a.Name, cancellationToken);
        return request.List == StandingList.HighRisk ? await HighRisk(request, areas, today, cancellationToken) : await Standing(request, areas, today, cancellationToken);
    }

    private static int Size(ConsultList request) => request.OnPaper ? PaperSize : ScreenSize;

    private bool Sanitises => inForce.Policy.Lists.ShowRestrictedAsSanitised && !user.May(Permission.SeeRestrictedCases);

    private async Task<StandingPage> HighRisk(ConsultList request, Dictionary<long, string> areas, DateOnly today, CancellationToken cancel)
    {
        var size = Size(request);
        var open = db.Cases.AsNoTracking().Where(c => c.Grade == Grade.High && c.ClosedAt == null && (request.Area == null || c.AreaId == request.Area));
        var mine = user.May(Permission.SeeRestrictedCases) ? open : open.Where(c => !c.Restricted);
        if (request.After is { } after && await mine.Where(c => c.Id == after).Select(c => (DateTime?)c.LastIncidentAt).SingleOrDefaultAsync(cancel) is { } at)
        {
            mine = mine.Where(c => c.LastIncidentAt < at || (c.LastIncidentAt == at && c.Id < after));
        }

        var rows = await mine.OrderByDescending(c => c.LastIncidentAt).ThenByDescending(c => c.Id).Take(size + 1)
            .Select(c => new
            {
                c.Id,
                c.Reference,
                c.AreaId,
                c.GradedAt,
                c.OpenedAt,
                c.LastIncidentAt,
                c.VictimId,
                Shown = db.GradeDecisions.Where(d => d.CaseId == c.Id && d.Stage == Risk.DecisionStage.Officer).OrderByDescending(d => d.Id).Select(d => d.Information).FirstOrDefault(),
                Reason = db.GradeDecisions.Where(d => d.CaseId == c.Id && d.Stage != Risk.DecisionStage.LoweringProposed && d.Stage != Risk.DecisionStage.LoweringRefused).OrderByDescending(d => d.Id).Select(d => d.Reason).FirstOrDefault(),
            })
            .ToListAsync(cancel);
        var people = await People([.. rows.Take(size).Select(r => r.VictimId)], cancel);
        var unreported = await Unreported(people, cancel);
        var sanitised = Sanitises ? await open.Where(c => c.Restricted).OrderBy(c => c.Id).Take(MostSanitised).Select(c => c.Reference).ToListAsync(cancel) : [];
        return new StandingPage(
            request.List, null, [], null,
            [.. rows.Take(size).Select(r => new StandingLine(
                r.Id, people.Shown(r.VictimId), null, null, r.Reference, Grade.High, null, Area(areas, r.AreaId), LocalTime.DayOf(r.GradedAt ?? r.OpenedAt), LocalTime.DayOf(r.LastIncidentAt),
                Short(string.Join(". ", new[] { r.Shown, r.Reason }.OfType<string>())) ?? "", unreported.Contains(people.Identity(r.VictimId))))],
            rows.Count > size ? rows[size - 1].Id : null, sanitised, today);
    }

    private async Task<StandingPage> Standing(ConsultList request, Dictionary<long, string> areas, DateOnly today, CancellationToken cancel)
    {
        var size = Size(request);
        var (pattern, rules) = Of(request.List, inForce.Policy);
        var rule = rules.FirstOrDefault(r => r.Name == request.Level) ?? rules.FirstOrDefault();
        var name = rule?.Name ?? "";
        var on = db.Standings.AsNoTracking().On(today).Where(s => s.Pattern == pattern && s.Rule == name);
        if (request.Area is { } area)
        {
            on = on.Where(s => s.AreaId == area);
        }

        var mine = on.VisibleTo(user);
        if (request.After is { } after && await db.Standings.Where(s => s.Id == after).Select(s => (double?)s.Rank).SingleOrDefaultAsync(cancel) is { } rank)
        {
            mine = mine.Where(s => s.Rank < rank || (s.Rank == rank && s.Id < after));
        }

        var rows = await mine.OrderByDescending(s => s.Rank).ThenByDescending(s => s.Id).Take(size + 1).ToListAsync(cancel);
        var lines = pattern == PatternKind.RepeatAddress ? await Addresses([.. rows.Take(size)], areas, cancel) : await OfPeople([.. rows.Take(size)], areas, cancel);
        return new StandingPage(
            request.List, rule?.Name, [.. rules.Select(r => r.Name)], rule?.Consequence ?? (pattern == PatternKind.SerialPerpetrator ? inForce.Policy.Serial?.Consequence ?? "This force keeps no list of serial perpetrators: its policy has no rule for one" : null),
            lines, rows.Count > size ? rows[size - 1].Id : null, Sanitises ? await Sanitised(on, pattern, cancel) : [], today);
    }

    private static (PatternKind Pattern, List<RepeatPolicy> Rules) Of(StandingList list, ForcePolicy policy)
    {
        var (pattern, unit) = list switch
        {
            StandingList.RepeatVictims => (PatternKind.RepeatVictim, (RepeatUnit?)RepeatUnit.Victim),
            StandingList.RepeatPairs => (PatternKind.RepeatPair, RepeatUnit.Pair),
            StandingList.RepeatPerpetrators => (PatternKind.RepeatPerpetrator, RepeatUnit.Perpetrator),
            StandingList.RepeatAddresses => (PatternKind.RepeatAddress, RepeatUnit.Location),
            StandingList.GoneQuiet => (PatternKind.GoneQuiet, null),
            _ => (PatternKind.SerialPerpetrator, null),
        };
        return (pattern, [.. policy.Repeats.Where(r => r.Unit == unit).OrderBy(r => r.Count)]);
    }

    private async Task<List<StandingLine>> OfPeople(List<Standing> rows, Dictionary<long, string> areas, CancellationToken cancel)
    {
        var people = await People([.. rows.SelectMany(r => new[] { r.SubjectId, r.OtherId }).Where(id => id != 0)], cancel);
        var suspects = rows.Exists(r => r.Pattern is PatternKind.RepeatPerpetrator or PatternKind.SerialPerpetrator);
        var records = people.Records;
        var cases = await db.Cases.AsNoTracking().VisibleTo(user)
            .Where(c => suspects ? c.PerpetratorId != null && records.Contains(c.PerpetratorId.Value) : records.Contains(c.VictimId))
            .Select(c => new { c.Reference, Victim = c.Victim.SameAsId ?? c.VictimId, Suspect = c.Perpetrator == null ? 0 : c.Perpetrator.SameAsId ?? c.Perpetrator.Id, c.Grade, c.ClosedAt, c.LastIncidentAt })
            .ToListAsync(cancel);

        // INV-7: a line about a suspect says nothing of who the victims are.
        var unreported = suspects ? [] : await Unreported(people, cancel);
        return
        [
            .. from r in rows
               let person = people.Shown(r.SubjectId)
               where person is not null
               let latest = cases.Where(c => suspects ? c.Suspect == r.SubjectId : c.Victim == r.SubjectId && (r.OtherId == 0 || c.Suspect == r.OtherId)).OrderBy(c => c.ClosedAt is not null).ThenByDescending(c => c.LastIncidentAt).FirstOrDefault()
               select new StandingLine(r.Id, person, r.OtherId == 0 ? null : people.Shown(r.OtherId), null, latest?.Reference, latest is { ClosedAt: null } ? latest.Grade : null, null, Area(areas, r.AreaId), r.ReachedOn, r.LatestOn, r.Because, unreported.Contains(r.SubjectId)),
        ];
    }

    private async Task<List<StandingLine>> Addresses(List<Standing> rows, Dictionary<long, string> areas, CancellationToken cancel)
    {
        var streets = rows.Select(r => Places.Street(r.Place)).Distinct().ToList();
        var from = rows.Count == 0 ? DateTime.MinValue : LocalTime.ToUtc(rows.Min(r => r.LatestOn).ToDateTime(TimeOnly.MinValue));
        var incidents = await db.Incidents.AsNoTracking().VisibleTo(user, db).Where(i => i.LocationKey != null && streets.Contains(i.LocationKey) && i.StartedAt >= from && i.FinishedAt != null && i.Coding == Coding.DomesticAbuse)
            .OrderByDescending(i => i.StartedAt).Select(i => new { i.Reference, i.LocationKey, i.Postcode, i.Location }).ToListAsync(cancel);
        var marked = await db.ConfidentialAmong(streets, clock.GetUtcNow().UtcDateTime, cancel);
        var confidential = await db.PersonAddresses.Where(a => a.Confidential && streets.Contains(a.Key)).Select(a => a.Key).Distinct().ToListAsync(cancel);
        return
        [
            .. from r in rows
               let latest = incidents.Find(i => Places.Key(i.LocationKey, i.Postcode) == r.Place)
               where latest is not null
               let hidden = (confidential.Contains(Places.Street(r.Place)) || marked.Hold(latest.LocationKey, latest.Postcode)) && !user.May(Permission.SeeRestrictedCases)
               select new StandingLine(r.Id, null, null, hidden ? null : latest.Location, null, null, hidden ? null : latest.Reference, Area(areas, r.AreaId), r.ReachedOn, r.LatestOn, r.Because, false),
        ];
    }

    /// <summary>The restricted cases of those whose standing rests on restricted incidents alone: in order of reference, so that their place says nothing.</summary>
    private async Task<List<string>> Sanitised(IQueryable<Standing> on, PatternKind pattern, CancellationToken cancel)
    {
        if (pattern == PatternKind.RepeatAddress)
        {
            return [];
        }

        var subjects = await on.Where(s => s.Sight == Sight.Restricted).Select(s => s.SubjectId).Distinct().Take(MostSanitised).ToListAsync(cancel);
        var records = (await db.RecordsOfSamePeople(subjects, cancel)).Keys.ToList();
        var restricted = db.Cases.Where(c => c.Restricted && c.ClosedAt == null);
        var theirs = pattern is PatternKind.RepeatPerpetrator or PatternKind.SerialPerpetrator
            ? restricted.Where(c => c.PerpetratorId != null && records.Contains(c.PerpetratorId.Value))
            : restricted.Where(c => records.Contains(c.VictimId));
        return await theirs.OrderBy(c => c.Reference).Take(MostSanitised).Select(c => c.Reference).ToListAsync(cancel);
    }

    /// <summary>Those of these human beings whom this reader may see, by the oldest record that may be seen.</summary>
    private async Task<Known> People(IReadOnlyCollection<long> people, CancellationToken cancel)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var records = await db.RecordsOfSamePeople(people, cancel);
        var ids = records.Keys.ToList();
        var rows = await db.People.AsNoTracking().VisibleTo(user, db).Where(p => ids.Contains(p.Id)).OrderBy(p => p.Id).ToListAsync(cancel);

        // That somebody is in a refuge is on no list, least of all on paper.
        var markers = (await db.Markers.AsNoTracking().InForce(now).VisibleTo(user, db).Where(m => m.PersonId != null && ids.Contains(m.PersonId.Value) && m.Kind != MarkerKind.RefugeOrConfidential).ToListAsync(cancel)).ToLookup(m => records[m.PersonId!.Value]);
        var shown = rows.GroupBy(p => p.IdentityId).ToDictionary(
            g => g.Key,
            g => new StandingPerson(
                g.First().Reference, g.Select(p => p.DisplayName).FirstOrDefault(n => n != Person.Display("")) ?? g.First().DisplayName, g.Select(p => p.Born).FirstOrDefault(b => b is not null)?.ToString(),
                [.. markers[g.Key].Select(m => m.Warning).Distinct()]));
        return new Known(records, shown, [.. rows.Select(p => p.Id)]);
    }

    private sealed record Known(Dictionary<long, long> Identities, Dictionary<long, StandingPerson> People, IReadOnlyCollection<long> Records)
    {
        public long Identity(long record) => Identities.GetValueOrDefault(record, record);

        public StandingPerson? Shown(long record) => People.GetValueOrDefault(Identity(record));
    }

    private async Task<HashSet<long>> Unreported(Known people, CancellationToken cancel)
    {
        var records = people.Records;
        var said = await db.InvolvedPeople.Where(p => p.PersonId != null && records.Contains(p.PersonId.Value) && p.Part == Part.Victim)
            .Join(db.Incidents.VisibleTo(user, db).Where(i => i.UnreportedBefore != null), p => p.IncidentId, i => i.Id, (p, _) => p.PersonId!.Value).Distinct().ToListAsync(cancel);
        return [.. said.Select(people.Identity)];
    }

    private static string? Area(Dictionary<long, string> areas, long? id) => id is { } known ? areas.GetValueOrDefault(known) : null;

    private static string? Short(string? text) => text is { Length: > 200 } ? text[..200].TrimEnd() + " …" : text;
}
