using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Cases;
using DaCaseManagement.Data;
using DaCaseManagement.Pipeline;

using MediatR;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Risk;

/// <summary>A reviewer opened the page on which an assessment is decided: the first time, kept so that time spent is known (RSK-8, OVR-3).</summary>
public sealed class ReviewOpening
{
    private ReviewOpening() { }

    public ReviewOpening(long assessmentId, long userId, DateTime at) => (AssessmentId, UserId, OpenedAt) = (assessmentId, userId, at);

    public long Id { get; private set; }

    public long AssessmentId { get; private set; }

    public long UserId { get; private set; }

    public DateTime OpenedAt { get; private set; }
}

/// <summary>Sent by the page itself when it shows somebody an assessment that they may decide on.</summary>
[Requires(Permission.ConsultCases)]
public sealed record OpenReview(long AssessmentId) : ICommand<bool>;

public sealed class OpenReviewHandler(CaseDbContext db, CurrentUser user, AuditTrail trail, TimeProvider clock) : IRequestHandler<OpenReview, bool>
{
    public async Task<bool> Handle(OpenReview request, CancellationToken cancellationToken)
    {
        var reference = await db.Assessments.Where(a => a.Id == request.AssessmentId && a.SubmittedAt != null).Join(db.Cases.VisibleTo(user), a => a.CaseId, c => c.Id, (_, c) => c.Reference).SingleOrDefaultAsync(cancellationToken)
            ?? throw new RecordNotFoundException("assessment", "");
        var isFirst = !await db.ReviewOpenings.AnyAsync(o => o.AssessmentId == request.AssessmentId && o.UserId == user.Id, cancellationToken);
        if (isFirst)
        {
            db.ReviewOpenings.Add(new ReviewOpening(request.AssessmentId, user.Id, clock.GetUtcNow().UtcDateTime));
        }

        trail.Record(AuditAct.Consultation, "review.opened", Subject.Case(reference), GradeBook.AssessmentSubject(request.AssessmentId));
        return isFirst;
    }
}
