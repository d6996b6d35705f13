using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace DaCaseManagement.Policy;

/// <summary>Reads a profile. The record types are the schema: unknown, missing or mistyped members are refused with file, path and reason, and
/// <c>policy.schema.json</c> is exported from them (a test keeps the two in step).</summary>
public static class PolicyFile
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        ReadCommentHandling = JsonCommentHandling.Disallow,
        NumberHandling = JsonNumberHandling.Strict,
        AllowDuplicateProperties = false,
        WriteIndented = true,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
        Converters = { new JsonStringEnumConverter(allowIntegerValues: false) },
    };

    /// <summary>Reads and checks a profile by name (looked up in <paramref name="folder"/>) or by path.</summary>
    /// <exception cref="PolicyException">With one line that names the file, the place and the reason.</exception>
    public static ForcePolicy Load(string nameOrPath, string folder)
    {
        var path = File.Exists(nameOrPath) ? nameOrPath : Path.Combine(folder, nameOrPath + ".json");
        if (!File.Exists(path))
        {
            throw new PolicyException($"Policy: there is no profile '{nameOrPath}' and no such file (looked in {folder}).");
        }

        return Read(File.ReadAllText(path), Path.GetFileName(path));
    }

    public static ForcePolicy Read(string text, string fileName)
    {
        ForcePolicy policy;
        try
        {
            policy = JsonSerializer.Deserialize<ForcePolicy>(text, Json) ?? throw new PolicyException($"Policy {fileName}: the file is empty.");
        }
        catch (JsonException e)
        {
            var where = e.LineNumber is { } line ? $" line {line + 1}" : "";
            throw new PolicyException($"Policy {fileName}:{where} {e.Path ?? "$"}: {e.Message.Split(" Path:")[0]}");
        }

        var holes = Holes(JsonNode.Parse(text), "").ToList();
        var faults = holes.Count > 0 ? holes : PolicyRules.Faults(policy);
        return faults.Count == 0 ? policy : throw new PolicyException($"Policy {fileName}: {string.Join("; ", faults)}");
    }

    /// <summary>Empty places in lists and tables, which the reader lets through whatever the types say.</summary>
    private static IEnumerable<string> Holes(JsonNode? node, string path) => node switch
    {
        JsonArray list => list.SelectMany((n, i) => n is null ? [$"{path}[{i}]: must not be null"] : Holes(n, $"{path}[{i}]")),
        JsonObject members => members.SelectMany(m => m.Value is not null ? Holes(m.Value, path.Length == 0 ? m.Key : $"{path}.{m.Key}")
            : path.ToLowerInvariant() is "roles" or "deadlines" ? [$"{path}.{m.Key}: must not be null"] : []),
        _ => [],
    };

    /// <summary>The JSON schema of a profile, for editors and for other people's tools.</summary>
    public static string Schema()
    {
        var node = Json.GetJsonSchemaAsNode(typeof(ForcePolicy), new JsonSchemaExporterOptions { TreatNullObliviousAsNonNullable = true }).AsObject();
        var schema = new JsonObject { ["$schema"] = "https://json-schema.org/draft/2020-12/schema", ["title"] = "Force policy profile" };
        foreach (var (name, value) in node.ToList())
        {
            node.Remove(name);
            schema[name] = value;
        }

        return schema.ToJsonString(new JsonSerializerOptions { WriteIndented = true }) + "\n";
    }
}

public sealed class PolicyException(string message) : Exception(message);
