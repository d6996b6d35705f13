using DaCaseManagement.Audit;
using DaCaseManagement.Data;
using DaCaseManagement.Pipeline;

using FluentValidation;

using MediatR;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Access;

/// <summary>Turns the second step on once the authenticator has shown a right code. Answers the recovery codes, this once.</summary>
[Requires(Permission.UseSystem)]
public sealed record ConfirmSecondFactor(string? Code) : ICommand<IReadOnlyList<string>>;

internal sealed class ConfirmSecondFactorValidator : AbstractValidator<ConfirmSecondFactor>
{
    public ConfirmSecondFactorValidator() => RuleFor(c => c.Code).NotEmpty().WithMessage("Enter the six digits your authenticator shows");
}

internal sealed class ConfirmSecondFactorHandler(CaseDbContext db, SecondFactor secondFactor, CurrentUser current, AuditTrail trail) : IRequestHandler<ConfirmSecondFactor, IReadOnlyList<string>>
{
    public async Task<IReadOnlyList<string>> Handle(ConfirmSecondFactor request, CancellationToken cancellationToken)
    {
        if (!await secondFactor.Confirm(current.Id, request.Code!, cancellationToken))
        {
            throw new RefusedException("ACC-1", nameof(request.Code), "The code is not right. Wait for the next one and enter all six digits");
        }

        var user = await db.Users.SingleAsync(u => u.Id == current.Id, cancellationToken);
        user.TwoFactorEnabled = true;
        user.ConcurrencyStamp = Guid.NewGuid().ToString();
        trail.Record(AuditAct.Access, "second-factor.on", Subject.Account(current.UserName));
        return await secondFactor.NewRecoveryCodes(current.Id, cancellationToken);
    }
}
