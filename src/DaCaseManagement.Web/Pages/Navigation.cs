using DaCaseManagement.Access;

namespace DaCaseManagement.Web.Pages;

/// <summary>What stands in the bar under the header, for those who may.</summary>
public static class Navigation
{
    private const string Work = "My work", People = "People", Risk = "Risk";

    public static readonly IReadOnlyList<NavigationEntry> Entries =
    [
        new("My work", "/", Permission.UseSystem, Work),
        new("My duty", "/duty", Permission.ConsultPeople, Work),
        new("My unit", "/unit", Permission.ManageUnit, Work),
        new("Take a report", "/incidents/report", Permission.RecordIncidents),
        new("Board", "/board", Permission.ConsultBoard),
        new("Incidents", "/incidents", Permission.ConsultIncidents),
        new("Cases", "/cases", Permission.ConsultCases),
        new("People", "/people", Permission.ConsultPeople, People),
        new("Duplicates", "/people/duplicates", Permission.JoinPeople, People),
        new("Markers", "/markers", Permission.KeepMarkers, People),
        new("Lists", "/lists", Permission.ConsultLists),
        new("Sign-off", "/risk/sign-off", Permission.ReviewAssessments, Risk),
        new("Reviews", "/risk/reviews", Permission.ReviewForUnit, Risk),
        new("Challenges", "/risk/challenges", Permission.DecideChallenges, Risk),
        new("Unassessed", "/risk/unassessed", Permission.ConsultOversight, Risk),
        new("Supervision", "/oversight/supervision", Permission.ConsultOversight, Risk),
        new("MARAC", "/marac", Permission.ConsultMarac),
        new("Import", "/records/import", Permission.ImportRecords),
        new("Policy", "/policy", Permission.ConsultPolicy),
        new("Clocks", "/clocks", Permission.ConsultClocks),
        new("Audit", "/audit", Permission.ReadAudit),
        new("Accounts", "/accounts", Permission.ManageAccounts),
    ];

    /// <summary>What stands in the bar: a group by its first entry, under the group's name when there is more than one to choose from.</summary>
    public static IEnumerable<(string Label, string Page, bool Here)> Bar(IReadOnlyList<NavigationEntry> allowed, NavigationEntry? here) =>
        allowed.GroupBy(e => e.Group ?? e.Page).Select(g => (g.Count() > 1 ? g.Key : g.First().Label, g.First().Page, here is not null && g.Contains(here)));

    /// <summary>Whether a link would open for this person: nobody is shown a way to a page that is not there for them.</summary>
    public static bool MayFollow(string path, CurrentUser user) => For(path) is not { } entry || user.May(entry.Permission);

    /// <summary>The entry a page stands under: the longest address that begins its own.</summary>
    public static NavigationEntry? For(string path) =>
        Entries.Where(e => path.Equals(e.Page, StringComparison.OrdinalIgnoreCase) || (e.Page != "/" && path.StartsWith(e.Page + "/", StringComparison.OrdinalIgnoreCase))).MaxBy(e => e.Page.Length);
}

/// <param name="Group">Entries of one group share a place in the bar; the pages of the group show them side by side.</param>
public sealed record NavigationEntry(string Label, string Page, Permission Permission, string? Group = null);
