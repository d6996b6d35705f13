using DaCaseManagement.Audit;
using DaCaseManagement.Data;
using DaCaseManagement.Pipeline;

using FluentValidation;

using MediatR;

using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Access;

/// <summary>Gives a person an account, and answers the one-time password they begin with.</summary>
[Requires(Permission.ManageAccounts)]
public sealed record CreateAccount(string? UserName, string? FullName, Role? Role, long? UnitId, long? AreaId) : ICommand<string>;

internal sealed class CreateAccountValidator : AbstractValidator<CreateAccount>
{
    public CreateAccountValidator()
    {
        RuleFor(c => c.UserName).Checked();
        RuleFor(c => c.FullName).RequiredText("Enter the person's full name", "The full name", Lengths.Name);
        RuleFor(c => c.Role).NotNull().WithMessage("Choose a role");
        RuleFor(c => c.UnitId).NotNull().WithMessage("Choose a unit");
    }
}

internal sealed class CreateAccountHandler(CaseDbContext db, IPasswordHasher<User> hasher, ILookupNormalizer normaliser, AuditTrail trail, TimeProvider clock) : IRequestHandler<CreateAccount, string>
{
    public async Task<string> Handle(CreateAccount request, CancellationToken cancellationToken)
    {
        var normalised = normaliser.NormalizeName(request.UserName!);
        if (await db.Users.AnyAsync(u => u.NormalizedUserName == normalised, cancellationToken))
        {
            throw new RefusedException("ACC-1", nameof(request.UserName), "There is an account with this user name already");
        }

        await db.CheckPlace(request.UnitId, request.AreaId, cancellationToken);
        var user = new User
        {
            UserName = request.UserName,
            NormalizedUserName = normalised,
            FullName = request.FullName!.Trim(),
            Role = request.Role!.Value,
            UnitId = request.UnitId,
            AreaId = request.AreaId,
            SecurityStamp = Guid.NewGuid().ToString("N"),
            LockoutEnabled = true,
        };
        var password = OneTimePassword.New();
        user.PasswordHash = hasher.HashPassword(user, password);
        db.Users.Add(user);
        await db.SaveChangesAsync(cancellationToken);
        OneTimePassword.Mark(db, user.Id, clock.GetUtcNow().UtcDateTime);
        trail.Record(AuditAct.Collection, "account.created", Subject.Account(user.UserName!), $"role {user.Role}, unit {user.UnitId}, area {user.AreaId?.ToString() ?? "none"}");
        return password;
    }
}
