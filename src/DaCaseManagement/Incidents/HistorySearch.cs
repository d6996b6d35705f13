using DaCaseManagement.Access;
using DaCaseManagement.Data;
using DaCaseManagement.People;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Incidents;

/// <summary>Looks the history of everybody on a call screen up together (REC-2): the queries of one serve for all.</summary>
public sealed class HistorySearch(CaseDbContext db, CurrentUser user, TimeProvider clock, PersonSearch people, HistoryOfPeople describer, HistoryOfPlaces incidents)
{
    private const int MostPeople = 8;

    /// <param name="asked">All about one report, which is left out of its own history.</param>
    /// <returns>One history for each, in their order.</returns>
    public async Task<IReadOnlyList<History>> Find(IReadOnlyList<FindHistory> asked, CancellationToken cancel)
    {
        var (reports, sought) = (new List<HistoryOfPlaces.Answer>(), new List<PersonSearch.Asked>());
        foreach (var one in asked)
        {
            reports.Add(await incidents.Find(one.Number, one.Address, one.Except, cancel));
            sought.Add(new PersonSearch.Asked(one.Given, one.Family, one.Born, one.Gender, [one.Number, one.Phone], [one.Address, one.Home]) { Linked = reports[^1].People });
        }

        var found = await people.Find(sought, cancel);
        var described = await describer.Describe([.. found.Select(f => f.People)], asked.Select(a => a.Except).FirstOrDefault(), cancel);
        var histories = new List<History>();
        for (var i = 0; i < asked.Count; i++)
        {
            histories.Add(new History(
                [.. described[i].OrderBy(p => p.Band).ThenByDescending(p => p.WorstOpenGrade.HasValue ? (int)p.WorstOpenGrade.Value + 1 : 0).ThenByDescending(p => p.LastIncidentAt).Take(MostPeople)],
                reports[i].Incidents, found[i].More || described[i].Count > MostPeople, reports[i].More)
            { AddressMarkers = await Markers(asked[i].Address, cancel) });
        }

        return histories;
    }

    private async Task<IReadOnlyList<string>> Markers(string? address, CancellationToken cancel) => string.IsNullOrWhiteSpace(address)
        ? []
        : [.. (await db.MarkersAt(address, user, clock.GetUtcNow().UtcDateTime).OrderBy(m => m.Id).ToListAsync(cancel)).Select(m => m.Warning)];
}
