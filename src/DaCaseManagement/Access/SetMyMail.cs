using System.Net.Mail;

using DaCaseManagement.Audit;
using DaCaseManagement.Data;
using DaCaseManagement.Pipeline;

using FluentValidation;

using MediatR;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Access;

/// <summary>Where, and whether, I am told by e-mail that something waits for me. The mail itself says nothing about anybody.</summary>
[Requires(Permission.UseSystem)]
public sealed record SetMyMail(string? Address, bool Wanted) : ICommand<bool>;

internal sealed class SetMyMailValidator : AbstractValidator<SetMyMail>
{
    public SetMyMailValidator()
    {
        RuleFor(r => r.Address).Must(a => string.IsNullOrWhiteSpace(a) || IsAddress(a.Trim())).WithMessage("Enter an e-mail address, such as name@force.example")
            .PlainText("E-mail address", 200);
    }

    private static bool IsAddress(string typed) => MailAddress.TryCreate(typed, out var address) && address.Address == typed && !typed.Any(char.IsControl) && !typed.Contains(' ', StringComparison.Ordinal);
}

internal sealed class SetMyMailHandler(CaseDbContext db, CurrentUser current, AuditTrail trail) : IRequestHandler<SetMyMail, bool>
{
    public async Task<bool> Handle(SetMyMail request, CancellationToken cancellationToken)
    {
        var user = await db.Users.SingleAsync(u => u.Id == current.Id, cancellationToken);
        var address = string.IsNullOrWhiteSpace(request.Address) ? null : request.Address.Trim();
        (user.Email, user.NormalizedEmail, user.WantsMail) = (address, address?.ToUpperInvariant(), request.Wanted);
        user.ConcurrencyStamp = Guid.NewGuid().ToString();
        trail.Record(AuditAct.Alteration, "account.mail", Subject.Account(current.UserName), address is null ? "no address" : request.Wanted ? "on" : "off");
        return address is not null && request.Wanted;
    }
}
