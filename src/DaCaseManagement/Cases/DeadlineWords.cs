using System.Globalization;

using DaCaseManagement.Data;
using DaCaseManagement.Policy;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Cases;

/// <summary>What a deadline is about in the record's own words, where the kind alone would not tell one from another: the step of a plan, the event to tell of. For the rows of one page; two
/// queries at most.</summary>
internal static class DeadlineWords
{
    /// <returns>By kind and subject; what is not there goes by its kind's words.</returns>
    public static async Task<IReadOnlyDictionary<(string Kind, string Subject), string>> Of(CaseDbContext db, IEnumerable<(string Kind, string Subject)> deadlines, CancellationToken cancel)
    {
        var all = deadlines.Distinct().ToList();
        var words = new Dictionary<(string, string), string>();
        var cases = all.Where(d => d.Kind == FollowUpTask.Kind).Select(d => d.Subject.Split(' ')[0]).Distinct().ToList();
        if (cases.Count > 0)
        {
            var steps = await db.FollowUpTasks.AsNoTracking().Where(t => cases.Contains(t.Case.Reference))
                .Select(t => new { Case = t.Case.Reference, Incident = db.Incidents.Where(i => i.Id == t.IncidentId).Select(i => i.Reference).First(), t.Place, t.Words }).ToListAsync(cancel);
            steps.ForEach(s => words[(FollowUpTask.Kind, FollowUpTask.Subject(s.Case, s.Incident, s.Place))] = s.Words);
        }

        var changes = all.Where(d => d.Kind == RiskEvents.TellKind).Select(d => RiskEvents.ToldChange(d.Subject)).ToList();
        if (changes.Count > 0)
        {
            var events = await db.RiskChanges.AsNoTracking().Where(c => changes.Contains(c.Id)).Select(c => new { c.Id, c.Event }).ToListAsync(cancel);
            events.ForEach(e => words[(RiskEvents.TellKind, RiskEvents.TellSubject(e.Id))] = $"Tell the victim: {PolicyWords.Of(e.Event).ToLower(CultureInfo.InvariantCulture)}");
        }

        return words;
    }
}
