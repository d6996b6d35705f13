using DaCaseManagement.Access;
using DaCaseManagement.Policy;
using DaCaseManagement.Risk;

namespace DaCaseManagement.Tools.Generate;

/// <summary>The assessment of one incident in an open case, with the officer's and the supervisor's decision, and the deadlines around it.</summary>
internal sealed class Assessing(Force force, Lots lots, DateTime until)
{
    public const int MinutesAfter = 80;
    public const string Reason = "As the indicators show, and from what was seen at the scene.";
    private static readonly string NoEditor = Guid.Empty.ToString();

    private long last;

    /// <returns>When it was submitted.</returns>
    public DateTime Add(Pair pair, OpenedCase @case, Told told, Grade grade, ForceRows rows)
    {
        var (id, at, officer, name) = (++last, told.At.AddMinutes(MinutesAfter), force.User("response-officer"), Words.Of(grade));
        rows.Assessments.Number(id).Number(told.Id).Number(@case.Id).Text(force.Instrument.Code).Number(officer.Id).Time(at.AddMinutes(-25)).Time(at).Yes(lots.Chance(0.96)).Yes(lots.Chance(0.9)).Yes(true).Text(name).Text(Reason).Text(NoEditor).Number(1);
        var answered = 0;
        foreach (var item in force.Instrument.Items)
        {
            var yes = lots.Chance(Math.Clamp((pair.Severity * 0.75) - 0.06, 0, 1));
            answered += yes ? 1 : 0;
            rows.Answers.Number(id).Number(item.Number).Text(yes ? nameof(RiskReply.Yes) : lots.Chance(0.93) ? nameof(RiskReply.No) : nameof(RiskReply.NotKnown));
        }

        Decide(id, @case, DecisionStage.Officer, name, Reason, $"{force.Instrument.Code}: {answered} yes", at, officer, at, rows);
        Due("Assessment", $"{told.Reference} {@case.Reference}", @case, told, force.Unit(UnitKind.Response, told.AreaId), told.Finished, at, rows);
        DateTime? agreed = until - at < TimeSpan.FromHours(14) ? null : at.AddHours(3);
        var supervisor = force.User("response-supervisor");
        if (agreed is { } when)
        {
            Decide(id, @case, DecisionStage.SupervisorAgreed, name, "Agreed. History and answers support it.", $"The assessment for {told.Reference}", null, supervisor, when, rows);
        }

        Due("SupervisorSignOff", GradeBook.AssessmentSubject(id), @case, told, force.Unit(UnitKind.Response, told.AreaId), at, agreed, rows);
        return at;
    }

    public void Due(string kind, string subject, OpenedCase @case, Told? told, Unit unit, DateTime opened, DateTime? done, ForceRows rows)
    {
        var due = opened.AddMinutes(force.Minutes(kind));
        rows.Deadlines.Text(kind).Text(subject).Number(@case.Id).Number(told?.Id).Number(unit.Id).Time(opened).Time(opened).Time(due).Time(due).Time(done is null ? due : null).Time(done).Yes(done is null).Number(0).Number(0);
    }

    private void Decide(long id, OpenedCase @case, DecisionStage stage, string grade, string reason, string information, DateTime? spoken, User by, DateTime at, ForceRows rows) =>
        rows.Decisions.Number(id).Number(@case.Id).Text(Words.Of(stage)).Text(grade).Text(reason).Text(information).Time(spoken).Number(by.Id).Text(force.Policy.Version).Time(at);
}
