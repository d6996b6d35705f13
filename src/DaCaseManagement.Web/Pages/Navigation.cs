using DaCaseManagement.Access;

namespace DaCaseManagement.Web.Pages;

/// <summary>What stands in the bar under the header, for those who may.</summary>
public static class Navigation
{
    public static readonly IReadOnlyList<NavigationEntry> Entries =
    [
        new("My work", "/", Permission.UseSystem),
        new("Take a report", "/incidents/report", Permission.RecordIncidents),
        new("Incidents", "/incidents", Permission.ConsultIncidents),
        new("Cases", "/cases", Permission.ConsultCases),
        new("People", "/people", Permission.ConsultPeople),
        new("Duplicates", "/people/duplicates", Permission.JoinPeople),
        new("Markers", "/markers", Permission.KeepMarkers),
        new("Lists", "/lists", Permission.ConsultLists),
        new("Sign-off", "/risk/sign-off", Permission.ReviewAssessments),
        new("Reviews", "/risk/reviews", Permission.ReviewForUnit),
        new("Challenges", "/risk/challenges", Permission.DecideChallenges),
        new("Unassessed", "/risk/unassessed", Permission.ConsultOversight),
        new("Supervision", "/oversight/supervision", Permission.ConsultOversight),
        new("MARAC", "/marac", Permission.ConsultMarac),
        new("Import", "/records/import", Permission.ImportRecords),
        new("Policy", "/policy", Permission.ConsultPolicy),
        new("Audit", "/audit", Permission.ReadAudit),
        new("Accounts", "/accounts", Permission.ManageAccounts),
    ];

    /// <summary>Whether a link would open for this person: nobody is shown a way to a page that is not there for them.</summary>
    public static bool MayFollow(string path, CurrentUser user) => For(path) is not { } entry || user.May(entry.Permission);

    /// <summary>The entry a page stands under: the longest address that begins its own.</summary>
    public static NavigationEntry? For(string path) =>
        Entries.Where(e => path.Equals(e.Page, StringComparison.OrdinalIgnoreCase) || (e.Page != "/" && path.StartsWith(e.Page + "/", StringComparison.OrdinalIgnoreCase))).MaxBy(e => e.Page.Length);
}

public sealed record NavigationEntry(string Label, string Page, Permission Permission);
