using DaCaseManagement.Audit;
using DaCaseManagement.Data;
using DaCaseManagement.Pipeline;
using DaCaseManagement.Policy;
using DaCaseManagement.Routing;

using FluentValidation;

using MediatR;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Access;

/// <summary>Corrects an account's name, role, unit, area or skills. <paramref name="Seen"/> is the version the page showed; <paramref name="Skills"/> absent leaves them.</summary>
[Requires(Permission.ManageAccounts)]
public sealed record ChangeAccount(string UserName, string? FullName, Role? Role, long? UnitId, long? AreaId, string? Seen, IReadOnlyList<Skill>? Skills = null) : ICommand<string>;

internal sealed class ChangeAccountValidator : AbstractValidator<ChangeAccount>
{
    public ChangeAccountValidator()
    {
        RuleFor(c => c.FullName).RequiredText("Enter the person's full name", "The full name", Lengths.Name);
        RuleFor(c => c.Role).NotNull().WithMessage("Choose a role");
        RuleFor(c => c.UnitId).NotNull().WithMessage("Choose a unit");
    }
}

internal sealed class ChangeAccountHandler(CaseDbContext db, AuditTrail trail, TimeProvider clock, AbsentOwners absent) : IRequestHandler<ChangeAccount, string>
{
    public async Task<string> Handle(ChangeAccount request, CancellationToken cancellationToken)
    {
        var user = await db.Account(request.UserName, cancellationToken);
        if (request.UnitId != user.UnitId || request.AreaId != user.AreaId)
        {
            await db.CheckPlace(request.UnitId, request.AreaId, cancellationToken);
        }

        var role = request.Role!.Value;
        if (role != user.Role)
        {
            await db.KeepAnAdministrator(user, nameof(request.Role), cancellationToken);
            await db.EndSessions(user.Id, null, clock.GetUtcNow().UtcDateTime, cancellationToken);
        }

        var changes = new List<string>();
        Note("role", user.Role, role);
        Note("unit", user.UnitId, request.UnitId);
        Note("area", user.AreaId, request.AreaId);
        var name = request.FullName!.Trim();
        if (name != user.FullName)
        {
            changes.Add("name");
        }

        (user.FullName, user.Role, user.UnitId, user.AreaId) = (name, role, request.UnitId, request.AreaId);
        if (request.Skills is { } wanted)
        {
            var has = await db.UserSkills.Where(s => s.UserId == user.Id).ToListAsync(cancellationToken);
            Note("skills", string.Join(' ', has.Select(s => s.Skill).Order()), string.Join(' ', wanted.Distinct().Order()));
            db.UserSkills.RemoveRange(has.Where(s => !wanted.Contains(s.Skill)));
            db.UserSkills.AddRange(wanted.Distinct().Where(w => has.TrueForAll(s => s.Skill != w)).Select(w => new UserSkill(user.Id, w)));
        }

        // A page that was drawn before somebody else's change is refused when this is saved.
        db.Entry(user).Property(u => u.ConcurrencyStamp).OriginalValue = request.Seen;
        user.ConcurrencyStamp = Guid.NewGuid().ToString();

        // RTE-2: who goes to another unit leaves work behind that its managers must move.
        await absent.Look(user.Id, cancellationToken);
        trail.Record(AuditAct.Alteration, "account.changed", Subject.Account(user.UserName!), changes.Count == 0 ? "nothing" : string.Join(", ", changes));
        return user.UserName!;

        void Note<T>(string what, T before, T after)
        {
            if (!EqualityComparer<T>.Default.Equals(before, after))
            {
                changes.Add($"{what} {before?.ToString() ?? "none"} to {after?.ToString() ?? "none"}");
            }
        }
    }
}
