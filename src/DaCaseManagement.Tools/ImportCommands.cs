using System.CommandLine;

using DaCaseManagement.Imports;
using DaCaseManagement.Pipeline;

using FluentValidation;

namespace DaCaseManagement.Tools;

/// <summary>Takes legacy records over from a CSV file (ACC-5). Exit 0 done, 1 done with rows refused, 2 refused or stopped before the end.</summary>
internal static class ImportCommands
{
    public static Command Build() => new("import", "Take over people and incidents of another system from CSV files.") { Of("people", ImportKind.People), Of("incidents", ImportKind.Incidents) };

    private static Command Of(string name, ImportKind kind)
    {
        var file = new Argument<string>("file") { Description = "The CSV file" };
        var source = new Option<string>("--source") { Required = true, Description = "The system it comes from, such as NIS" };
        var map = new Option<string[]>("--map") { Description = $"heading=field, where the heading is not recognised; heading= for a column not to use. Fields: {string.Join(", ", ImportNames.Of(kind).Select(f => f.Name))}", AllowMultipleArgumentsPerToken = true };
        var preview = new Option<bool>("--preview") { Description = "Show the first rows as they will be understood, and change nothing" };
        var account = new Option<string?>("--as") { Description = "The account in whose name it is done" + (kind == ImportKind.Incidents ? "; needed for incidents" : " (default: the system)") };
        var policy = PolicyOptions.Option();
        var command = new Command(name, $"Import {name}; the same file twice changes nothing, and one that was stopped goes on.") { file, source, map, preview, account, policy };
        command.SetAction(async (parsed, cancel) =>
        {
            var (path, rules) = (Path.GetFullPath(parsed.GetRequiredValue(file)), PolicyOptions.Read(parsed, policy));
            await using var stream = File.Exists(path) ? File.OpenRead(path) : throw new ToolFault($"There is no file {path}.");
            var (looks, headings) = await ImportReading.Look(stream, cancel);
            if (looks.Problem is { } problem)
            {
                throw new ToolFault(problem + ".");
            }

            var columns = Columns(kind, headings!.Fields, parsed.GetValue(map) ?? []);
            await using var services = ToolServices.Open(DatabaseOptions.Read(parsed), rules);
            using (var scope = services.AsSystem("import"))
            {
                await PolicyOptions.FollowStored(scope, parsed, policy, cancel);
            }

            var job = new ImportJob(services, rules, kind, parsed.GetRequiredValue(source), parsed.GetValue(account));
            try
            {
                return parsed.GetValue(preview) ? await job.Preview(stream, looks, columns, cancel) : await job.Run(path, looks, headings.Fields, columns, cancel);
            }
            catch (Exception e) when (e is RefusedException or ValidationException or NotPermittedException)
            {
                throw new ToolFault(e is ValidationException invalid ? string.Join(" ", invalid.Errors.Select(f => f.ErrorMessage + ".")) : e is NotPermittedException ? "This account may not import records." : e.Message + ".");
            }
        });
        return command;
    }

    /// <summary>What the headings suggest, changed by what was asked for.</summary>
    private static string[] Columns(ImportKind kind, IReadOnlyList<string> headings, string[] asked)
    {
        var fields = ColumnMap.Guess(kind, headings).Fields.ToArray();
        foreach (var pair in asked)
        {
            var parts = pair.Split('=', 2);
            var places = Enumerable.Range(0, headings.Count).Where(i => ColumnMap.Key(headings[i]) == ColumnMap.Key(parts[0])).ToList();
            if (parts.Length != 2 || places.Count != 1)
            {
                throw new ToolFault(parts.Length != 2 ? $"--map {pair}: write heading=field." : places.Count == 0 ? $"--map {pair}: no column has this heading. Headings: {string.Join(", ", headings)}." : $"--map {pair}: {places.Count} columns have this heading.");
            }

            var field = parts[1].Length == 0 ? "" : ImportNames.Find(kind, parts[1])?.Name ?? throw new ToolFault($"--map {pair}: there is no field {parts[1]}. Fields: {string.Join(", ", ImportNames.Of(kind).Select(f => f.Name))}.");

            // Said by a person, so it takes the place of what was guessed for another column.
            if (ImportNames.Find(kind, field) is { Many: false })
            {
                fields = [.. fields.Select(f => f == field ? "" : f)];
            }

            fields[places[0]] = field;
        }

        return fields;
    }
}
