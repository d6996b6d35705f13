using System.CommandLine;

using DaCaseManagement.Policy;
using DaCaseManagement.Tools;
using DaCaseManagement.Tools.Generate;

var root = new RootCommand("DaCaseManagement tools: for whoever installs and looks after the system.")
{
    DatabaseOptions.Provider,
    DatabaseOptions.Connection,
    DatabaseOptions.DataDirectory,
    MigrateCommand.Build(),
    new Command("verify", "Check what must never change.") { VerifyAuditCommand.Build() },
    ImportCommands.Build(),
    PolicyCommands.Build(),
    InstrumentCommands.Build(),
    MatchCommands.Build(),
    new Command("patterns", "Look after what is counted.") { RecountPatternsCommand.Build() },
    GenerateCommand.Build(),
    DaCaseManagement.Tools.Simulate.SimulateCommand.Build(),
    new Command("accounts", "Manage accounts from the command line.") { CreateAdministratorCommand.Build() },
};

var parsed = root.Parse(args);
if (parsed.Errors.Count > 0)
{
    Console.Error.WriteLine($"{parsed.Errors[0].Message.ReplaceLineEndings(" ")} See --help.");
    return ExitCodes.Trouble;
}

try
{
    // Our own one line instead of a stack trace.
    return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
}
catch (ToolFault fault)
{
    Console.Error.WriteLine(fault.Message);
    return fault.ExitCode;
}
catch (PolicyException fault)
{
    Console.Error.WriteLine(fault.Message);
    return ExitCodes.Bad;
}
catch (Exception fault) when (ToolFault.Mendable(fault) is { } cause)
{
    Console.Error.WriteLine($"Stopped: {cause.Message.ReplaceLineEndings(" ")}");
    return ExitCodes.Trouble;
}
catch (OperationCanceledException)
{
    Console.Error.WriteLine("Stopped before the end.");
    return ExitCodes.Trouble;
}
