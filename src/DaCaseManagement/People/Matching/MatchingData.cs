using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace DaCaseManagement.People.Matching;

/// <summary>The lists this room is built with: names, how common they are, and the first weights.</summary>
internal static class MatchingData
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };

    public static T Read<T>(string file)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("DaCaseManagement.People.Matching.Data." + file)!;
        return JsonSerializer.Deserialize<T>(stream, Json)!;
    }
}
