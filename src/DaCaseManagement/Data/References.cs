using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Data;

/// <summary>How far the numbering of one series has come, such as <c>DA-26</c>.</summary>
public sealed class ReferenceCounter
{
    public required string Series { get; init; }

    public long Last { get; init; }
}

/// <summary>Hands out references people can read over a radio: <c>DA-26-004217</c>.</summary>
public static class References
{
    /// <summary>The next number of the series. Inside a transaction only: the row's lock keeps two writers apart, and a rollback gives the number back.</summary>
    public static async Task<string> NextReference(this CaseDbContext db, string series, CancellationToken cancel)
    {
        var updated = await db.ReferenceCounters.Where(c => c.Series == series).ExecuteUpdateAsync(s => s.SetProperty(c => c.Last, c => c.Last + 1), cancel);
        if (updated == 0)
        {
            db.ReferenceCounters.Add(new ReferenceCounter { Series = series, Last = 1 });
            await db.SaveChangesAsync(cancel);
            return Format(series, 1);
        }

        var last = await db.ReferenceCounters.Where(c => c.Series == series).Select(c => c.Last).SingleAsync(cancel);
        return Format(series, last);
    }

    public static string Format(string series, long number) => $"{series}-{number:D6}";

    /// <summary>The series of a kind for the year of <paramref name="at"/>, such as <c>DA-26</c>.</summary>
    public static string Series(string prefix, DateTime at) => $"{prefix}-{at:yy}";
}
