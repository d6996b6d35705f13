using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Data;
using DaCaseManagement.Pipeline;

using MediatR;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Incidents;

/// <summary>A report as the call screen shows it: every field by name.</summary>
[Requires(Permission.RecordIncidents)]
public sealed record OpenReport(string Reference) : IQuery<ReportForm>;

/// <param name="Values">By <see cref="ReportFields"/> name; empty fields are absent.</param>
/// <param name="Slots">How many people the form holds.</param>
/// <param name="Linked">References of person records already chosen, by slot.</param>
public sealed record ReportForm(string Reference, Guid DraftKey, IncidentStatus Status, int Version, DateTime StartedAt, IReadOnlyDictionary<string, string> Values, int Slots, IReadOnlyDictionary<int, string> Linked, ResponseGrade Suggested, IReadOnlyList<string> SuggestedBecause) : IConsultation
{
    public IEnumerable<Subject> Consulted => [Subject.Incident(Reference), .. Linked.Values.Select(Subject.Person)];
}

public sealed class OpenReportHandler(CaseDbContext db, CurrentUser user) : IRequestHandler<OpenReport, ReportForm>
{
    public async Task<ReportForm> Handle(OpenReport request, CancellationToken cancellationToken)
    {
        var incident = await db.Incidents.AsNoTracking().VisibleTo(user, db).Include(i => i.Prompts).Include(i => i.People).ThenInclude(p => p.Person).AsSplitQuery()
            .SingleOrDefaultAsync(i => i.Reference == request.Reference, cancellationToken)
            ?? throw new RecordNotFoundException("incident", request.Reference);
        var names = ReportFields.All.Select(f => f.Name)
            .Concat(Prompts.All.SelectMany(p => new[] { $"prompt.{p.Code}", $"prompt.{p.Code}.note" }))
            .Concat(incident.People.SelectMany(p => ReportFields.OfPerson.Select(w => $"person.{p.Slot}.{w}")));
        var values = new Dictionary<string, string>();
        foreach (var name in names)
        {
            if (ReportFields.Find(name)!.Get(incident) is { Length: > 0 } value)
            {
                values[name] = value;
            }
        }

        var (suggested, because) = ResponseGrading.Suggest(incident);
        return new ReportForm(
            incident.Reference, incident.DraftKey, incident.Status, incident.Version, incident.StartedAt, values,
            incident.People.Count == 0 ? 0 : incident.People.Max(p => p.Slot),
            incident.People.Where(p => p.Person is not null).ToDictionary(p => p.Slot, p => p.Person!.Reference),
            suggested, because);
    }
}
