using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Data;
using DaCaseManagement.Pipeline;
using DaCaseManagement.Policy;

using FluentValidation;

using MediatR;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Worklists;

/// <summary>Keeps a filter of the worklist under a name; a name that is there already gets the new filter (CLK-2).</summary>
/// <param name="First">My work opens with it from now on.</param>
[Requires(Permission.UseSystem)]
public sealed record KeepFilter(string? Name, WorkOf Of, WorkGroup? Group, bool Late, Grade? Grade, bool First) : ICommand<long>;

public sealed class KeepFilterValidator : AbstractValidator<KeepFilter>
{
    public KeepFilterValidator()
    {
        RuleFor(r => r.Name).RequiredText("Enter a name for this filter", "The name", 60);
        RuleFor(r => r.Of).IsInEnum();
        RuleFor(r => r.Group).IsInEnum();
        RuleFor(r => r.Grade).IsInEnum();
    }
}

public sealed class KeepFilterHandler(CaseDbContext db, CurrentUser user, AuditTrail trail) : IRequestHandler<KeepFilter, long>
{
    public async Task<long> Handle(KeepFilter request, CancellationToken cancellationToken)
    {
        var (name, all) = (request.Name!.Trim(), await db.SavedFilters.Where(f => f.UserId == user.Id).ToListAsync(cancellationToken));
        var same = all.Find(f => string.Equals(f.Name, name, StringComparison.OrdinalIgnoreCase));
        if (same is not null)
        {
            db.SavedFilters.Remove(same);
            all.Remove(same);
            await db.SaveChangesAsync(cancellationToken);
        }
        else if (all.Count >= SavedFilter.Most)
        {
            throw new RefusedException("CLK-2", "Name", $"You keep {SavedFilter.Most} filters already. Remove one first.");
        }

        var kept = new SavedFilter(user.Id, name, new WorkFilter(request.Of, request.Group, request.Late, request.Grade));
        if (request.First)
        {
            all.ForEach(f => f.Begin(false));
        }

        kept.Begin(request.First || same?.IsDefault == true);

        db.SavedFilters.Add(kept);

        // What somebody calls a filter may name a victim: it is not in the log.
        trail.Record(AuditAct.Alteration, "worklist.filter-kept", Subject.Account(user.UserName));
        await db.SaveChangesAsync(cancellationToken);
        return kept.Id;
    }
}

/// <summary>Removes a filter of one's own: a setting, not a record.</summary>
[Requires(Permission.UseSystem)]
public sealed record RemoveFilter(long Id) : ICommand<bool>;

public sealed class RemoveFilterHandler(CaseDbContext db, CurrentUser user, AuditTrail trail) : IRequestHandler<RemoveFilter, bool>
{
    public async Task<bool> Handle(RemoveFilter request, CancellationToken cancellationToken)
    {
        db.SavedFilters.Remove(await db.SavedFilters.SingleOrDefaultAsync(f => f.Id == request.Id && f.UserId == user.Id, cancellationToken) ?? throw new RecordNotFoundException("filter", ""));
        trail.Record(AuditAct.Alteration, "worklist.filter-removed", Subject.Account(user.UserName));
        return true;
    }
}
