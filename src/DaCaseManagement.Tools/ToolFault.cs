namespace DaCaseManagement.Tools;

/// <summary>Something the person at the keyboard can mend; ends the program with one line on standard error.</summary>
internal sealed class ToolFault(string message, int exitCode = ExitCodes.Trouble) : Exception(message)
{
    public int ExitCode { get; } = exitCode;
}

internal static class ExitCodes
{
    public const int Good = 0;

    /// <summary>The thing that was checked is not in order.</summary>
    public const int Bad = 1;

    /// <summary>Wrong usage, or no way to the database: nothing was checked.</summary>
    public const int Trouble = 2;
}
