using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Clocks;
using DaCaseManagement.Data;
using DaCaseManagement.Incidents;
using DaCaseManagement.People;
using DaCaseManagement.People.Matching;
using DaCaseManagement.People.Patterns;
using DaCaseManagement.Pipeline;
using DaCaseManagement.Policy;

using MediatR;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Cases;

/// <summary>A case and its story, newest first, a page at a time (CAS-1).</summary>
/// <param name="Kind">Only lines of one kind.</param>
/// <param name="Before">Id of the last line of the page before.</param>
[Requires(Permission.ConsultCases)]
public sealed record ViewCase(string Reference, TimelineKind? Kind = null, long? Before = null) : IQuery<CaseView>;

public sealed record CaseView(
    string Reference, DateTime OpenedAt, DateTime? ClosedAt, DateTime LastIncidentAt, Grade? Grade, DateTime? GradedAt, string? Area, bool Restricted, int Version, SafeContact SafeContact,
    CaseParty Victim, CaseParty? Perpetrator, IReadOnlyList<TimelineLine> Timeline, long? Next, IReadOnlyList<CaseDeadline> Deadlines, CounterAllegation? Counter, CasePatterns Patterns) : IConsultation
{
    public IEnumerable<Subject> Consulted => [Subject.Case(Reference), Subject.Person(Victim.Reference), .. Perpetrator is null ? Array.Empty<Subject>() : [Subject.Person(Perpetrator.Reference)]];
}

/// <param name="Contact">Telephone and address; nothing confidential, and none of a suspect whom the victim is reported against too (INV-7).</param>
public sealed record CaseParty(string Reference, string Name, string? Born, Gender Gender, string? Language, string? Needs, IReadOnlyList<string> Markers, IReadOnlyList<string> Contact);

/// <summary>What the history of the two people shows (REC-8, PPL-3 to PPL-6).</summary>
/// <param name="Standings">Lists that the victim, the suspect or the pair stands on, and why.</param>
/// <param name="Escalation">In words; empty when nothing grows.</param>
/// <param name="Unreported">The victim's own accounts of what was never reported, newest first.</param>
public sealed record CasePatterns(IReadOnlyList<CaseStanding> Standings, string Escalation, IReadOnlyList<UnreportedAccount> Unreported);

/// <param name="Whom">Victim, suspect or pair.</param>
public sealed record CaseStanding(string Whom, PatternKind Pattern, string Rule, DateOnly Since, string Because);

public sealed record UnreportedAccount(string Incident, DateTime At, string Words);

public sealed record TimelineLine(long Id, DateTime At, TimelineKind Kind, string Headline, string? Detail, string By, string? Link);

/// <param name="Words">What must have happened.</param>
public sealed record CaseDeadline(long Id, string Words, string Kind, string Subject, DateTime DueAt, string Unit, string? IncidentReference);

public sealed class ViewCaseHandler(CaseDbContext db, CurrentUser user, TimeProvider clock, PolicyInForce inForce) : IRequestHandler<ViewCase, CaseView>
{
    public const int PageSize = 30;
    private const int MostAccounts = 3;

    public async Task<CaseView> Handle(ViewCase request, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var c = await db.Cases.AsNoTracking().VisibleTo(user).Include(x => x.Area).SingleOrDefaultAsync(x => x.Reference == request.Reference, cancellationToken)
            ?? throw new RecordNotFoundException("case", request.Reference);
        var directions = await Directions.Of(db, c.VictimId, c.PerpetratorId, cancellationToken);
        var ids = directions.Victims.Concat(directions.Suspects).Append(c.PerpetratorId ?? 0).Distinct().ToList();
        var people = await db.People.AsNoTracking().Include(p => p.Phones).Include(p => p.Addresses).AsSplitQuery().Where(p => p.Id == c.VictimId || p.Id == c.PerpetratorId).ToListAsync(cancellationToken);
        var markers = await db.Markers.AsNoTracking().InForce(now).Where(m => m.PersonId != null && ids.Contains(m.PersonId.Value)).ToListAsync(cancellationToken);
        var places = await db.ConfidentialAmong(people.SelectMany(p => p.Addresses).Select(a => a.Key), now, cancellationToken);
        var seen = directions.SeenBy(user);
        var counter = seen.Opposite.Count == 0 ? null : new CounterAllegation(seen.Opposite[0].Reference, (await ViewBothDirectionsHandler.Decided(db, [.. seen.Both], cancellationToken)).FirstOrDefault());
        CaseParty Party(long id, IReadOnlyCollection<long> records, bool asSuspect)
        {
            var mine = markers.FindAll(m => m.PersonId == id || records.Contains(m.PersonId!.Value));
            var hides = mine.Exists(m => m.Kind == MarkerKind.RefugeOrConfidential);
            mine.RemoveAll(m => m.Kind == MarkerKind.RefugeOrConfidential && (asSuspect || !user.May(Permission.SeeRestrictedCases)));
            return PartyOf(people.Find(p => p.Id == id)!, mine, a => hides || a.Confidential || places.Hold(a.Key, a.Postcode), asSuspect && directions.Opposite.Count > 0, asSuspect ? Normalise.Phone(c.SafeContact.Number) : null);
        }

        var lines = db.Timeline.AsNoTracking().Where(t => t.CaseId == c.Id);
        if (request.Kind is { } kind)
        {
            lines = lines.Where(t => t.Kind == kind);
        }

        if (request.Before is { } before && await db.Timeline.Where(t => t.Id == before && t.CaseId == c.Id).Select(t => (DateTime?)t.At).SingleOrDefaultAsync(cancellationToken) is { } at)
        {
            lines = lines.Where(t => t.At < at || (t.At == at && t.Id < before));
        }

        var timeline = await lines.OrderByDescending(t => t.At).ThenByDescending(t => t.Id).Take(PageSize + 1)
            .Select(t => new TimelineLine(t.Id, t.At, t.Kind, t.Headline, t.Detail, t.UserName, t.Link)).ToListAsync(cancellationToken);
        var deadlines = await db.Deadlines.AsNoTracking().Where(d => d.CaseId == c.Id && d.IsOpen).OrderBy(d => d.DueAt).Take(20)
            .Select(d => new CaseDeadline(d.Id, "", d.Kind, d.Subject, d.DueAt, d.OwnerUnit!.Name, db.Incidents.Where(i => i.Id == d.IncidentId).Select(i => i.Reference).FirstOrDefault())).ToListAsync(cancellationToken);
        var words = await DeadlineWords.Of(db, deadlines.Select(d => (d.Kind, d.Subject)), cancellationToken);
        return new CaseView(
            c.Reference, c.OpenedAt, c.ClosedAt, c.LastIncidentAt, c.Grade, c.GradedAt, c.Area?.Name, c.Restricted, c.Version, c.SafeContact,
            Party(c.VictimId, directions.Victims, asSuspect: false), c.PerpetratorId is { } suspect ? Party(suspect, directions.Suspects, asSuspect: true) : null,
            [.. timeline.Take(PageSize)], timeline.Count > PageSize ? timeline[PageSize - 1].Id : null,
            [.. deadlines.Select(d => d with { Words = words.GetValueOrDefault((d.Kind, d.Subject)) ?? (inForce.Policy.Deadlines.TryGetValue(d.Kind, out var own) ? own.Words : d.Kind) })], counter,
            await Patterns(people.Find(p => p.Id == c.VictimId)!, people.Find(p => p.Id == c.PerpetratorId), LocalTime.DayOf(now), cancellationToken));
    }

    private async Task<CasePatterns> Patterns(Person victim, Person? suspect, DateOnly today, CancellationToken cancel)
    {
        var (v, s) = (victim.IdentityId, suspect?.IdentityId ?? 0);
        var standings = await db.Standings.AsNoTracking().VisibleTo(user).On(today)
            .Where(x => x.Place == "" && (x.SubjectId == v || (x.SubjectId == s && s != 0)) && (x.OtherId == 0 || (x.SubjectId == v && x.OtherId == s)))
            .OrderByDescending(x => x.SubjectId == v).ThenBy(x => x.Id).ToListAsync(cancel);
        var records = await db.RecordsOfSamePeople(suspect is null ? [victim.Id] : [victim.Id, suspect.Id], cancel);
        List<long> hers = [.. records.Where(r => r.Value == v).Select(r => r.Key)], his = [.. records.Where(r => r.Value == s).Select(r => r.Key)];
        var reports = await VictimReports.Read(db, hers, his, user.May(Permission.SeeRestrictedCases), cancel);
        var ids = reports.Select(r => r.IncidentId).ToList();
        var accounts = await db.Incidents.AsNoTracking().Where(i => ids.Contains(i.Id) && i.UnreportedBefore != null).OrderByDescending(i => i.StartedAt).Take(MostAccounts)
            .Select(i => new UnreportedAccount(i.Reference, i.StartedAt, i.UnreportedBefore!)).ToListAsync(cancel);
        return new CasePatterns(
            [.. standings.Select(x => new CaseStanding(x.OtherId != 0 ? "Pair" : x.SubjectId == v ? "Victim" : "Suspect", x.Pattern, x.Rule, x.ReachedOn, x.Because))],
            Escalation.Of([.. reports.Where(r => r.SamePair).Select(r => r.Event)], today, inForce.Policy).Words, accounts);
    }

    private static CaseParty PartyOf(Person p, List<Marker> markers, Func<PersonAddress, bool> confidential, bool withheld, string? safeNumber) => new(
        p.Reference, p.DisplayName, p.Born?.ToString(), p.Gender, p.Language, p.Needs,
        [.. markers.Select(m => m.Warning)],
        withheld ? [] :
        [
            .. p.Phones.Where(x => safeNumber is null || x.Key != safeNumber).OrderByDescending(x => x.Since).Take(2).Select(x => x.AsTyped),
            .. p.Addresses.Where(a => !confidential(a)).OrderByDescending(x => x.Since).Take(1).Select(a => a.AsTyped),
        ]);
}
