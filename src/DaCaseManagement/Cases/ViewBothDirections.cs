using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Data;
using DaCaseManagement.Incidents;
using DaCaseManagement.People;
using DaCaseManagement.Pipeline;
using DaCaseManagement.Policy;

using MediatR;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Cases;

/// <summary>What two people reported against each other, side by side, and the decisions on who is the primary aggressor (PPL-7). Nobody's contact details are
/// in it (INV-7).</summary>
[Requires(Permission.ConsultCases)]
public sealed record ViewBothDirections(string Case) : IQuery<BothDirections>;

/// <param name="Here">Reports with the case's victim as victim.</param>
/// <param name="Opposite">Reports the other way round.</param>
public sealed record BothDirections(string Case, DirectionParty Victim, DirectionParty? Suspect, DirectionSide Here, DirectionSide Opposite, IReadOnlyList<DecidedAggressor> Decisions, bool SeesIncidents) : IConsultation
{
    public DecidedAggressor? Standing => Decisions.Count > 0 ? Decisions[0] : null;

    public IEnumerable<Subject> Consulted =>
        [Subject.Case(Case), .. Here.Cases.Concat(Opposite.Cases).Select(c => Subject.Case(c.Reference)), Subject.Person(Victim.Reference), .. Suspect is null ? Array.Empty<Subject>() : [Subject.Person(Suspect.Reference)], .. Here.Incidents.Concat(Opposite.Incidents).Select(i => Subject.Incident(i.Reference))];
}

public sealed record DirectionParty(string Reference, string Name);

public sealed record DirectionSide(IReadOnlyList<DirectionCase> Cases, IReadOnlyList<DirectionIncident> Incidents, int Count);

public sealed record DirectionCase(string Reference, bool IsOpen, Grade? Grade);

/// <param name="Injured">As answered when it was reported.</param>
/// <param name="Grade">The last grade decided on this incident's assessment.</param>
public sealed record DirectionIncident(string Reference, DateTime At, string? Offence, PromptReply Injured, PromptReply Strangled, PromptReply Weapons, Grade? Grade);

public sealed record DecidedAggressor(long Id, string? Reference, string? Name, string Basis, string Because, string By, DateTime At, long? Corrects);

/// <summary>That there are reports the other way round, for the pages of either case.</summary>
/// <param name="Case">The latest case the other way round that may be seen.</param>
public sealed record CounterAllegation(string Case, DecidedAggressor? Standing);

public sealed class ViewBothDirectionsHandler(CaseDbContext db, CurrentUser user) : IRequestHandler<ViewBothDirections, BothDirections>
{
    private const int MostIncidents = 30;

    public async Task<BothDirections> Handle(ViewBothDirections request, CancellationToken cancellationToken)
    {
        var c = await db.Cases.AsNoTracking().VisibleTo(user).Include(x => x.Victim).Include(x => x.Perpetrator).SingleOrDefaultAsync(x => x.Reference == request.Case, cancellationToken)
            ?? throw new RecordNotFoundException("case", request.Case);
        var directions = (await Directions.Of(db, c.VictimId, c.PerpetratorId, cancellationToken)).SeenBy(user);
        var both = directions.Both.ToList();
        return new BothDirections(
            c.Reference, new DirectionParty(c.Victim.Reference, c.Victim.DisplayName), c.Perpetrator is null ? null : new DirectionParty(c.Perpetrator.Reference, c.Perpetrator.DisplayName),
            await Side(directions.Here, cancellationToken), await Side(directions.Opposite, cancellationToken), await Decided(db, both, cancellationToken), user.May(Permission.ConsultIncidents));
    }

    internal static async Task<List<DecidedAggressor>> Decided(CaseDbContext db, IReadOnlyCollection<long> cases, CancellationToken cancel) =>
        [.. (await Directions.Decisions(db, cases).Take(20)
            .Select(d => new DecidedAggressor(d.Id, d.Aggressor!.Reference, d.Aggressor == null ? null : d.Aggressor.GivenNames + " " + d.Aggressor.FamilyName, d.Basis, d.Because, d.By.FullName, d.At, d.CorrectsId)).ToListAsync(cancel))
            .Select(d => d with { Name = d.Name is null ? null : Person.Display(d.Name) })];

    private async Task<DirectionSide> Side(IReadOnlyList<DirectedCase> cases, CancellationToken cancel)
    {
        var ids = cases.Select(c => c.Id).ToList();
        var grades = await db.Cases.AsNoTracking().Where(c => ids.Contains(c.Id)).Select(c => new { c.Id, c.Grade }).ToDictionaryAsync(c => c.Id, c => c.Grade, cancel);
        var incidents = db.Incidents.AsNoTracking().VisibleTo(user, db).Where(i => db.CaseIncidents.Where(x => ids.Contains(x.CaseId)).Select(x => x.IncidentId).Contains(i.Id));
        var rows = await incidents.OrderByDescending(i => i.StartedAt).ThenByDescending(i => i.Id).Take(MostIncidents)
            .Select(i => new
            {
                i.Reference,
                i.StartedAt,
                i.Offence,
                Injured = i.Prompts.Where(p => p.Code == "injured").Select(p => p.Reply).FirstOrDefault(),
                Strangled = i.Prompts.Where(p => p.Code == "strangled").Select(p => p.Reply).FirstOrDefault(),
                Weapons = i.Prompts.Where(p => p.Code == "weapons").Select(p => p.Reply).FirstOrDefault(),
                Grade = db.GradeDecisions.Where(d => d.Assessment.IncidentId == i.Id && ids.Contains(d.CaseId) && d.Stage != Risk.DecisionStage.LoweringProposed && d.Stage != Risk.DecisionStage.LoweringRefused)
                    .OrderByDescending(d => d.Id).Select(d => (Grade?)d.Grade).FirstOrDefault(),
            })
            .ToListAsync(cancel);
        var count = rows.Count < MostIncidents ? rows.Count : await incidents.CountAsync(cancel);
        return new DirectionSide(
            [.. cases.Select(c => new DirectionCase(c.Reference, c.IsOpen, grades[c.Id]))],
            [.. rows.Select(i => new DirectionIncident(i.Reference, i.StartedAt, Offences.Find(i.Offence)?.Name, i.Injured, i.Strangled, i.Weapons, i.Grade))], count);
    }
}
