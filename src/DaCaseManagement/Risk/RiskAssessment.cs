using DaCaseManagement.Access;
using DaCaseManagement.Cases;
using DaCaseManagement.Data;
using DaCaseManagement.Incidents;
using DaCaseManagement.Pipeline;
using DaCaseManagement.Policy;

namespace DaCaseManagement.Risk;

public enum RiskReply
{
    NotAsked,
    Yes,
    No,
    NotKnown,
    Declined,
}

/// <summary>One assessment of one victim at one incident, kept with the version of the instrument it was made with (RSK-1). A draft until submitted;
/// after that nothing in it changes.</summary>
public sealed class RiskAssessment : IVersioned
{
    private readonly List<RiskAnswer> answers = [];

    private RiskAssessment() { }

    public RiskAssessment(Incident incident, Case @case, string instrument, long assessorId, DateTime at) =>
        (Incident, Case, Instrument, AssessorId, StartedAt) = (incident, @case, instrument, assessorId, at);

    public long Id { get; private set; }

    public long IncidentId { get; private set; }

    public Incident Incident { get; private set; } = null!;

    public long CaseId { get; private set; }

    public Case Case { get; private set; } = null!;

    /// <summary>Such as <c>DASH-2009</c>; instruments never change under their code.</summary>
    public string Instrument { get; private set; } = "";

    public long AssessorId { get; private set; }

    public User? Assessor { get; private set; }

    public DateTime StartedAt { get; private set; }

    public DateTime? SubmittedAt { get; private set; }

    public bool? FaceToFace { get; private set; }

    public bool? VictimAlone { get; private set; }

    /// <summary>RSK-13: the victim was told why the questions are asked and what follows.</summary>
    public bool? Explained { get; private set; }

    /// <summary>Draft of the officer's own judgement; the decision made of it is in <see cref="GradeDecision"/>.</summary>
    public Grade? DraftGrade { get; private set; }

    public string? DraftReason { get; private set; }

    /// <summary>The open page that wrote last: its own earlier saves are never taken for somebody else's.</summary>
    public Guid LastEditor { get; private set; }

    public int Version { get; private set; }

    public IReadOnlyList<RiskAnswer> Answers => answers;

    public void Answer(int item, RiskReply reply, string? detail)
    {
        EnsureDraft();
        var answer = answers.Find(a => a.Item == item);
        if (answer is null)
        {
            answers.Add(answer = new RiskAnswer(item));
        }

        answer.Say(reply, detail);
    }

    public void Note(bool? faceToFace, bool? victimAlone, bool? explained, Grade? grade, string? reason, Guid editor = default)
    {
        EnsureDraft();
        LastEditor = editor;
        (FaceToFace, VictimAlone, Explained, DraftGrade, DraftReason) = (faceToFace, victimAlone, explained, grade, reason);
    }

    /// <summary>From here on the assessment is a record (RSK-6, RSK-7).</summary>
    public void Submit(long assessorId, DateTime at)
    {
        EnsureDraft();
        (SubmittedAt, AssessorId) = (at, assessorId);
    }

    private void EnsureDraft()
    {
        if (SubmittedAt is not null)
        {
            throw new RefusedException("RSK-7", "", "This assessment has been submitted and cannot be changed. Make a new one if the facts have changed.");
        }
    }
}

public sealed class RiskAnswer
{
    private RiskAnswer() { }

    public RiskAnswer(int item) => Item = item;

    public long Id { get; private set; }

    public long AssessmentId { get; private set; }

    public int Item { get; private set; }

    public RiskReply Reply { get; private set; }

    public string? Detail { get; private set; }

    public void Say(RiskReply reply, string? detail) => (Reply, Detail) = (reply, detail);
}
