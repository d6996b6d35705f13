using DaCaseManagement.Clocks;
using DaCaseManagement.Data;
using DaCaseManagement.Policy;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Cases;

/// <summary>Keeps the one contact deadline of a case true to its grade, to what was agreed and to the contacts kept (CAS-7). Only a contact in which the victim was reached moves it on.</summary>
public sealed class ContactClock(CaseDbContext db, PolicyInForce inForce, TimeProvider clock, Deadlines deadlines)
{
    public const string Kind = "VictimContact";

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <param name="reached">A contact was just kept in which she was reached.</param>
    public async Task Look(Case @case, CancellationToken cancel, bool reached = false)
    {
        var open = await db.Deadlines.Where(d => d.Kind == Kind && d.Subject == @case.Reference && d.IsOpen).OrderBy(d => d.Id).FirstOrDefaultAsync(cancel);
        var kept = db.Contacts.Where(c => c.CaseId == @case.Id && c.Outcome == ContactOutcome.Spoke && !db.Contacts.Any(x => x.CorrectsId == c.Id));
        var last = await kept.MaxAsync(c => (DateTime?)c.At, cancel);
        var visited = await kept.AnyAsync(c => c.Means == ContactMeans.Visit, cancel);
        var due = @case.ClosedAt is not null ? null : ContactRule.Of(@case.Grade, @case.SafeContact.EveryHours, last, visited, Begun(@case, open), inForce.Policy.FollowUp);
        if (open is null)
        {
            if (due is not null)
            {
                await Open(@case, due, cancel);
            }
        }
        else if (due is null)
        {
            if (reached)
            {
                await deadlines.Satisfy(Kind, @case.Reference, cancel);
            }
            else
            {
                await deadlines.Cancel(Kind, @case.Reference, "Nothing is agreed with the victim, and the policy asks for no contact by a time at this grade", cancel);
            }
        }
        else if (reached && due.DueAt > open.DueAt)
        {
            await deadlines.Satisfy(Kind, @case.Reference, cancel);
            await Open(@case, due, cancel);
        }
        else
        {
            await deadlines.Move(Kind, @case.Reference, due.DueAt, due.Because, cancel);
        }
    }

    private async Task Open(Case @case, ContactDue due, CancellationToken cancel)
    {
        var held = await Held.Contact(db, inForce.Policy, @case.Id, cancel);
        deadlines.OpenAt(due.DueAt, Kind, @case.Reference, @case.Id, null, held.Unit, held.User, due.From);
    }

    /// <summary>Never reached: from the grade that asked for it, or from now where nothing was asked before.</summary>
    private DateTime Begun(Case @case, Deadline? open) => open?.CountedFrom ?? (@case.GradedAt is { } graded && graded > Now.AddHours(-1) ? graded : Now);
}
