using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json;

using DaCaseManagement.Access;
using DaCaseManagement.Data;
using DaCaseManagement.Incidents;
using DaCaseManagement.Web.Startup;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Web.Live;

/// <summary>REC-10: one look at the database for everybody on this node who watches the board. It asks a counter that every node moves, reads and draws the board once for each
/// class of viewers when it has moved, logs what each is about to see for the first time, and only then hands it out.</summary>
public sealed partial class BoardFeed(IServiceScopeFactory scopes, Readiness readiness, TimeProvider clock, ILogger<BoardFeed> log) : BackgroundService
{
    private const int MostOfOneSession = 6;

    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(200), Anyway = TimeSpan.FromSeconds(30), AsksNoMore = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<BoardViewer, bool> viewers = [];
    private readonly Dictionary<Guid, BoardViewer> asking = [];
    private readonly Dictionary<BoardClass, (string Signature, BoardFrame Frame)> drawn = [];
    private readonly SemaphoreSlim bell = new(0, 1);
    private readonly long began = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
    private long frames;
    private long seenChanges = -1;
    private DateTime? nextDue;
    private long readAt;

    public BoardViewer Join(SignedIn who, BoardClass sees)
    {
        if (viewers.Keys.Where(v => v.Who.Session == who.Session).ToList() is { Count: >= MostOfOneSession } many)
        {
            // Tabs that were never closed: the oldest stops being fed.
            Leave(many[0]);
        }

        var viewer = new BoardViewer(who, sees);
        viewers[viewer] = true;
        Ring();
        return viewer;
    }

    public void Leave(BoardViewer viewer) => viewers.TryRemove(viewer, out _);

    /// <summary>For a browser that cannot be fed and asks instead: the latest board, or null when it has that already or none could be read in time.</summary>
    public async Task<BoardFrame?> Ask(SignedIn who, BoardClass sees, long? have, CancellationToken cancel)
    {
        var viewer = Asking(who, sees);
        for (var waited = 0; viewer.Latest is null && waited < 100; waited++)
        {
            await Task.Delay(50, cancel);
        }

        return viewer.Latest is { } latest && latest.Id != have ? latest : null;
    }

    private BoardViewer Asking(SignedIn who, BoardClass sees)
    {
        lock (asking)
        {
            var viewer = asking.TryGetValue(who.Session, out var known) && known.Sees == sees && viewers.ContainsKey(known) ? known : Join(who, sees);
            asking[who.Session] = viewer;
            viewer.AskedAt = Environment.TickCount64;
            return viewer;
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await readiness.Wait(stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                Forget();
                if (!viewers.IsEmpty)
                {
                    await Round(stoppingToken);
                }
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // What is on the screens stays; they say themselves how old it is.
                seenChanges = -1;
                Waiting(e.GetType().Name);
            }

            try
            {
                await bell.WaitAsync(viewers.IsEmpty ? Timeout.InfiniteTimeSpan : Between, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private void Ring()
    {
        try
        {
            bell.Release();
        }
        catch (SemaphoreFullException)
        {
            // It has been rung.
        }
    }

    private void Forget()
    {
        lock (asking)
        {
            foreach (var (session, viewer) in asking.Where(a => Environment.TickCount64 - a.Value.AskedAt > AsksNoMore.TotalMilliseconds).ToList())
            {
                asking.Remove(session);
                Leave(viewer);
            }
        }
    }

    private async Task Round(CancellationToken cancel)
    {
        var changes = await Changes(cancel);
        var classes = viewers.Keys.Select(v => v.Sees).Distinct().ToList();
        var now = clock.GetUtcNow().UtcDateTime;
        var stale = changes != seenChanges || nextDue <= now || TimeSpan.FromMilliseconds(Environment.TickCount64 - readAt) > Anyway;
        if (stale)
        {
            nextDue = null;
        }

        foreach (var sees in classes.Where(c => stale || !drawn.ContainsKey(c)))
        {
            await Draw(sees, cancel);
        }

        if (stale)
        {
            foreach (var gone in drawn.Keys.Except(classes).ToList())
            {
                // Nobody of theirs watches: drawn afresh when one does.
                drawn.Remove(gone);
            }

            (seenChanges, readAt) = (changes, Environment.TickCount64);
        }

        await HandOut(cancel);
    }

    private async Task<long> Changes(CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<CaseDbContext>().AuditHeads.Select(h => h.Changes).SingleAsync(cancel);
    }

    private async Task Draw(BoardClass sees, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentUser>().Become(0, "board", "System: board", Role.ControlRoomSupervisor, null, null, null, sees.May);
        var board = await scope.ServiceProvider.GetRequiredService<BoardReader>().Read(cancel);
        nextDue = nextDue is null || board.NextDueAt < nextDue ? board.NextDueAt ?? nextDue : nextDue;

        // The words of a clock change by themselves on the screen; only what is not said by the time alone is worth sending.
        var signature = JsonSerializer.Serialize(board with { At = default, Rows = [.. board.Rows.Select(r => r with { Because = [.. r.Because.Where(b => !b.EndsWith(" late", StringComparison.Ordinal))] })] });
        if (drawn.TryGetValue(sees, out var before) && before.Signature == signature)
        {
            return;
        }

        var html = await PartialView.Draw(scope.ServiceProvider, "/Pages/Incidents/_BoardRows.cshtml", board);
        var id = began + Interlocked.Increment(ref frames);
        drawn[sees] = (signature, new BoardFrame(id, html, Event(id, html), [.. board.Rows.Select(r => r.Reference)]));
    }

    private static byte[] Event(long id, string html)
    {
        var text = new StringBuilder(html.Length + 1_000).Append("id: ").Append(id.ToString(CultureInfo.InvariantCulture)).Append("\nevent: board\n");
        foreach (var line in html.AsSpan().EnumerateLines())
        {
            if (!line.IsWhiteSpace())
            {
                text.Append("data: ").Append(line.TrimStart()).Append('\n');
            }
        }

        return Encoding.UTF8.GetBytes(text.Append('\n').ToString());
    }

    private async Task HandOut(CancellationToken cancel)
    {
        var due = viewers.Keys.Where(v => drawn.TryGetValue(v.Sees, out var d) && v.Latest?.Id != d.Frame.Id).Select(v => (Viewer: v, drawn[v.Sees].Frame)).ToList();
        var looks = due.ConvertAll(d => (d.Viewer, New: d.Frame.Shown.Where(r => !d.Viewer.Shown.Contains(r)).ToList()));
        if (looks.Exists(l => l.New.Count > 0))
        {
            await using var scope = scopes.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<CurrentUser>().BecomeSystem("board");
            await scope.ServiceProvider.GetRequiredService<BoardLog>().Write([.. looks.Where(l => l.New.Count > 0).Select(l => new BoardLook(l.Viewer.Who.UserId, l.Viewer.Who.UserName, l.New))], cancel);
        }

        foreach (var (viewer, incidents) in looks)
        {
            viewer.Shown.UnionWith(incidents);
        }

        foreach (var (viewer, frame) in due)
        {
            viewer.Give(frame);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The board waits: the database did not answer ({Fault})")]
    private partial void Waiting(string fault);
}
