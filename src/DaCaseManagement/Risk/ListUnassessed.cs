using System.Globalization;

using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Data;
using DaCaseManagement.Incidents;
using DaCaseManagement.Pipeline;

using MediatR;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Risk;

/// <summary>Every incident without an assessment or an approved exception, oldest first (RSK-5). Area and unit narrow the rows; the force's total and its oldest are always answered.</summary>
/// <param name="After">Of the last row of the page before.</param>
[Requires(Permission.ConsultOversight)]
public sealed record ListUnassessed(long? Area = null, long? Unit = null, string? After = null) : IQuery<UnassessedPage>;

/// <param name="Total">The whole force's, restricted records among them: a victim nobody has assessed is never left out of it, and a number and an age say nothing of who she is.</param>
/// <param name="Narrowed">Whether rows were left out by area or unit; those of restricted records then always are, so that no filter tells where they belong.</param>
public sealed record UnassessedPage(int Total, DateTime? Oldest, IReadOnlyList<UnassessedRow> Rows, string? Next, bool Narrowed, IReadOnlyList<NamedChoice> Areas, IReadOnlyList<NamedChoice> Units) : IConsultation
{
    public IEnumerable<Subject> Consulted => Rows.Where(r => r.Case is not null).Select(r => Subject.Case(r.Case!));
}

public sealed record NamedChoice(long Id, string Name);

public enum UnassessedWhy
{
    NobodyWasAsked,
    NoDraft,
    DraftBegun,
    TelephoneOnly,
    ExceptionAsked,
    ExceptionRefused,

    /// <summary>A restricted record: with the specialist unit, and for others no more than that.</summary>
    Restricted,
}

/// <param name="Incident">Null for those who may not see the record.</param>
/// <param name="By">Who began the draft, made the telephone assessment, asked or refused, and when.</param>
public sealed record UnassessedRow(string? Incident, string? Case, DateTime Since, string? Area, string? Unit, string? Person, DateTime? DueAt, UnassessedWhy Why, string? By, DateTime? At, string? Words);

public sealed class ListUnassessedHandler(CaseDbContext db, CurrentUser user) : IRequestHandler<ListUnassessed, UnassessedPage>
{
    public const int PageSize = 25;

    public async Task<UnassessedPage> Handle(ListUnassessed request, CancellationToken cancellationToken)
    {
        var waiting = db.CaseIncidents.AsNoTracking().Where(c => c.UnassessedSince > Unassessed.Ever);
        var total = await waiting.CountAsync(cancellationToken);
        var oldest = await waiting.MinAsync(c => c.UnassessedSince, cancellationToken);
        var (narrowed, seesRestricted, opens) = (request.Area is not null || request.Unit is not null, user.May(Permission.SeeRestrictedCases), user.May(Permission.ConsultCases));
        if (narrowed)
        {
            waiting = waiting.Where(c => seesRestricted || !c.Case.Restricted);
        }

        if (request.Area is { } area)
        {
            waiting = waiting.Where(c => c.Incident.AreaId == area);
        }

        if (request.Unit is { } unit)
        {
            waiting = waiting.Where(c => db.Deadlines.Any(d => d.CaseId == c.CaseId && d.IsOpen && d.Kind == "Assessment" && d.IncidentId == c.IncidentId && d.OwnerUnitId == unit));
        }

        if (Place.Read(request.After) is { } after)
        {
            waiting = waiting.Where(c => c.UnassessedSince >= after.Since && (c.UnassessedSince > after.Since || c.IncidentId > after.Incident || (c.IncidentId == after.Incident && c.CaseId > after.Case)));
        }

        var found = await waiting.OrderBy(c => c.UnassessedSince).ThenBy(c => c.IncidentId).ThenBy(c => c.CaseId).Take(PageSize + 1)
            .Select(c => new
            {
                c.IncidentId,
                c.CaseId,
                Since = c.UnassessedSince!.Value,
                Incident = c.Incident.Reference,
                Case = c.Case.Reference,
                c.Case.Restricted,
                Area = c.Incident.Area!.Name,

                // One value each: several at once would be numbered over all there are.
                Deadline = db.Deadlines.Where(d => d.CaseId == c.CaseId && d.IsOpen && d.Kind == "Assessment" && d.IncidentId == c.IncidentId).Max(d => (long?)d.Id),
                Draft = db.Assessments.Where(a => a.IncidentId == c.IncidentId && a.CaseId == c.CaseId && a.SubmittedAt == null).Max(a => (long?)a.Id),
                Made = db.Assessments.Where(a => a.IncidentId == c.IncidentId && a.CaseId == c.CaseId && a.SubmittedAt != null).Max(a => (long?)a.Id),
                Exemption = db.Exemptions.Where(e => e.IncidentId == c.IncidentId && e.CaseId == c.CaseId).Max(e => (long?)e.Id),
            })
            .ToListAsync(cancellationToken);
        var shown = found.Take(PageSize).Where(f => seesRestricted || !f.Restricted).ToList();
        List<long> due = [.. shown.Select(f => f.Deadline).OfType<long>()], made = [.. shown.SelectMany(f => new[] { f.Draft, f.Made }).OfType<long>()], asked = [.. shown.Select(f => f.Exemption).OfType<long>()];
        var deadlines = await db.Deadlines.AsNoTracking().Where(d => due.Contains(d.Id)).Select(d => new { d.Id, Unit = d.OwnerUnit!.Name, Person = db.Users.Where(u => u.Id == d.OwnerUserId).Select(u => u.FullName).FirstOrDefault(), d.DueAt }).ToDictionaryAsync(d => d.Id, cancellationToken);
        var assessments = await db.Assessments.AsNoTracking().Where(a => made.Contains(a.Id)).Select(a => new { a.Id, By = a.Assessor!.FullName, At = a.SubmittedAt ?? a.StartedAt }).ToDictionaryAsync(a => a.Id, cancellationToken);
        var exemptions = await db.Exemptions.AsNoTracking().Include(e => e.Steps).Where(e => asked.Contains(e.Id)).ToDictionaryAsync(e => e.Id, cancellationToken);
        var rows = new List<UnassessedRow>();
        foreach (var f in found.Take(PageSize))
        {
            if (f.Restricted && !seesRestricted)
            {
                rows.Add(new UnassessedRow(null, null, f.Since, null, null, null, null, UnassessedWhy.Restricted, null, null, null));
                continue;
            }

            var (owner, step) = (deadlines.GetValueOrDefault(f.Deadline ?? 0), exemptions.GetValueOrDefault(f.Exemption ?? 0)?.Steps.MaxBy(s => s.Id));
            (UnassessedWhy Why, string? By, DateTime? At) told = step is { Stage: ExemptionStage.Asked } ? (UnassessedWhy.ExceptionAsked, step.ByName, step.At)
                : owner is null ? (UnassessedWhy.NobodyWasAsked, null, null)
                : f.Draft is { } draft ? (UnassessedWhy.DraftBegun, assessments[draft].By, assessments[draft].At)
                : f.Made is { } telephone ? (UnassessedWhy.TelephoneOnly, assessments[telephone].By, assessments[telephone].At)
                : step is { Stage: ExemptionStage.Refused } ? (UnassessedWhy.ExceptionRefused, step.ByName, step.At)
                : (UnassessedWhy.NoDraft, null, null);
            rows.Add(new UnassessedRow(
                opens ? f.Incident : null, opens ? f.Case : null, f.Since, f.Area, owner?.Unit, owner?.Person, owner?.DueAt, told.Why, told.By, told.At,
                opens && told.Why is UnassessedWhy.ExceptionAsked or UnassessedWhy.ExceptionRefused ? step!.Words : null));
        }

        return new UnassessedPage(
            total, oldest, rows, found.Count > PageSize ? new Place(found[PageSize - 1].Since, found[PageSize - 1].IncidentId, found[PageSize - 1].CaseId).ToString() : null, narrowed,
            await db.Areas.OrderBy(a => a.Name).Select(a => new NamedChoice(a.Id, a.Name)).ToListAsync(cancellationToken),
            await db.Units.Where(u => u.ClosedAt == null).OrderBy(u => u.Name).Select(u => new NamedChoice(u.Id, u.Name)).ToListAsync(cancellationToken));
    }

    /// <summary>A place in the order, as an address carries it.</summary>
    private sealed record Place(DateTime Since, long Incident, long Case)
    {
        public static Place? Read(string? text) =>
            text?.Split('-') is [var since, var incident, var @case]
            && long.TryParse(since, NumberStyles.None, CultureInfo.InvariantCulture, out var ticks) && ticks <= DateTime.MaxValue.Ticks
            && long.TryParse(incident, NumberStyles.None, CultureInfo.InvariantCulture, out var i) && long.TryParse(@case, NumberStyles.None, CultureInfo.InvariantCulture, out var c)
                ? new Place(new DateTime(ticks, DateTimeKind.Utc), i, c) : null;

        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Since.Ticks}-{Incident}-{Case}");
    }
}
