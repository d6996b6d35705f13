using DaCaseManagement.Access;
using DaCaseManagement.Cases;
using DaCaseManagement.Clocks;
using DaCaseManagement.Data;
using DaCaseManagement.Policy;
using DaCaseManagement.Routing;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Seeding;

/// <summary>Follow-up plans, contacts and reviews of the demonstration force's latest graded cases: some done, some waiting, a few late.</summary>
public sealed class DemonstrationFollowUp(CaseDbContext db, TimeProvider clock, FollowUps followUps, ContactClock contact, Deadlines deadlines)
{
    private const int Cases = 14;
    private readonly Random random = new(20_261_123);

    private static readonly string[] Said =
    [
        "She feels safer since the locks were changed. The children are at her sister's until Sunday.",
        "Spoke for twenty minutes. She has not heard from him and will ring at once if she does.",
        "Talked through the safety plan again. She asks for the alarm to be looked at.",
    ];

    public async Task Fill(CancellationToken cancel)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var latest = db.Cases.Local.Where(c => c is { ClosedAt: null, Grade: not null, Restricted: false }).OrderByDescending(c => c.LastIncidentAt).Take(Cases).ToList();
        foreach (var (@case, n) in latest.Select((c, n) => (c, n)))
        {
            var held = await db.Responsibilities.Where(r => r.CaseId == @case.Id && r.IsCurrent && r.Kind == ResponsibilityKind.Safeguarding).Select(r => r.OwnerUnitId).SingleAsync(cancel);
            deadlines.Open(ReviewCase.Kind, @case.Reference, @case.Id, null, held, from: @case.OpenedAt < now.AddDays(-13) ? now.AddDays(-n) : @case.OpenedAt);
            if (n % 3 == 0)
            {
                @case.Keep(@case.SafeContact with { EveryHours = 72, AskedAt = @case.SafeContact.AskedAt ?? now.AddDays(-1) });
            }

            await followUps.Plan(@case, cancel);
            await db.SaveChangesAsync(cancel);
            await Contacts(@case, n, now, cancel);
        }
    }

    private async Task Contacts(Case @case, int n, DateTime now, CancellationToken cancel)
    {
        var by = await db.Users.SingleAsync(u => u.UserName == (n % 2 == 0 ? "specialist" : "neighbourhood-officer"), cancel);
        var at = now.AddHours(-random.Next(4, 70));
        void Keep(DateTime when, ContactMeans means, ContactOutcome outcome, string words) =>
            db.Contacts.Add(new ContactRecord(@case.Id, when < @case.OpenedAt ? @case.OpenedAt.AddMinutes(20) : when, means, outcome, words, false, by.Id, by.FullName, null, now));

        if (n % 4 != 3)
        {
            Keep(at, n % 2 == 0 ? ContactMeans.Telephone : ContactMeans.Visit, ContactOutcome.Spoke, Said[n % Said.Length]);
        }

        if (n % 5 == 0)
        {
            Keep(now.AddHours(-2), ContactMeans.Telephone, ContactOutcome.NoAnswer, "");
        }

        await db.SaveChangesAsync(cancel);
        await contact.Look(@case, cancel, reached: true);

        // Of every second plan the first visit is done.
        if (n % 2 == 0 && await db.FollowUpTasks.Include(t => t.Case).Where(t => t.CaseId == @case.Id && t.IsOpen && t.DoneBy == null).OrderBy(t => t.Place).FirstOrDefaultAsync(cancel) is { } visit)
        {
            visit.Done(now.AddHours(-1), by.Id, by.FullName, "Visited at home, services explained, locks looked at.");
            await deadlines.Satisfy(FollowUpTask.Kind, await followUps.Subject(visit, cancel), cancel);
        }

        await db.SaveChangesAsync(cancel);
    }
}
