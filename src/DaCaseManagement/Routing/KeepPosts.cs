using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Data;
using DaCaseManagement.Pipeline;
using DaCaseManagement.Policy;

using FluentValidation;

using MediatR;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Routing;

/// <summary>How many posts my unit has (RTE-5); with who works there, how many are vacant.</summary>
/// <param name="Skill">Null: all posts together.</param>
[Requires(Permission.ManageUnit)]
public sealed record KeepPosts(Skill? Skill, int? Posts) : ICommand<bool>;

public sealed class KeepPostsValidator : AbstractValidator<KeepPosts>
{
    public KeepPostsValidator() => RuleFor(r => r.Posts).NotNull().InclusiveBetween(0, 2_000).WithMessage("Enter how many posts there are, from 0 to 2,000");
}

public sealed class KeepPostsHandler(CaseDbContext db, CurrentUser user, AuditTrail trail) : IRequestHandler<KeepPosts, bool>
{
    public async Task<bool> Handle(KeepPosts request, CancellationToken cancellationToken)
    {
        var unit = user.UnitId ?? throw new RefusedException("RTE-5", "Posts", "You belong to no unit");
        var kept = await db.UnitPosts.Where(p => p.UnitId == unit && p.Skill == request.Skill).OrderBy(p => p.Id).FirstOrDefaultAsync(cancellationToken);
        if (kept is null)
        {
            db.UnitPosts.Add(new UnitPost(unit, request.Skill, request.Posts!.Value));
        }
        else
        {
            kept.Change(request.Posts!.Value);
        }

        trail.Record(AuditAct.Alteration, "unit.posts", Subject.System("unit " + unit), $"{request.Skill?.ToString() ?? "all"}: {request.Posts}");
        return true;
    }
}
