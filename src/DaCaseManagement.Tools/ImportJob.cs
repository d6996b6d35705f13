using System.Diagnostics;

using DaCaseManagement.Access;
using DaCaseManagement.Data;
using DaCaseManagement.Imports;
using DaCaseManagement.Pipeline;
using DaCaseManagement.Policy;

using MediatR;

using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

using Spectre.Console;

namespace DaCaseManagement.Tools;

/// <summary>One import from the command line: prepared, run with its progress shown, and told of.</summary>
internal sealed class ImportJob(ServiceProvider services, ForcePolicy policy, ImportKind kind, string source, string? account)
{
    public async Task<int> Preview(Stream stream, FileLooks looks, IReadOnlyList<string> columns, CancellationToken cancel)
    {
        var preview = await Send(new PreviewImport("preview", kind, stream, looks.Encoding, looks.Delimiter, columns), cancel);
        Console.WriteLine($"{looks.Encoding}, columns parted by '{(looks.Delimiter == '\t' ? "tab" : looks.Delimiter)}'.");
        for (var i = 0; i < columns.Count; i++)
        {
            Console.WriteLine($"  {preview.Map.Headings[i]} = {(columns[i].Length == 0 ? "(not used)" : columns[i])}");
        }

        foreach (var row in preview.Rows)
        {
            Console.WriteLine($"Row {row.Number}: {string.Join("; ", row.Understood.Select(u => $"{u.Label}: {u.Value.ReplaceLineEndings(" ")}"))}");
            foreach (var note in row.Notes)
            {
                Console.WriteLine($"  {(note.Refused ? "REFUSED" : "kept as typed")}: {note.Column} {note.AsTyped.ReplaceLineEndings(" ")}: {note.Why}");
            }
        }

        foreach (var remark in preview.Map.Problems().Concat(preview.Map.Remarks()))
        {
            Console.WriteLine(remark + ".");
        }

        return preview.Map.Problems().Any() ? ExitCodes.Trouble : preview.Rows.Any(r => r.Notes.Any(n => n.Refused)) ? ExitCodes.Bad : ExitCodes.Good;
    }

    public async Task<int> Run(string path, FileLooks looks, IReadOnlyList<string> headings, IReadOnlyList<string> columns, CancellationToken cancel)
    {
        if (new ColumnMap(kind, headings, columns).Problems().FirstOrDefault() is { } problem)
        {
            throw new ToolFault(problem + ". Use --map heading=field.");
        }

        var (reference, id) = await Prepare(looks, headings, columns, cancel);
        var clock = Stopwatch.StartNew();
        var run = services.GetRequiredService<ImportRun>();
        var finished = await Progress(looks.Bytes, told => run.Run(id, () => File.OpenRead(path), told, cancel));
        var after = (await Send(new ViewImport(reference), cancel)).Line;
        Console.WriteLine($"{reference}: {after.RowsDone:N0} rows read, {after.Added:N0} added, {after.Changed:N0} changed, {after.Unchanged:N0} unchanged, {after.Refused:N0} refused, {after.Flagged:N0} with something kept as typed.");
        if (!finished)
        {
            throw new ToolFault("Another import is running, or this one was stopped. What was taken over stays; run the same command again to go on.");
        }

        Console.WriteLine($"{clock.Elapsed.TotalSeconds:N1} seconds, {after.RowsDone / Math.Max(0.001, clock.Elapsed.TotalSeconds):N0} rows a second.");
        await ShowFirstProblems(reference, after, cancel);
        return after.Refused > 0 ? ExitCodes.Bad : ExitCodes.Good;
    }

    /// <summary>The unfinished import of the same bytes and columns, or a new one.</summary>
    private async Task<(string Reference, long Id)> Prepare(FileLooks looks, IReadOnlyList<string> headings, IReadOnlyList<string> columns, CancellationToken cancel)
    {
        var chosen = string.Join(',', columns);
        using (var scope = await Scope(cancel))
        {
            var from = source.ToUpperInvariant();
            var unfinished = await scope.ServiceProvider.GetRequiredService<CaseDbContext>().ImportFiles.AsNoTracking()
                .Where(f => f.ContentHash == looks.Hash && f.Kind == kind && f.Source == from && f.Columns == chosen && f.StoredAs == null && (f.Status == ImportStatus.Waiting || f.Status == ImportStatus.Running || f.Status == ImportStatus.Stopped))
                .OrderByDescending(f => f.Id).FirstOrDefaultAsync(cancel);
            if (unfinished is not null)
            {
                Console.WriteLine($"{unfinished.Reference} goes on after {unfinished.RowsDone:N0} rows.");
                if (unfinished.Status == ImportStatus.Stopped)
                {
                    await Send(new StartImport(unfinished.Reference, headings), cancel);
                }

                return (unfinished.Reference, unfinished.Id);
            }
        }

        var added = await Send(new AddImport(kind, source, null, looks, headings), cancel);
        await Send(new ChooseColumns(added.Reference, columns), cancel);
        await Send(new StartImport(added.Reference, headings), cancel);
        return (added.Reference, added.Id);
    }

    private static async Task<bool> Progress(long bytes, Func<Action<BatchPlace>?, Task<bool>> run)
    {
        if (Console.IsOutputRedirected)
        {
            return await run(null);
        }

        return await AnsiConsole.Progress().Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn()).StartAsync(async context =>
        {
            var task = context.AddTask("0 rows", maxValue: Math.Max(1, bytes));
            return await run(place =>
            {
                task.Value = place.Bytes;
                task.Description = $"{place.Rows:N0} rows";
            });
        });
    }

    private async Task ShowFirstProblems(string reference, ImportLine after, CancellationToken cancel)
    {
        if (after.Refused + after.Flagged == 0)
        {
            return;
        }

        // Row, column and reason; what was typed is on the page, for those who may see it.
        var problems = await Send(new ListImportProblems(reference, Most: 20), cancel);
        foreach (var p in problems.Lines)
        {
            Console.WriteLine($"  row {p.Row}{(p.Column.Length == 0 ? "" : ", " + p.Column)}: {p.Why}{(p.Refused ? " (row refused)" : "")}");
        }

        if (problems.Next is not null)
        {
            Console.WriteLine($"  and more: see {reference} under Records, Import.");
        }
    }

    private async Task<T> Send<T>(IRequest<T> request, CancellationToken cancel)
    {
        using var scope = await Scope(cancel);
        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(request, cancel);
    }

    private async Task<IServiceScope> Scope(CancellationToken cancel)
    {
        if (account is null)
        {
            return services.AsSystem("import");
        }

        var scope = services.CreateScope();
        var normalised = account.ToUpperInvariant();
        var user = await scope.ServiceProvider.GetRequiredService<CaseDbContext>().Users.AsNoTracking().SingleOrDefaultAsync(u => u.NormalizedUserName == normalised && u.DisabledAt == null, cancel)
            ?? throw new ToolFault($"There is no account {account}, or it is disabled.");
        scope.ServiceProvider.GetRequiredService<CurrentUser>().Become(user.Id, user.UserName!, user.FullName, user.Role, user.UnitId, user.AreaId, null, policy.Roles[user.Role]);
        return scope;
    }
}
