using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Data;
using DaCaseManagement.People;
using DaCaseManagement.Pipeline;

using FluentValidation;

using MediatR;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Incidents;

/// <summary>A person says who somebody in the report is (PPL-2: the system suggests, a person decides). Without a person: takes the choice back.</summary>
[Requires(Permission.RecordIncidents)]
public sealed record ChoosePerson(string Reference, int Slot, string? Person) : ICommand<int>;

public sealed class ChoosePersonValidator : AbstractValidator<ChoosePerson>
{
    public ChoosePersonValidator() => RuleFor(r => r.Slot).InclusiveBetween(1, ReportFields.MostPeople).WithMessage("There is no such place on the form");
}

public sealed class ChoosePersonHandler(CaseDbContext db, CurrentUser user, AuditTrail trail, TimeProvider clock) : IRequestHandler<ChoosePerson, int>
{
    public async Task<int> Handle(ChoosePerson request, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var incident = await db.Incidents.VisibleTo(user, db).Include(i => i.People).SingleOrDefaultAsync(i => i.Reference == request.Reference, cancellationToken)
            ?? throw new RecordNotFoundException("incident", request.Reference);
        if (incident.Status != IncidentStatus.BeingTaken)
        {
            throw new RefusedException("PPL-2", "", "The report is finished: its people are linked. Changing who somebody is needs a join or a split, with its history.");
        }

        var person = request.Person is null ? null
            : await db.Visible(request.Person, user, cancellationToken);
        var involved = incident.PersonAt(request.Slot);
        var records = person is null ? [] : await db.RecordsOfSamePerson(person.Id, cancellationToken);
        if (incident.People.Any(p => p.Slot != request.Slot && p.PersonId is { } other && records.Contains(other)))
        {
            throw new RefusedException("PPL-2", $"person.{request.Slot}.family", "That person is already in this report in another part.");
        }

        involved.PersonId = person?.Id;
        if (person is not null)
        {
            // What was typed stays as typed; only what was left empty is filled.
            involved.GivenNames ??= Filled(person.GivenNames);
            involved.FamilyName ??= Filled(person.FamilyName);
            involved.Born ??= person.Born?.ToString();
        }

        db.IncidentChanges.Add(new IncidentChange { IncidentId = incident.Id, Field = $"person.{request.Slot}", New = request.Person ?? "", Version = incident.Version + 1, UserId = user.Id, UserName = user.UserName, At = now });
        db.Entry(incident).State = EntityState.Modified;
        trail.Record(AuditAct.Combination, person is null ? "report.person-unchosen" : "report.person-chosen", Subject.Incident(incident.Reference), person?.Reference);
        await db.SaveChangesAsync(cancellationToken);
        return incident.Version;
    }

    private static string? Filled(string text) => text.Length == 0 ? null : text;
}
