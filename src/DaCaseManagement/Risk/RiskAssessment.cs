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
    private readonly List<ChildAtScene> children = [];

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

    /// <summary>False: by telephone (RSK-4).</summary>
    public bool? FaceToFace { get; private set; }

    /// <summary>Made by telephone where that is not enough: it counts, and the assessment stays due until done face to face (RSK-4).</summary>
    public bool Provisional { get; private set; }

    public bool? VictimAlone { get; private set; }

    /// <summary>RSK-13: the victim was told why the questions are asked and what follows.</summary>
    public bool? Explained { get; private set; }

    public InterpreterKind? Interpreter { get; private set; }

    public string? InterpreterName { get; private set; }

    /// <summary>Why family or a friend had to interpret; never without one.</summary>
    public string? InterpreterBecause { get; private set; }

    /// <summary>Draft of the officer's own judgement; the decision made of it is in <see cref="GradeDecision"/>.</summary>
    public Grade? DraftGrade { get; private set; }

    public string? DraftReason { get; private set; }

    /// <summary>The open page that wrote last: its own earlier saves are never taken for somebody else's.</summary>
    public Guid LastEditor { get; private set; }

    public int Version { get; private set; }

    /// <summary>Of the instrument and of its supplements.</summary>
    public IReadOnlyList<RiskAnswer> Answers => answers;

    public IReadOnlyList<ChildAtScene> Children => children;

    public RiskAnswer? Given(string supplement, int item) => answers.Find(a => a.Item == item && a.Supplement == supplement);

    public void Answer(int item, RiskReply reply, string? detail) => Answer("", item, reply, detail);

    /// <param name="supplement">Empty for the assessment's own instrument.</param>
    /// <param name="degree">The scale's code, where the instrument has one.</param>
    /// <param name="confirmed">Asked again, and the same as last time (RSK-13).</param>
    public void Answer(string supplement, int item, RiskReply reply, string? detail, string? degree = null, bool confirmed = false)
    {
        EnsureDraft();
        var answer = Given(supplement, item);
        if (answer is null)
        {
            answers.Add(answer = new RiskAnswer(supplement, item));
        }

        answer.Say(reply, detail, degree, confirmed);
    }

    public void Note(bool? faceToFace, bool? victimAlone, bool? explained, Grade? grade, string? reason, Guid editor = default)
    {
        EnsureDraft();
        LastEditor = editor;
        (FaceToFace, VictimAlone, Explained, DraftGrade, DraftReason) = (faceToFace, victimAlone, explained, grade, reason);
    }

    public void Interpret(InterpreterKind? kind, string? name, string? because)
    {
        EnsureDraft();
        (Interpreter, InterpreterName, InterpreterBecause) = (kind, name, because);
    }

    /// <param name="key">A child of the report by its place there, <c>slot-3</c>; or a key made with the page for one who is new.</param>
    public ChildAtScene Child(string key)
    {
        EnsureDraft();
        var child = children.Find(c => c.Key == key);
        if (child is null)
        {
            children.Add(child = new ChildAtScene(key));
        }

        return child;
    }

    /// <summary>Which page wrote last. Nobody's when the page had not seen what another wrote in between: its next whole form is compared.</summary>
    public void WrittenBy(Guid editor)
    {
        EnsureDraft();
        LastEditor = editor;
    }

    /// <summary>From here on the assessment is a record (RSK-6, RSK-7).</summary>
    public void Submit(long assessorId, DateTime at, bool provisional = false)
    {
        EnsureDraft();
        (SubmittedAt, AssessorId, Provisional) = (at, assessorId, provisional);
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

    public RiskAnswer(string supplement, int item) => (Supplement, Item) = (supplement, item);

    public long Id { get; private set; }

    public long AssessmentId { get; private set; }

    /// <summary>Code of the supplement the question belongs to; empty for the assessment's own instrument.</summary>
    public string Supplement { get; private set; } = "";

    public int Item { get; private set; }

    public RiskReply Reply { get; private set; }

    /// <summary>How often, by the scale's code, where the instrument asks that.</summary>
    public string? Degree { get; private set; }

    public string? Detail { get; private set; }

    /// <summary>Asked again, and the same as last time (RSK-13).</summary>
    public bool Confirmed { get; private set; }

    public void Say(RiskReply reply, string? detail, string? degree = null, bool confirmed = false) => (Reply, Detail, Degree, Confirmed) = (reply, detail, degree, confirmed);
}

public enum InterpreterKind
{
    NotNeeded,
    InPerson,
    ByTelephone,

    /// <summary>Only with a reason: what is said may be heard, changed or carried to the suspect.</summary>
    FamilyOrFriend,
}

/// <summary>A child of the household as found at the scene: seen, spoken to, in the child's own words.</summary>
public sealed class ChildAtScene
{
    private ChildAtScene() { }

    public ChildAtScene(string key) => Key = key;

    public long Id { get; private set; }

    public long AssessmentId { get; private set; }

    public string Key { get; private set; } = "";

    /// <summary>As told at the scene, for a child the report does not name yet.</summary>
    public string? Name { get; internal set; }

    public string? Born { get; internal set; }

    public bool? Seen { get; internal set; }

    public string? NotSeenBecause { get; internal set; }

    public bool? SpokenTo { get; internal set; }

    public string? Words { get; internal set; }
}
