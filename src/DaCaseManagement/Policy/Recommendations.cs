using System.Text.Json;

namespace DaCaseManagement.Policy;

/// <param name="ServedBy">Ids of the rules of this system that answer it.</param>
/// <param name="Source">The report it stands in.</param>
public sealed record Recommendation(string Id, string AsksFor, IReadOnlyList<string> ServedBy, string Source);

/// <summary>The recommendations of the four force inspections of 2014 and of the national report of 2015. Data: <c>Policy/recommendations.json</c>.</summary>
public static class Recommendations
{
    public static readonly IReadOnlyList<Recommendation> All = Load();

    /// <exception cref="InvalidOperationException">There is no such recommendation.</exception>
    public static Recommendation Get(string id) => All.FirstOrDefault(r => r.Id == id) ?? throw new InvalidOperationException($"There is no recommendation '{id}'.");

    private static IReadOnlyList<Recommendation> Load()
    {
        using var stream = typeof(Recommendations).Assembly.GetManifestResourceStream("DaCaseManagement.Policy.recommendations.json")!;
        var file = JsonSerializer.Deserialize<Published>(stream, PolicyFile.Json)!;
        return [.. file.Recommendations.Select(r => new Recommendation(r.Id, r.AsksFor, r.ServedBy, file.Sources[r.Id.Split('-')[0]]))];
    }

    private sealed record Published(IReadOnlyDictionary<string, string> Sources, IReadOnlyList<PublishedRow> Recommendations);

    private sealed record PublishedRow(string Id, string AsksFor, IReadOnlyList<string> ServedBy);
}
