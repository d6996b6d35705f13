using System.CommandLine;

using DaCaseManagement.Pipeline;
using DaCaseManagement.Risk.Instruments;

using FluentValidation;

using MediatR;

using Microsoft.Extensions.DependencyInjection;

namespace DaCaseManagement.Tools;

/// <summary>For a force that holds the wording of an instrument: look a file over, and load it. What is loaded never changes under its code.</summary>
internal static class InstrumentCommands
{
    private const long MostBytes = 2_000_000;

    public static Command Build() => new("instrument", "Work with risk instruments.") { Check(), Load() };

    private static Command Check()
    {
        var file = File();
        var command = new Command("check", "Read an instrument against those that ship and say, by line, what is wrong with it. Needs no database. Exit 0 good, 1 bad.") { file };
        command.SetAction(parsed =>
        {
            var path = parsed.GetRequiredValue(file);
            var (instrument, faults) = InstrumentReader.Read(TextOf(path), InstrumentLibrary.Find);
            foreach (var fault in faults)
            {
                Console.Error.WriteLine($"{Path.GetFileName(path)} {fault}");
            }

            if (instrument is null)
            {
                return ExitCodes.Bad;
            }

            Console.WriteLine($"Good: {instrument.Code}, {instrument.Name}, {instrument.Items.Count} questions.");
            return ExitCodes.Good;
        });
        return command;
    }

    private static Command Load()
    {
        var (file, policy) = (File(), PolicyOptions.Option());
        var command = new Command("load", "Keep an instrument in the database, beside the others; every node knows it at once. The same again does nothing. Exit 0 loaded, 1 refused.") { file, policy };
        command.SetAction(async (parsed, cancel) =>
        {
            var path = parsed.GetRequiredValue(file);
            var text = TextOf(path);
            await using var services = ToolServices.Open(DatabaseOptions.Read(parsed), PolicyOptions.Read(parsed, policy));
            using var scope = services.AsSystem("instruments");
            try
            {
                var loaded = await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new LoadInstrument(text), cancel);
                Console.WriteLine($"{(loaded.WasThere ? "Was there already" : "Loaded")}: {loaded.Code}, {loaded.Name}, {loaded.Questions} questions.");
                return ExitCodes.Good;
            }
            catch (Exception refused) when (refused is RefusedException or ValidationException)
            {
                foreach (var line in refused.Message.Split("; line ").Select((text, n) => n == 0 ? text : "line " + text))
                {
                    Console.Error.WriteLine($"{Path.GetFileName(path)} {line.ReplaceLineEndings(" ")}");
                }

                return ExitCodes.Bad;
            }
        });
        return command;
    }

    private static Argument<string> File() => new("file") { Description = "The instrument as JSON" };

    private static string TextOf(string path) =>
        !System.IO.File.Exists(path) ? throw new ToolFault($"There is no file {path}.")
        : new FileInfo(path).Length > MostBytes ? throw new ToolFault($"{path} is too large to be an instrument.")
        : System.IO.File.ReadAllText(path);
}
