using DaCaseManagement.Audit;
using DaCaseManagement.Pipeline;

namespace DaCaseManagement.Incidents;

/// <summary>Somebody is about to see these incidents on the board.</summary>
public sealed record BoardLook(long UserId, string UserName, IReadOnlyList<string> Incidents);

/// <summary>Writes what everybody who watches is about to see, in one transaction and before they see it (ACC-2).</summary>
public sealed class BoardLog(AuditTrail trail, Transactions transactions, TimeProvider clock)
{
    public Task Write(IReadOnlyCollection<BoardLook> looks, CancellationToken cancel) => transactions.Run(
        () =>
        {
            var now = clock.GetUtcNow().UtcDateTime;
            foreach (var look in looks)
            {
                var one = Guid.CreateVersion7();
                foreach (var incident in look.Incidents)
                {
                    trail.Enlist(new AuditEvent(now, look.UserId, look.UserName, AuditAct.Consultation, nameof(ViewBoard), Subject.Incident(incident), "live", one));
                }
            }

            return Task.FromResult(true);
        },
        cancel);
}
