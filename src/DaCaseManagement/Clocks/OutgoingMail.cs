using DaCaseManagement.Data;

namespace DaCaseManagement.Clocks;

/// <summary>One e-mail to one person that something waits for them here. What it says is made when it is sent, from how much is unread then; nothing personal is ever in it.</summary>
public sealed class OutgoingMail : IVersioned
{
    /// <summary>What is told within it goes into one mail.</summary>
    public static readonly TimeSpan Gathers = TimeSpan.FromSeconds(20);

    /// <summary>A node that dies while sending lets the next one have it after this.</summary>
    public static readonly TimeSpan Holds = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(30), LongestPause = TimeSpan.FromMinutes(10);

    private OutgoingMail() { }

    public OutgoingMail(long userId, DateTime at) => (UserId, QueuedAt, NextAt) = (userId, at, at + Gathers);

    public long Id { get; private set; }

    public long UserId { get; private set; }

    public DateTime QueuedAt { get; private set; }

    /// <summary>Not before then; while a node sends it, until when it has it.</summary>
    public DateTime NextAt { get; private set; }

    public int Attempts { get; private set; }

    /// <summary>Kind of the last fault; never its text, which may quote an address.</summary>
    public string? Fault { get; private set; }

    public DateTime? SentAt { get; private set; }

    public DateTime? GivenUpAt { get; private set; }

    /// <summary>Neither sent, nor given up, nor needless.</summary>
    public bool IsWaiting { get; private set; } = true;

    public int Version { get; private set; }

    /// <summary>Of two nodes that claim it at once one is refused by the version.</summary>
    public void Claim(DateTime now) => (NextAt, Attempts) = (now + Holds, Attempts + 1);

    public void Sent(DateTime at) => (SentAt, IsWaiting, Fault) = (at, false, null);

    /// <summary>Everything was read before it went.</summary>
    public void Needless() => IsWaiting = false;

    /// <summary>Tried again after a pause that doubles; given up when it is too old to be of use.</summary>
    public void Failed(string fault, DateTime now, TimeSpan giveUpAfter)
    {
        Fault = fault;
        if (now - QueuedAt >= giveUpAfter)
        {
            (GivenUpAt, IsWaiting) = (now, false);
            return;
        }

        var pause = FirstPause * Math.Pow(2, Math.Min(Attempts - 1, 10));
        NextAt = now + (pause < LongestPause ? pause : LongestPause);
    }
}
