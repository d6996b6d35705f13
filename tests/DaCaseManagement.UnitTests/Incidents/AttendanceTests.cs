using DaCaseManagement.Incidents;

namespace DaCaseManagement.UnitTests.Incidents;

/// <summary>REC-6: what the steps recorded come to.</summary>
public sealed class AttendanceTests
{
    private static readonly DateTime At = new(2026, 11, 21, 22, 0, 0, DateTimeKind.Utc);

    [Fact, Rule("REC-6")]
    public void Of_FollowsEachCrew()
    {
        var now = Attendance.Of([Step(DispatchStep.Sent, "WM1", 0), Step(DispatchStep.Sent, "WM2", 1), Step(DispatchStep.Arrived, "wm2", 5), Step(DispatchStep.StoodDown, "WM1", 6)]);

        now.Crews.ShouldHaveSingleItem().ShouldBe(new Crew("WM2", 2, At.AddMinutes(1), At.AddMinutes(5)));
        now.ArrivedAt.ShouldBe(At.AddMinutes(5));
    }

    [Fact, Rule("REC-6")]
    public void Of_WhenAllAreStoodDownBeforeAnyCame_NobodyIsSent()
    {
        var now = Attendance.Of([Step(DispatchStep.Sent, "WM1", 0), Step(DispatchStep.StoodDown, "WM1", 2)]);

        (now.SentAt, now.ArrivedAt, now.Crews.Count).ShouldBe((null, null, 0));
        Attendance.Of([Step(DispatchStep.Sent, "WM1", 0), Step(DispatchStep.Arrived, "WM1", 2), Step(DispatchStep.StoodDown, "WM1", 9)]).ArrivedAt.ShouldBe(At.AddMinutes(2), "whoever has left, somebody was there");
    }

    [Theory, Rule("REC-7")]
    [InlineData(1, true)]
    [InlineData(2, false)]
    public void Alone_IsOneOfficerInAll(int officers, bool alone)
    {
        Attendance.Of([Step(DispatchStep.Sent, "WM1", 0, officers)]).Alone.ShouldBe(alone);
        Attendance.Of([Step(DispatchStep.Sent, "WM1", 0, 1), Step(DispatchStep.Sent, "WM2", 0, 1)]).Alone.ShouldBeFalse();
    }

    private static Dispatch Step(DispatchStep step, string sign, int minute, int officers = 2) => new(1, step, sign, officers, 1, "Somebody", At.AddMinutes(minute));
}
