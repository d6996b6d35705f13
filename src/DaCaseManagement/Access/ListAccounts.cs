using DaCaseManagement.Data;
using DaCaseManagement.Pipeline;

using FluentValidation;

using MediatR;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Access;

/// <summary>Accounts in order of user name, a page at a time. <paramref name="After"/> is the last user name of the page before.</summary>
[Requires(Permission.ManageAccounts)]
[ReadsNoRecord("Accounts of staff, not records of people the force deals with.")]
public sealed record ListAccounts(string? NamePart = null, Role? Role = null, long? UnitId = null, string? After = null) : IQuery<AccountList>;

public sealed record AccountList(IReadOnlyList<AccountRow> Rows, string? Next);

/// <param name="LockedUntil">When the lock ends; null or past when it is not locked.</param>
public sealed record AccountRow(string UserName, string FullName, Role Role, string? Unit, string? Area, DateTime? DisabledAt, DateTimeOffset? LockedUntil, bool TwoFactor, DateTime? LastSeenAt);

internal sealed class ListAccountsValidator : AbstractValidator<ListAccounts>
{
    public ListAccountsValidator() => RuleFor(q => q.NamePart).PlainText("The name", Lengths.Name);
}

internal sealed class ListAccountsHandler(CaseDbContext db) : IRequestHandler<ListAccounts, AccountList>
{
    private const int PageSize = 50;

    public async Task<AccountList> Handle(ListAccounts request, CancellationToken cancellationToken)
    {
        var users = db.Users.AsNoTracking();
        if (request.NamePart?.Trim() is { Length: > 0 } part)
        {
            var like = "%" + part.Replace("\\", "\\\\").Replace("%", "\\%").Replace("_", "\\_").Replace("[", "\\[") + "%";
            users = users.Where(u => EF.Functions.Like(u.FullName, like, "\\") || EF.Functions.Like(u.UserName!, like, "\\"));
        }

        if (request.Role is { } role)
        {
            users = users.Where(u => u.Role == role);
        }

        if (request.UnitId is { } unit)
        {
            users = users.Where(u => u.UnitId == unit);
        }

        if (request.After is { Length: > 0 } after)
        {
            var from = after.ToUpperInvariant();
            users = users.Where(u => string.Compare(u.NormalizedUserName, from) > 0);
        }

        var rows = await users.OrderBy(u => u.NormalizedUserName).Take(PageSize + 1)
            .Select(u => new AccountRow(u.UserName!, u.FullName, u.Role, u.Unit!.Name, u.Area!.Name, u.DisabledAt, u.LockoutEnd, u.TwoFactorEnabled,
                db.Sessions.Where(s => s.UserId == u.Id).Max(s => (DateTime?)s.LastSeenAt)))
            .ToListAsync(cancellationToken);
        return rows.Count > PageSize ? new AccountList(rows[..PageSize], rows[PageSize - 1].UserName) : new AccountList(rows, null);
    }
}
