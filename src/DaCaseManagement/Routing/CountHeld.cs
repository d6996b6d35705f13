using DaCaseManagement.Access;
using DaCaseManagement.Data;
using DaCaseManagement.Pipeline;

using MediatR;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Routing;

/// <summary>Whether an account holds work that its unit's managers will have to move when it is disabled (RTE-2).</summary>
[Requires(Permission.ManageAccounts)]
[ReadsNoRecord("Two numbers about an account; no case is named, and restricted ones are not counted.")]
public sealed record CountHeld(string UserName) : IQuery<HeldCount>;

/// <param name="Asked">Since when its unit's managers have been asked to move it.</param>
public sealed record HeldCount(int Responsibilities, int Deadlines, DateTime? Asked);

public sealed class CountHeldHandler(CaseDbContext db) : IRequestHandler<CountHeld, HeldCount>
{
    public async Task<HeldCount> Handle(CountHeld request, CancellationToken cancellationToken)
    {
        var name = request.UserName.ToUpperInvariant();
        var person = await db.Users.Where(u => u.NormalizedUserName == name).Select(u => new { u.Id, u.UserName }).SingleOrDefaultAsync(cancellationToken) ?? throw new RecordNotFoundException("Account", request.UserName);
        return new HeldCount(
            await db.Responsibilities.CountAsync(r => r.IsCurrent && r.OwnerUserId == person.Id && !r.Case.Restricted, cancellationToken),
            await db.Deadlines.CountAsync(d => d.IsOpen && d.OwnerUserId == person.Id && !db.Cases.Any(c => c.Id == d.CaseId && c.Restricted), cancellationToken),
            await db.Deadlines.Where(d => d.IsOpen && d.Kind == AbsentOwners.Kind && d.Subject == person.UserName).Select(d => (DateTime?)d.OpenedAt).FirstOrDefaultAsync(cancellationToken));
    }
}
