namespace DaCaseManagement.People;

/// <summary>Somebody said that two records are one human being: by whom, why, on what evidence; undone the same way. Never removed (INV-4).</summary>
public sealed class PersonJoin
{
    private PersonJoin() { }

    /// <param name="evidence">What the comparison showed when it was decided.</param>
    public PersonJoin(Person one, Person other, string because, string evidence, long byId, DateTime at) =>
        (OneId, OtherId, Because, Evidence, ById, At) = (one.Id, other.Id, because, evidence, byId, at);

    public long Id { get; private set; }

    public long OneId { get; private set; }

    public Person One { get; private set; } = null!;

    public long OtherId { get; private set; }

    public Person Other { get; private set; } = null!;

    public string Because { get; private set; } = "";

    public string Evidence { get; private set; } = "";

    public long ById { get; private set; }

    public DateTime At { get; private set; }

    public string? UndoneBecause { get; private set; }

    public long? UndoneById { get; private set; }

    public DateTime? UndoneAt { get; private set; }

    public void Undo(string because, long byId, DateTime at) => (UndoneBecause, UndoneById, UndoneAt) = (because, byId, at);
}

/// <summary>Somebody said that two records are not the same human being. It holds until somebody takes it back with a reason: it is never asked again (PPL-2).</summary>
public sealed class DifferentPeople
{
    private DifferentPeople() { }

    public DifferentPeople(long one, long other, string because, long byId, DateTime at) =>
        (OneId, OtherId, Because, ById, At) = (Math.Min(one, other), Math.Max(one, other), because, byId, at);

    public long Id { get; private set; }

    /// <summary>The smaller id, so that a pair has one row.</summary>
    public long OneId { get; private set; }

    public Person One { get; private set; } = null!;

    public long OtherId { get; private set; }

    public Person Other { get; private set; } = null!;

    public string Because { get; private set; } = "";

    public long ById { get; private set; }

    public DateTime At { get; private set; }

    public string? WithdrawnBecause { get; private set; }

    public long? WithdrawnById { get; private set; }

    public DateTime? WithdrawnAt { get; private set; }

    public void Withdraw(string because, long byId, DateTime at) => (WithdrawnBecause, WithdrawnById, WithdrawnAt) = (because, byId, at);
}

public enum CandidateStatus
{
    Waiting,
    Joined,
    Different,

    /// <summary>A later look at the same records no longer finds them alike.</summary>
    Withdrawn,
}

/// <summary>Two records that may be one human being, waiting for a person to decide.</summary>
public sealed class DuplicateCandidate
{
    private DuplicateCandidate() { }

    public DuplicateCandidate(long one, long other, double bits, double probability, Matching.MatchBand band, DateTime at) =>
        (OneId, OtherId, Bits, Probability, Band, FoundAt) = (Math.Min(one, other), Math.Max(one, other), bits, probability, band, at);

    public long Id { get; private set; }

    public long OneId { get; private set; }

    public Person One { get; private set; } = null!;

    public long OtherId { get; private set; }

    public Person Other { get; private set; } = null!;

    public double Bits { get; private set; }

    public double Probability { get; private set; }

    public Matching.MatchBand Band { get; private set; }

    public CandidateStatus Status { get; private set; }

    public DateTime FoundAt { get; private set; }

    public DateTime? DecidedAt { get; private set; }

    public void Decide(CandidateStatus status, DateTime at) => (Status, DecidedAt) = (status, at);

    /// <summary>Alike again, or undone: back to the queue with today's score.</summary>
    public void Wait(double bits, double probability, Matching.MatchBand band, DateTime at) =>
        (Bits, Probability, Band, Status, FoundAt, DecidedAt) = (bits, probability, band, CandidateStatus.Waiting, at, null);
}
