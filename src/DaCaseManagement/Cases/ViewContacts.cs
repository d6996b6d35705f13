using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Data;
using DaCaseManagement.People;
using DaCaseManagement.Pipeline;
using DaCaseManagement.Policy;

using MediatR;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Cases;

/// <summary>Contacts with the victim of a case, newest first, with what is to be told and by when (CAS-7, CAS-6).</summary>
/// <param name="Before">Id of the last row of the page before.</param>
[Requires(Permission.ConsultCases)]
public sealed record ViewContacts(string Case, long? Before = null) : IQuery<ContactPage>;

/// <param name="DueAt">When she must have been reached; null when there is no time for it.</param>
/// <param name="Failed">Attempts that failed since she was last reached.</param>
public sealed record ContactPage(
    string Case, string Victim, bool Closed, SafeContact SafeContact, DateTime? DueAt, string? DueBecause, string? Unit, string? Person, int Failed, bool NewContactDue, DateTime Now,
    IReadOnlyList<ToTell> ToTell, IReadOnlyList<OpenStep> Steps, IReadOnlyList<ContactRow> Rows, long? Next) : IConsultation
{
    public IEnumerable<Subject> Consulted => [Subject.Case(Case)];
}

/// <summary>Something that has happened and that the victim has not been told yet.</summary>
public sealed record ToTell(long Id, RiskEvent Event, DateTime HappensAt, string? Words, DateTime DueAt);

public sealed record OpenStep(long Id, string Words, DateTime DueAt, string Incident);

/// <param name="CorrectedBy">The contact that corrects this one.</param>
public sealed record ContactRow(
    long Id, DateTime At, ContactMeans Means, ContactOutcome Outcome, string Words, bool NewContactTold, string By, DateTime RecordedAt, long? Corrects, long? CorrectedBy, IReadOnlyList<RiskEvent> Told);

public sealed class ViewContactsHandler(CaseDbContext db, CurrentUser user, PolicyInForce inForce, TimeProvider clock) : IRequestHandler<ViewContacts, ContactPage>
{
    public const int PageSize = 20;
    private const int MostToTell = 20;

    public async Task<ContactPage> Handle(ViewContacts request, CancellationToken cancellationToken)
    {
        var c = await db.Cases.AsNoTracking().VisibleTo(user).Where(x => x.Reference == request.Case)
            .Select(x => new { x.Id, x.ClosedAt, x.Grade, x.GradedAt, x.OpenedAt, x.SafeContact, Victim = x.Victim.GivenNames + " " + x.Victim.FamilyName }).SingleOrDefaultAsync(cancellationToken)
            ?? throw new RecordNotFoundException("case", request.Case);
        var contacts = db.Contacts.AsNoTracking().Where(x => x.CaseId == c.Id);
        if (request.Before is { } before && await contacts.Where(x => x.Id == before).Select(x => (DateTime?)x.At).SingleOrDefaultAsync(cancellationToken) is { } at)
        {
            contacts = contacts.Where(x => x.At < at || (x.At == at && x.Id < before));
        }

        var rows = await contacts.OrderByDescending(x => x.At).ThenByDescending(x => x.Id).Take(PageSize + 1)
            .Select(x => new ContactRow(
                x.Id, x.At, x.Means, x.Outcome, x.Words, x.NewContactTold, x.ByName, x.RecordedAt, x.CorrectsId, db.Contacts.Where(y => y.CorrectsId == x.Id).Select(y => (long?)y.Id).FirstOrDefault(),
                x.Told.Select(t => t.Change.Event).ToList()))
            .AsSplitQuery().ToListAsync(cancellationToken);
        var kept = db.Contacts.AsNoTracking().Where(x => x.CaseId == c.Id && !db.Contacts.Any(y => y.CorrectsId == x.Id));
        var last = await kept.Where(x => x.Outcome == ContactOutcome.Spoke).MaxAsync(x => (DateTime?)x.At, cancellationToken);
        var failed = await kept.CountAsync(x => x.Outcome != ContactOutcome.Spoke && (last == null || x.At > last), cancellationToken);
        var visited = last is not null && await kept.AnyAsync(x => x.Outcome == ContactOutcome.Spoke && x.Means == ContactMeans.Visit, cancellationToken);
        var due = await db.Deadlines.AsNoTracking().Where(d => d.Kind == ContactClock.Kind && d.Subject == request.Case && d.IsOpen)
            .Select(d => new { d.DueAt, d.CountedFrom, Unit = d.OwnerUnit!.Name, Person = db.Users.Where(u => u.Id == d.OwnerUserId).Select(u => u.FullName).FirstOrDefault() }).FirstOrDefaultAsync(cancellationToken);
        var newContact = await db.Deadlines.AnyAsync(d => d.Kind == NewContact.Kind && d.Subject == request.Case && d.IsOpen, cancellationToken);
        return new ContactPage(
            request.Case, Person.Display(c.Victim), c.ClosedAt is not null, c.SafeContact, due?.DueAt,
            due is null ? null : ContactRule.Of(c.Grade, c.SafeContact.EveryHours, last, visited, due.CountedFrom, inForce.Policy.FollowUp)?.Because, due?.Unit, due?.Person, failed, newContact, clock.GetUtcNow().UtcDateTime,
            await Untold(c.Id, cancellationToken), await Steps(c.Id, cancellationToken),
            [.. rows.Take(PageSize)], rows.Count > PageSize ? rows[PageSize - 1].Id : null);
    }

    private async Task<IReadOnlyList<ToTell>> Untold(long caseId, CancellationToken cancel)
    {
        var open = await db.Deadlines.AsNoTracking().Where(d => d.CaseId == caseId && d.IsOpen && d.Kind == RiskEvents.TellKind).OrderBy(d => d.DueAt).Take(MostToTell).Select(d => new { d.Subject, d.DueAt }).ToListAsync(cancel);
        var due = open.ToDictionary(d => RiskEvents.ToldChange(d.Subject), d => d.DueAt);
        List<long> ids = [.. due.Keys];
        var changes = ids.Count == 0 ? [] : await db.RiskChanges.AsNoTracking().Where(x => ids.Contains(x.Id) && x.CaseId == caseId).OrderBy(x => x.Id).Select(x => new { x.Id, x.Event, x.HappensAt, x.Words }).ToListAsync(cancel);
        return [.. changes.Select(x => new ToTell(x.Id, x.Event, x.HappensAt, x.Words, due[x.Id]))];
    }

    /// <summary>Steps that a contact may take: what the system sees for itself is not among them.</summary>
    private async Task<IReadOnlyList<OpenStep>> Steps(long caseId, CancellationToken cancel) =>
        await db.FollowUpTasks.AsNoTracking().Where(t => t.CaseId == caseId && t.IsOpen && t.DoneBy == null).OrderBy(t => t.DueAt).ThenBy(t => t.Id).Take(MostToTell)
            .Select(t => new OpenStep(t.Id, t.Words, t.DueAt, db.Incidents.Where(i => i.Id == t.IncidentId).Select(i => i.Reference).First())).ToListAsync(cancel);
}
