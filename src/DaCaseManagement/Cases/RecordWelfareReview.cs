using System.Globalization;

using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Clocks;
using DaCaseManagement.Data;
using DaCaseManagement.People;
using DaCaseManagement.People.Patterns;
using DaCaseManagement.Pipeline;
using DaCaseManagement.Policy;

using FluentValidation;

using MediatR;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Cases;

/// <summary>What somebody found who looked after a victim who had stopped reporting; she leaves the list until the next look, or until she reports again (PPL-6).</summary>
/// <param name="Reason">One of the policy's.</param>
/// <param name="NextOn">As typed: the day to look again.</param>
[Requires(Permission.KeepSafeContact)]
public sealed record RecordWelfareReview(string Person, string? Reason, string? Words, string? NextOn) : ICommand<string>;

public sealed class RecordWelfareReviewValidator : AbstractValidator<RecordWelfareReview>
{
    public RecordWelfareReviewValidator()
    {
        RuleFor(r => r.Words).RequiredText("Write what was done and what was found", "What was found", Lengths.Note);
        RuleFor(r => r.NextOn).Must(d => LocalTime.ParseDay(d) is not null).WithMessage("Enter the day to look again, like 4/12/2026");
    }
}

public sealed class RecordWelfareReviewHandler(CaseDbContext db, CurrentUser user, AuditTrail trail, TimeProvider clock, PolicyInForce inForce, CaseStory story) : IRequestHandler<RecordWelfareReview, string>
{
    private const int MostMonths = 12;

    public async Task<string> Handle(RecordWelfareReview request, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var today = LocalTime.DayOf(now);
        var person = await db.People.VisibleTo(user, db).SingleOrDefaultAsync(p => p.Reference == request.Person, cancellationToken)
            ?? throw new RecordNotFoundException("person", request.Person);
        if (!inForce.Policy.Quiet.Reasons.Contains(request.Reason))
        {
            throw new RefusedException("PPL-6", "Reason", "Choose one of the outcomes offered");
        }

        var identity = person.IdentityId;
        var standing = await db.Standings.AsNoTracking().VisibleTo(user).On(today).FirstOrDefaultAsync(s => s.SubjectId == identity && s.Pattern == PatternKind.GoneQuiet, cancellationToken)
            ?? throw new RefusedException("PPL-6", "", "This person is not on the list now: somebody has reviewed her, or she has reported again. Look at the case.");
        var next = LocalTime.ParseDay(request.NextOn)!.Value;
        if (next <= today || next > today.AddMonths(MostMonths))
        {
            throw new RefusedException("PPL-6", "NextOn", "The day to look again must lie ahead, and within twelve months");
        }

        var records = await db.RecordsOfSamePerson(person.Id, cancellationToken);
        db.WelfareReviews.Add(new WelfareReview(person, request.Reason!, request.Words!.Trim(), today, next, standing.Sight is Sight.Cleared or Sight.Restricted, user.Id, user.FullName, now));
        await Standings.RecountPeople(db, inForce.Policy, [person.Id], cancellationToken);
        foreach (var id in await db.Cases.VisibleTo(user).Where(c => records.Contains(c.VictimId)).OrderBy(c => c.ClosedAt != null).ThenByDescending(c => c.LastIncidentAt).Take(1).Select(c => c.Id).ToListAsync(cancellationToken))
        {
            story.Tell(id, TimelineKind.Contact, "Welfare review: had stopped reporting", string.Create(CultureInfo.InvariantCulture, $"{request.Reason}. {request.Words.Trim()} Look again on {next:d MMM yyyy}."));
        }

        trail.Record(AuditAct.Collection, "welfare.reviewed", Subject.Person(person.Reference), string.Create(CultureInfo.InvariantCulture, $"next {next:yyyy-MM-dd}"));
        return person.Reference;
    }
}
