using System.Data.Common;

namespace DaCaseManagement.Tools;

/// <summary>Something the person at the keyboard can mend; ends the program with one line on standard error.</summary>
internal sealed class ToolFault(string message, int exitCode = ExitCodes.Trouble) : Exception(message)
{
    public int ExitCode { get; } = exitCode;

    /// <summary>The outermost fault that is about the database, a file or a setting, and not about this program; null when there is none.</summary>
    public static Exception? Mendable(Exception fault)
    {
        for (var at = fault; at is not null; at = at.InnerException)
        {
            if (at is DbException or IOException or UnauthorizedAccessException or ArgumentException or InvalidOperationException)
            {
                return at;
            }
        }

        return null;
    }
}

internal static class ExitCodes
{
    public const int Good = 0;

    /// <summary>The thing that was checked is not in order.</summary>
    public const int Bad = 1;

    /// <summary>Wrong usage, or no way to the database: nothing was checked.</summary>
    public const int Trouble = 2;
}
