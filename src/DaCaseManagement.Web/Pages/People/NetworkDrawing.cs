using System.Globalization;

using DaCaseManagement.People;

namespace DaCaseManagement.Web.Pages.People;

/// <summary>Where everybody stands in the picture: the person in the middle, the others in a column on either side, so that no two names overlap.</summary>
public sealed class NetworkDrawing
{
    public const int Width = 760;
    private const int Pitch = 38;
    private const int Left = 215;
    private const int Right = Width - 215;
    private const int LongestName = 24;

    private NetworkDrawing(int height, IReadOnlyList<Node> nodes, IReadOnlyList<string> between) => (Height, Nodes, Between) = (height, nodes, between);

    public int Height { get; }

    public int MiddleX => Width / 2;

    public int MiddleY => Height / 2;

    public IReadOnlyList<Node> Nodes { get; }

    /// <summary>Paths between others who are a pair themselves.</summary>
    public IReadOnlyList<string> Between { get; }

    public static NetworkDrawing Of(PersonNetwork network)
    {
        var rows = (network.People.Count + 1) / 2;
        var height = Math.Max(120, (rows * Pitch) + 30);
        var nodes = network.People.Select((p, n) =>
        {
            var inColumn = n % 2 == 0 ? rows : network.People.Count / 2;
            var top = (height - ((inColumn - 1) * Pitch)) / 2;
            return new Node(n % 2 == 0 ? Left : Right, top + (n / 2 * Pitch), n % 2 == 0, Short(p.Name), p.Kinds[0]);
        }).ToList();
        var between = network.People.SelectMany((p, n) => p.PairedWith.Where(o => o > n).Select(o => Path(nodes[n], nodes[o]))).ToList();
        return new NetworkDrawing(height, nodes, between);
    }

    public static string Short(string name) => name.Length <= LongestName ? name : new StringInfo(name).SubstringByTextElements(0, Math.Min(LongestName - 1, new StringInfo(name).LengthInTextElements)) + "…";

    private static string Path(Node one, Node other)
    {
        // Within a column the line bends towards the middle; across, it passes above or below the person there.
        var bend = one.OnLeft == other.OnLeft ? one.X + (one.OnLeft ? 70 : -70) : Width / 2;
        return string.Create(CultureInfo.InvariantCulture, $"M {one.X} {one.Y} Q {bend} {(one.Y + other.Y) / 2} {other.X} {other.Y}");
    }

    public sealed record Node(int X, int Y, bool OnLeft, string Name, LinkKind Kind);
}
