using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Cases;
using DaCaseManagement.Clocks;
using DaCaseManagement.Data;
using DaCaseManagement.Pipeline;

using FluentValidation;

using MediatR;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Routing;

/// <summary>Who owned what in a case at any past minute, and every owner it has had (RTE-1).</summary>
/// <param name="At">Local day and time as typed; nothing for now.</param>
[Requires(Permission.ConsultCases)]
public sealed record ViewOwnersAt(string Case, string? At = null) : IQuery<OwnersAt>;

/// <param name="Then">The owners at that instant, one for each responsibility; none before the case was opened and after it was closed.</param>
public sealed record OwnersAt(string Case, DateTime At, DateTime OpenedAt, DateTime? ClosedAt, IReadOnlyList<OwnerSpan> Then, IReadOnlyList<OwnerSpan> All) : IConsultation
{
    public IEnumerable<Subject> Consulted => [Subject.Case(Case)];
}

/// <param name="By">Who brought it about; null for the system.</param>
/// <param name="ClosedWithCase">It ended because the case was closed.</param>
public sealed record OwnerSpan(ResponsibilityKind Kind, string Unit, string? Person, DateTime From, DateTime? To, CameBy Came, string? By, string? BelowBecause, bool ClosedWithCase);

public sealed class ViewOwnersAtValidator : AbstractValidator<ViewOwnersAt>
{
    public ViewOwnersAtValidator() =>
        RuleFor(r => r.At).Must(at => string.IsNullOrWhiteSpace(at) || LocalTime.Parse(at) is not null).WithMessage("Enter a real day and time, such as 21/11/2026 14:02");
}

public sealed class ViewOwnersAtHandler(CaseDbContext db, CurrentUser user, TimeProvider clock) : IRequestHandler<ViewOwnersAt, OwnersAt>
{
    /// <summary>No case changes hands more often; beyond it the latest are shown.</summary>
    public const int Most = 300;

    public async Task<OwnersAt> Handle(ViewOwnersAt request, CancellationToken cancellationToken)
    {
        var @case = await db.Cases.AsNoTracking().VisibleTo(user).Where(c => c.Reference == request.Case).Select(c => new { c.Id, c.OpenedAt, c.ClosedAt }).SingleOrDefaultAsync(cancellationToken)
            ?? throw new RecordNotFoundException("case", request.Case);

        // Who owned it when that minute ended: a minute in which it changed hands shows its new owner.
        var at = string.IsNullOrWhiteSpace(request.At) ? clock.GetUtcNow().UtcDateTime : LocalTime.Parse(request.At)!.Value.AddMinutes(1).AddTicks(-1);
        var rows = Spans(db.Responsibilities.Where(r => r.CaseId == @case.Id).OrderByDescending(r => r.AcceptedAt).ThenByDescending(r => r.Id).Take(Most));
        var then = Spans(db.Responsibilities.Where(r => r.CaseId == @case.Id && r.AcceptedAt <= at && (r.EndedAt == null || r.EndedAt > at)));
        return new OwnersAt(request.Case, at, @case.OpenedAt, @case.ClosedAt, [.. (await then.ToListAsync(cancellationToken)).OrderBy(o => o.Kind)], await rows.ToListAsync(cancellationToken));
    }

    private IQueryable<OwnerSpan> Spans(IQueryable<Responsibility> rows) => rows.AsNoTracking().Select(r => new OwnerSpan(
        r.Kind, r.OwnerUnit!.Name, r.OwnerUser == null ? null : r.OwnerUser.FullName, r.AcceptedAt, r.EndedAt, r.Came, db.Users.Where(u => u.Id == r.CameById).Select(u => u.FullName).FirstOrDefault(), r.BelowBecause, r.EndedWithCase));
}
