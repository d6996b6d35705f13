using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Clocks;
using DaCaseManagement.Data;
using DaCaseManagement.People;
using DaCaseManagement.People.Patterns;
using DaCaseManagement.Pipeline;

using MediatR;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Cases;

/// <summary>A victim who has stopped reporting: why she is listed, how she can be reached safely, and what earlier reviews found (PPL-6).</summary>
[Requires(Permission.KeepSafeContact)]
public sealed record ViewWelfare(string Person) : IQuery<WelfareView>;

/// <param name="Because">Null when she is not on the list now.</param>
public sealed record WelfareView(string Person, string Name, string? Because, DateOnly? Since, IReadOnlyList<WelfareCase> Cases, IReadOnlyList<WelfareLine> Reviews) : IConsultation
{
    public IEnumerable<Subject> Consulted => [Subject.Person(Person), .. Cases.Select(c => Subject.Case(c.Reference))];
}

public sealed record WelfareCase(string Reference, SafeContact SafeContact, bool IsOpen);

public sealed record WelfareLine(DateOnly On, string By, string Reason, string Words, DateOnly NextOn);

public sealed class ViewWelfareHandler(CaseDbContext db, CurrentUser user, TimeProvider clock) : IRequestHandler<ViewWelfare, WelfareView>
{
    private const int Most = 10;

    public async Task<WelfareView> Handle(ViewWelfare request, CancellationToken cancellationToken)
    {
        var person = await db.People.AsNoTracking().VisibleTo(user, db).SingleOrDefaultAsync(p => p.Reference == request.Person, cancellationToken)
            ?? throw new RecordNotFoundException("person", request.Person);
        var (today, identity, records) = (LocalTime.DayOf(clock.GetUtcNow().UtcDateTime), person.IdentityId, await db.RecordsOfSamePerson(person.Id, cancellationToken));
        var seesRestricted = user.May(Permission.SeeRestrictedCases);
        var standing = await db.Standings.AsNoTracking().VisibleTo(user).On(today).FirstOrDefaultAsync(s => s.SubjectId == identity && s.Pattern == PatternKind.GoneQuiet, cancellationToken);
        var cases = await db.Cases.AsNoTracking().VisibleTo(user).Where(c => records.Contains(c.VictimId)).OrderBy(c => c.ClosedAt != null).ThenByDescending(c => c.LastIncidentAt).Take(Most)
            .Select(c => new WelfareCase(c.Reference, c.SafeContact, c.ClosedAt == null)).ToListAsync(cancellationToken);
        var reviews = await db.WelfareReviews.AsNoTracking().Where(r => records.Contains(r.PersonId) && (seesRestricted || !r.Restricted)).OrderByDescending(r => r.Id).Take(Most)
            .Select(r => new WelfareLine(r.On, r.ByName, r.Reason, r.Words, r.NextOn)).ToListAsync(cancellationToken);
        return new WelfareView(person.Reference, person.DisplayName, standing?.Because, standing?.ReachedOn, cases, reviews);
    }
}
