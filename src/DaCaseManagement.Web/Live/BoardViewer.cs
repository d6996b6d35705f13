using System.Threading.Channels;

using DaCaseManagement.Access;

namespace DaCaseManagement.Web.Live;

/// <summary>Those who may see the same board with the same buttons: it is read and drawn once for all of them (INV-6).</summary>
public readonly record struct BoardClass(bool Restricted, bool Dispatches, bool Takes)
{
    public static BoardClass Of(CurrentUser user) => new(user.May(Permission.SeeRestrictedCases), user.May(Permission.DispatchOfficers), user.May(Permission.RecordIncidents));

    /// <summary>Nothing beyond what the class stands for.</summary>
    public IEnumerable<Permission> May =>
    [
        Permission.ConsultBoard, Permission.ConsultIncidents,
        .. Restricted ? [Permission.SeeRestrictedCases] : Array.Empty<Permission>(),
        .. Dispatches ? [Permission.DispatchOfficers] : Array.Empty<Permission>(),
        .. Takes ? [Permission.RecordIncidents] : Array.Empty<Permission>(),
    ];
}

/// <summary>The board as drawn for a class at one moment.</summary>
/// <param name="Id">Greater than that of every frame before it.</param>
/// <param name="Shown">References on it: what whoever gets it has looked at.</param>
public sealed record BoardFrame(long Id, string Html, byte[] Event, IReadOnlyList<string> Shown);

/// <summary>Somebody who watches. A frame that waits is overtaken by the next: a slow line gets the latest, late, and holds up nobody.</summary>
public sealed class BoardViewer(SignedIn who, BoardClass sees)
{
    private readonly Channel<BoardFrame> frames = Channel.CreateBounded<BoardFrame>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    public SignedIn Who => who;

    public BoardClass Sees => sees;

    /// <summary>Incidents already logged as looked at in this watching.</summary>
    public HashSet<string> Shown { get; } = [];

    /// <summary>The latest this viewer was given; null until the first.</summary>
    public BoardFrame? Latest { get; private set; }

    /// <summary>When a browser that asks again and again last asked, in milliseconds since the machine started.</summary>
    public long AskedAt { get; set; }

    public ChannelReader<BoardFrame> Frames => frames.Reader;

    public void Give(BoardFrame frame)
    {
        Latest = frame;
        frames.Writer.TryWrite(frame);
    }
}
