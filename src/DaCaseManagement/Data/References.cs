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
    public static async Task<string> NextReference(this CaseDbContext db, string series, CancellationToken cancel) =>
        Format(series, await db.TakeNumbers(series, 1, cancel));

    /// <summary>Takes several numbers of the series at once, and returns the first of them. Inside a transaction only, as above.</summary>
    public static async Task<long> TakeNumbers(this CaseDbContext db, string series, int count, CancellationToken cancel)
    {
        var updated = await db.ReferenceCounters.Where(c => c.Series == series).ExecuteUpdateAsync(s => s.SetProperty(c => c.Last, c => c.Last + count), cancel);
        if (updated == 0)
        {
            db.ReferenceCounters.Add(new ReferenceCounter { Series = series, Last = count });
            await db.SaveChangesAsync(cancel);
            return 1;
        }

        return await db.ReferenceCounters.Where(c => c.Series == series).Select(c => c.Last).SingleAsync(cancel) - count + 1;
    }

    public static string Format(string series, long number) => $"{series}-{number:D6}";

    /// <summary>The series of a kind for the year of <paramref name="at"/>, such as <c>DA-26</c>.</summary>
    public static string Series(string prefix, DateTime at) => $"{prefix}-{at:yy}";
}
