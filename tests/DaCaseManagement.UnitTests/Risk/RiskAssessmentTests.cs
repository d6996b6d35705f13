using DaCaseManagement.Access;
using DaCaseManagement.Incidents;
using DaCaseManagement.Pipeline;
using DaCaseManagement.Policy;
using DaCaseManagement.Risk;

namespace DaCaseManagement.UnitTests.Risk;

public class RiskAssessmentTests
{
    [Fact]
    public void A_draft_takes_answers_in_any_order_and_the_last_word_stands()
    {
        var draft = Draft();
        draft.Answer(18, RiskReply.No, null);
        draft.Answer(2, RiskReply.Yes, "Terrified");
        draft.Answer(18, RiskReply.Yes, "Hands, last night");

        draft.Answers.Select(a => (a.Item, a.Reply, a.Detail)).ShouldBe([(18, RiskReply.Yes, "Hands, last night"), (2, RiskReply.Yes, "Terrified")]);
        draft.SubmittedAt.ShouldBeNull();
    }

    [Fact]
    [Rule("RSK-6")]
    public void Submitting_makes_it_a_record_of_who_and_when()
    {
        var assessment = Draft();
        assessment.Submit(7, Make.Noon.AddHours(1));

        (assessment.AssessorId, assessment.SubmittedAt).ShouldBe((7, Make.Noon.AddHours(1)));
    }

    [Fact]
    [Rule("RSK-7")]
    public void Nothing_in_a_submitted_assessment_can_be_changed()
    {
        var assessment = Draft();
        assessment.Answer(18, RiskReply.Yes, "Hands, last night");
        assessment.Note(true, true, true, Grade.High, "Strangled, and believes she will be killed");
        assessment.Submit(7, Make.Noon);

        foreach (var change in new Action[]
        {
            () => assessment.Answer(18, RiskReply.No, null),
            () => assessment.Answer(3, RiskReply.Yes, "New"),
            () => assessment.Note(false, false, false, Grade.Standard, "Lower"),
            () => assessment.Submit(8, Make.Noon.AddDays(1)),
        })
        {
            Should.Throw<RefusedException>(change).Rule.ShouldBe("RSK-7");
        }

        var answer = assessment.Answers.ShouldHaveSingleItem();
        (answer.Item, answer.Reply, answer.Detail).ShouldBe((18, RiskReply.Yes, "Hands, last night"));
        (assessment.DraftGrade, assessment.FaceToFace, assessment.AssessorId, assessment.SubmittedAt).ShouldBe((Grade.High, true, 7, Make.Noon));
    }

    private static RiskAssessment Draft() =>
        new(new Incident("DA-26-000001", Guid.NewGuid(), 1, Make.Noon), Make.Case(), "DASH-2009", 5, Make.Noon);
}
