using DaCaseManagement.Access;
using DaCaseManagement.Data;
using DaCaseManagement.People;
using DaCaseManagement.Pipeline;

using FluentValidation;

using MediatR;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Audit;

/// <summary>Everybody who has consulted one person: their own record, cases in which they are victim or perpetrator, incidents they are in, and the referrals
/// of those cases. Newest first.</summary>
/// <param name="Reference">The person's reference.</param>
[Requires(Permission.ReadAudit)]
public sealed record WhoLookedAt(string? Reference, long? Before = null) : IQuery<Lookers>
{
    public const int PageSize = 50;
}

/// <param name="Reference">The person's reference as it is kept.</param>
public sealed record Lookers(string Reference, IReadOnlyList<AuditLine> Lines, long? Older) : IConsultation
{
    public IEnumerable<Subject> Consulted => [Subject.Person(Reference)];
}

public sealed class WhoLookedAtValidator : AbstractValidator<WhoLookedAt>
{
    public WhoLookedAtValidator() => RuleFor(q => q.Reference).RequiredText("Enter a person's reference", "Reference", 20);
}

public sealed class WhoLookedAtHandler(CaseDbContext db) : IRequestHandler<WhoLookedAt, Lookers>
{
    public async Task<Lookers> Handle(WhoLookedAt request, CancellationToken cancellationToken)
    {
        var typed = request.Reference!.Trim().ToUpperInvariant();
        var person = await db.People.Where(p => p.Reference == typed).Select(p => new { p.Id, p.Reference }).SingleOrDefaultAsync(cancellationToken)
            ?? throw new RecordNotFoundException("person", typed);

        var records = await db.RecordsOfSamePerson(person.Id, cancellationToken);
        var references = db.People.Where(p => records.Contains(p.Id)).Select(p => p.Reference);
        var cases = db.Cases.Where(c => records.Contains(c.VictimId) || (c.PerpetratorId != null && records.Contains(c.PerpetratorId.Value)));
        var caseReferences = cases.Select(c => c.Reference);
        var incidents = db.InvolvedPeople.Where(p => p.PersonId != null && records.Contains(p.PersonId.Value)).Join(db.Incidents, p => p.IncidentId, i => i.Id, (_, i) => i.Reference);
        var referrals = db.Referrals.Where(r => cases.Select(c => c.Id).Contains(r.CaseId)).Select(r => r.Reference);

        // One term a kind, each a seek in the index on kind and reference, however long the log.
        var looks = db.AuditEvents.AsNoTracking().Where(e => e.Act == AuditAct.Consultation
            && ((e.SubjectKind == SubjectKind.Person && references.Contains(e.SubjectReference))
                || (e.SubjectKind == SubjectKind.Case && caseReferences.Contains(e.SubjectReference))
                || (e.SubjectKind == SubjectKind.Incident && incidents.Contains(e.SubjectReference))
                || (e.SubjectKind == SubjectKind.Referral && referrals.Contains(e.SubjectReference))));
        var page = await looks.PageOf(db, request.Before, WhoLookedAt.PageSize, cancellationToken);
        return new Lookers(person.Reference, page.Lines, page.Older);
    }
}
