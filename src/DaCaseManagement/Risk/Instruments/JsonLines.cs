using System.Text;
using System.Text.Json;

namespace DaCaseManagement.Risk.Instruments;

/// <summary>On which line each value of a JSON text begins, by path: a person looks for a line, not for the 31st comma.</summary>
internal static class JsonLines
{
    public static Dictionary<string, int> Of(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var reader = new Utf8JsonReader(bytes);
        var (lines, places, line, counted) = (new Dictionary<string, int>(), new Stack<(string Path, int Index)>(), 1, 0L);
        var name = "";
        while (reader.Read())
        {
            line += bytes.AsSpan((int)counted, (int)(reader.TokenStartIndex - counted)).Count((byte)'\n');
            counted = reader.TokenStartIndex;
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    name = reader.GetString()!;
                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    places.Pop();
                    break;
                default:
                    var path = Path(places, name);
                    lines.TryAdd(path, line);
                    if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
                    {
                        places.Push((path, reader.TokenType == JsonTokenType.StartArray ? 0 : -1));
                    }

                    break;
            }
        }

        return lines;
    }

    private static string Path(Stack<(string Path, int Index)> places, string name)
    {
        if (places.Count == 0)
        {
            return "$";
        }

        var (path, index) = places.Peek();
        if (index < 0)
        {
            return $"{path}.{name}";
        }

        places.Pop();
        places.Push((path, index + 1));
        return $"{path}[{index}]";
    }
}
