using DaCaseManagement.Access;
using DaCaseManagement.People;

namespace DaCaseManagement.Cases;

/// <summary>Where two people have each been reported against the other: who is judged the primary aggressor, on what, and why (PPL-7). Only ever added; a later
/// one corrects the one before and says so (INV-4).</summary>
public sealed class AggressorDecision
{
    private AggressorDecision() { }

    /// <param name="aggressorId">Null: what is known does not allow naming either yet.</param>
    public AggressorDecision(long oneCaseId, long otherCaseId, long? aggressorId, string basis, string because, long byId, long? correctsId, DateTime at) =>
        (CaseId, OppositeId, AggressorId, Basis, Because, ById, CorrectsId, At) = (Math.Min(oneCaseId, otherCaseId), Math.Max(oneCaseId, otherCaseId), aggressorId, basis, because, byId, correctsId, at);

    public long Id { get; private set; }

    /// <summary>The older of the two cases.</summary>
    public long CaseId { get; private set; }

    public Case Case { get; private set; } = null!;

    public long OppositeId { get; private set; }

    public Case Opposite { get; private set; } = null!;

    public long? AggressorId { get; private set; }

    public Person? Aggressor { get; private set; }

    /// <summary>What it was decided on: accounts, injuries, history, what the officers saw.</summary>
    public string Basis { get; private set; } = "";

    public string Because { get; private set; } = "";

    public long ById { get; private set; }

    public User By { get; private set; } = null!;

    public long? CorrectsId { get; private set; }

    public DateTime At { get; private set; }
}
