using System.Diagnostics;
using System.Threading.Channels;

using DaCaseManagement.People.Matching;
using DaCaseManagement.Sqlite.Bulk;

using Spectre.Console;

namespace DaCaseManagement.Tools.Generate;

/// <summary>One thread invents, this one makes keys and writes; a few batches are on their way between them, so that memory does not grow with the force.</summary>
internal static class Filling
{
    private const int BatchIncidents = 2_000, BatchKeys = 50_000, Batches = 4;

    /// <returns>How many records of people there are, and how long each step took.</returns>
    public static async Task<Filled> Run(string file, Force force, Wanted wanted, CancellationToken cancel)
    {
        using var load = new BulkLoad(file);
        using var keys = new SortedSpill(Path.GetDirectoryName(Path.GetFullPath(file))!);
        var register = new Register();
        var watch = Stopwatch.StartNew();
        var (incidents, written) = (TimeSpan.Zero, TimeSpan.Zero);
        load.DropIndexes([.. new ForceRows().All.Select(r => r.Table)]);
        await Shown(wanted.Incidents, load.Indexes, async show =>
        {
            await Write(Incidents(force, wanted, register), rows =>
            {
                foreach (var (id, facts) in rows.Described)
                {
                    foreach (var key in BlockingKeys.Of(facts))
                    {
                        keys.Add(key, id);
                    }
                }

                show.Incidents(rows.Finished);
            });
            incidents = watch.Elapsed;
            await Write(Keys(keys), rows => show.Keys(rows.Keys.Count, keys.Count));
            written = watch.Elapsed;
            load.MakeIndexes(show.Index);
            load.Finish();
        });
        return new Filled(register.Last, incidents, written - incidents, watch.Elapsed - written);

        async Task Write(Func<Func<ForceRows>, IEnumerable<ForceRows>> invented, Action<ForceRows> also)
        {
            var ready = Channel.CreateBounded<ForceRows>(Batches);
            var empty = Channel.CreateUnbounded<ForceRows>();
            var inventing = Task.Run(() => Invent(invented, ready.Writer, empty.Reader, cancel), cancel);
            await foreach (var rows in ready.Reader.ReadAllAsync(cancel))
            {
                load.Begin();
                foreach (var table in rows.All)
                {
                    load.Write(table);
                }

                load.Commit();
                also(rows);
                rows.Clear();
                await empty.Writer.WriteAsync(rows, cancel);
            }

            await inventing;
        }
    }

    private static async Task Invent(Func<Func<ForceRows>, IEnumerable<ForceRows>> invented, ChannelWriter<ForceRows> ready, ChannelReader<ForceRows> empty, CancellationToken cancel)
    {
        try
        {
            foreach (var rows in invented(() => empty.TryRead(out var used) ? used : new ForceRows()))
            {
                await ready.WriteAsync(rows, cancel);
            }

            ready.Complete();
        }
        catch (Exception e)
        {
            // Whoever waits for rows must hear of it.
            ready.Complete(e);
            throw;
        }
    }

    private static Func<Func<ForceRows>, IEnumerable<ForceRows>> Incidents(Force force, Wanted wanted, Register register)
    {
        return Batches;

        IEnumerable<ForceRows> Batches(Func<ForceRows> fresh)
        {
            var chronicle = new Chronicle(new Plan(wanted.Incidents, wanted.Until, new Lots(wanted.Seed)), force, register, wanted.Until, wanted.Seed);
            for (var done = 0; done < wanted.Incidents;)
            {
                var rows = fresh();
                for (var end = Math.Min(done + BatchIncidents, wanted.Incidents); done < end; done++)
                {
                    chronicle.Happen(done, rows);
                }

                yield return rows;
            }

            var counters = fresh();
            foreach (var (series, last) in chronicle.Counters)
            {
                counters.Counters.Text(series).Number(last);
            }

            yield return counters;
        }
    }

    private static Func<Func<ForceRows>, IEnumerable<ForceRows>> Keys(SortedSpill keys)
    {
        return Batches;

        IEnumerable<ForceRows> Batches(Func<ForceRows> fresh)
        {
            foreach (var chunk in keys.InOrder().SelectMany(part => part.Chunk(BatchKeys)))
            {
                var rows = fresh();
                foreach (var (key, person) in chunk)
                {
                    rows.Keys.Number(key).Number(person);
                }

                yield return rows;
            }
        }
    }

    private static Task Shown(int incidents, int indexes, Func<Show, Task> work)
    {
        if (Console.IsOutputRedirected)
        {
            return work(new Show(null, null, null));
        }

        return AnsiConsole.Progress()
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RateColumn(), new RemainingTimeColumn())
            .StartAsync(progress => work(new Show(
                progress.AddTask("Incidents", maxValue: incidents), progress.AddTask("Keys of people", autoStart: false), progress.AddTask("Indexes", autoStart: false, maxValue: indexes))));
    }

    private sealed class Show(ProgressTask? incidents, ProgressTask? keys, ProgressTask? indexes)
    {
        public void Incidents(int more) => incidents?.Increment(more);

        public void Keys(int more, long all)
        {
            if (keys is not null && more > 0)
            {
                keys.StartTask();
                keys.MaxValue = all;
                keys.Increment(more);
            }
        }

        public void Index()
        {
            indexes?.StartTask();
            indexes?.Increment(1);
        }
    }

    private sealed class RateColumn : ProgressColumn
    {
        public override Spectre.Console.Rendering.IRenderable Render(Spectre.Console.Rendering.RenderOptions options, ProgressTask task, TimeSpan deltaTime) =>
            new Text(task.Speed is { } speed ? $"{speed:N0}/s" : "");
    }
}

/// <param name="People">Records.</param>
internal sealed record Filled(long People, TimeSpan Incidents, TimeSpan Keys, TimeSpan Indexes);
