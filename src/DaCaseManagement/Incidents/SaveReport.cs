using System.Globalization;

using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Clocks;
using DaCaseManagement.Data;
using DaCaseManagement.People.Patterns;
using DaCaseManagement.Pipeline;
using DaCaseManagement.Policy;
using DaCaseManagement.Routing;

using FluentValidation;

using MediatR;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Incidents;

/// <summary>Keeps what has been typed so far: one field (autosave) or the whole form (REC-1). The first save makes the report.</summary>
/// <param name="DraftKey">Made with the empty form; the report is found by it.</param>
/// <param name="Editor">The open page, so that its own earlier saves are not taken for somebody else's.</param>
/// <param name="BaseVersion">The version the page was made from; null for a new report.</param>
/// <param name="Fields">Values by <see cref="ReportFields"/> name.</param>
/// <param name="Was">What each field showed before it was typed in, where the page knows (autosave).</param>
[Requires(Permission.RecordIncidents)]
public sealed record SaveReport(Guid DraftKey, Guid Editor, int? BaseVersion, IReadOnlyDictionary<string, string?> Fields, IReadOnlyDictionary<string, string?>? Was = null)
    : ICommand<SavedReport>;

/// <param name="Suggested">What the facts now suggest about speed, and why.</param>
public sealed record SavedReport(string Reference, int Version, DateTime At, ResponseGrade Suggested, IReadOnlyList<string> SuggestedBecause);

public sealed class SaveReportValidator : AbstractValidator<SaveReport>
{
    public SaveReportValidator()
    {
        RuleFor(r => r.DraftKey).NotEmpty();
        RuleFor(r => r.Fields).Custom((fields, context) =>
        {
            foreach (var (name, value) in fields)
            {
                if (ReportFields.Find(name) is not { } field)
                {
                    context.AddFailure("", "The form held a field this system does not know. Reload the page.");
                }
                else if (field.Problem(value ?? "") is { } problem)
                {
                    context.AddFailure(name, problem);
                }
            }
        });
    }
}

public sealed class SaveReportHandler(CaseDbContext db, CurrentUser user, AuditTrail trail, TimeProvider clock, PolicyInForce inForce, Deadlines deadlines, CaseRouter router, DispatchClocks clocks) : IRequestHandler<SaveReport, SavedReport>
{
    public async Task<SavedReport> Handle(SaveReport request, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var incident = await db.Incidents.Include(i => i.Prompts).Include(i => i.People).SingleOrDefaultAsync(i => i.DraftKey == request.DraftKey, cancellationToken);
        if (incident is { Status: IncidentStatus.Closed })
        {
            throw new RefusedException("REC-9", "", "This incident is closed. Reopen it before changing the report.");
        }

        var isNew = incident is null;
        if (incident is null)
        {
            incident = new Incident(await db.NextReference(References.Series("DA", now), cancellationToken), request.DraftKey, user.Id, now);
            db.Incidents.Add(incident);

            // The changes below carry its id.
            await db.SaveChangesAsync(cancellationToken);
        }

        var wasAt = Places.Key(incident.LocationKey, incident.Postcode);
        var before = incident.Response;
        var changed = await Apply(incident, request, now, cancellationToken);
        if (request.Fields.ContainsKey("area") && incident.AreaId is { } area && !await db.Areas.AnyAsync(a => a.Id == area, cancellationToken))
        {
            throw new RefusedException("RTE-3", "area", "Choose one of the areas offered");
        }

        if (isNew)
        {
            trail.Record(AuditAct.Collection, "report.started", Subject.Incident(incident.Reference), Names(changed));
        }
        else
        {
            trail.Record(AuditAct.Alteration, "report.saved", Subject.Incident(incident.Reference), changed.Count == 0 ? "nothing changed" : Names(changed));
        }

        await db.SaveChangesAsync(cancellationToken);
        if (changed.Exists(f => f is "response" or "slower-because" or "appointment-because"))
        {
            // Somebody must be sent while the caller is still talking (REC-6).
            await clocks.Follow(incident, before, cancellationToken);
        }

        if (incident.FinishedAt is not null && changed.Exists(f => f is "location" or "area" or "offence" || f.StartsWith("person.", StringComparison.Ordinal)))
        {
            // A finished report is counted already: what was corrected moves the counts of whoever and wherever it names.
            await Standings.RecountPeople(db, inForce.Policy, [.. incident.People.Select(p => p.PersonId).OfType<long>()], cancellationToken);
            await Standings.RecountPlaces(db, inForce.Policy, [wasAt, Places.Key(incident.LocationKey, incident.Postcode)], cancellationToken);
        }

        if (incident.FinishedAt is not null && changed.Contains("offence"))
        {
            // A crime may need an assessment where the incident first reported did not (RSK-4).
            foreach (var @case in await db.CaseIncidents.Where(c => c.IncidentId == incident.Id).Select(c => c.Case).ToListAsync(cancellationToken))
            {
                await AssessmentDue.Open(db, deadlines, router, inForce.Policy, incident, @case, cancellationToken);
            }
        }

        var (suggested, because) = ResponseGrading.Suggest(incident);
        return new SavedReport(incident.Reference, incident.Version, now, suggested, because);
    }

    private async Task<List<string>> Apply(Incident incident, SaveReport request, DateTime now, CancellationToken cancel)
    {
        // Changes made elsewhere since this page was made; the page's own are known to it.
        var elsewhere = request.BaseVersion is not { } from
            ? []
            : await db.IncidentChanges.AsNoTracking().Where(c => c.IncidentId == incident.Id && c.Version > from && c.Editor != request.Editor).OrderBy(c => c.Id).ToListAsync(cancel);
        var (entry, changed, conflicts) = (db.Entry(incident), new List<string>(), new List<FieldConflict>());
        foreach (var (name, typed) in request.Fields)
        {
            var field = ReportFields.Find(name)!;
            var (current, value) = (field.Get(incident) ?? "", (typed ?? "").Trim());
            if (Same(current, value))
            {
                continue;
            }

            var expected = request.Was is not null && request.Was.TryGetValue(name, out var was) ? was ?? "" : elsewhere.Find(c => c.Field == name)?.Old;
            if (expected is not null && Same(expected, value))
            {
                // Changed by somebody else, untouched here: theirs stays.
                continue;
            }

            if (expected is not null && !Same(expected, current))
            {
                conflicts.Add(new FieldConflict(name, field.Label, current, value));
                continue;
            }

            if (name == "coding" && incident.FinishedAt is not null)
            {
                throw new RefusedException("REC-11", name, "A recorded incident is coded anew on its own page: taking it off domestic abuse needs a reason and a supervisor.");
            }

            field.Set(incident, value.Length == 0 ? null : value);
            changed.Add(name);
            if (entry.State == EntityState.Unchanged)
            {
                entry.State = EntityState.Modified;
            }

            db.IncidentChanges.Add(new IncidentChange
            {
                IncidentId = incident.Id,
                Field = name,
                Old = current,
                New = value,
                Version = incident.Version + 1,
                Editor = request.Editor,
                UserId = user.Id,
                UserName = user.UserName,
                At = now,
            });
        }

        return conflicts.Count == 0 ? changed : throw new EditConflictException(conflicts, incident.Version);
    }

    // Browsers send CR LF for what was kept with LF.
    private static bool Same(string a, string b) => string.Equals(a.ReplaceLineEndings("\n"), b.ReplaceLineEndings("\n"), StringComparison.Ordinal);

    private static string Names(List<string> fields) =>
        fields.Count <= 12 ? string.Join(", ", fields) : string.Join(", ", fields.Take(12)) + string.Create(CultureInfo.InvariantCulture, $" and {fields.Count - 12} more");
}
