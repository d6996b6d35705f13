using DaCaseManagement.Audit;
using DaCaseManagement.Data;
using DaCaseManagement.Pipeline;

using FluentValidation;

using MediatR;

using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Access;

/// <summary>Chooses a new password for oneself, and ends one's other sessions.</summary>
[Requires(Permission.UseSystem)]
public sealed record ChangePassword(string? Current, string? New, string? Again) : ICommand<bool>;

internal sealed class ChangePasswordValidator : AbstractValidator<ChangePassword>
{
    public ChangePasswordValidator(PasswordRules rules, CurrentUser user)
    {
        RuleFor(c => c.Current).NotEmpty().WithMessage("Enter the password you have now");
        RuleFor(c => c.New).Must(password => rules.Problem(password, user.UserName, user.FullName) is null).WithMessage((_, password) => rules.Problem(password, user.UserName, user.FullName) ?? "");
        RuleFor(c => c.Again).Equal(c => c.New).WithMessage("The two new passwords differ").When(c => !string.IsNullOrEmpty(c.New));
    }
}

internal sealed class ChangePasswordHandler(CaseDbContext db, IPasswordHasher<User> hasher, CurrentUser current, AuditTrail trail, TimeProvider clock) : IRequestHandler<ChangePassword, bool>
{
    public async Task<bool> Handle(ChangePassword request, CancellationToken cancellationToken)
    {
        var user = await db.Users.SingleAsync(u => u.Id == current.Id, cancellationToken);
        hasher.Require(user, request.Current, nameof(request.Current));
        if (request.Current == request.New)
        {
            throw new RefusedException("ACC-1", nameof(request.New), "The new password must differ from the one you have now");
        }

        user.PasswordHash = hasher.HashPassword(user, request.New!);
        user.ConcurrencyStamp = Guid.NewGuid().ToString();
        await OneTimePassword.Clear(db, user.Id, cancellationToken);
        var ended = await db.EndSessions(user.Id, current.SessionId, clock.GetUtcNow().UtcDateTime, cancellationToken);
        trail.Record(AuditAct.Access, "password.changed", Subject.Account(user.UserName!), $"other sessions ended {ended}");
        return true;
    }
}

internal static class PasswordCheck
{
    /// <summary>Whoever finds an unattended screen must not be able to take the account over.</summary>
    public static void Require(this IPasswordHasher<User> hasher, User user, string? password, string field)
    {
        if (user.PasswordHash is null || string.IsNullOrEmpty(password) || password.Length > 1_000 || hasher.VerifyHashedPassword(user, user.PasswordHash, password) == PasswordVerificationResult.Failed)
        {
            throw new RefusedException("ACC-1", field, "This is not your password");
        }
    }
}
