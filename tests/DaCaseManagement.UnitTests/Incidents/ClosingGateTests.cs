using DaCaseManagement.Access;
using DaCaseManagement.Incidents;
using DaCaseManagement.Incidents.Closing;
using DaCaseManagement.Pipeline;
using DaCaseManagement.Policy;

namespace DaCaseManagement.UnitTests.Incidents;

public sealed class ClosingGateTests
{
    private static readonly Incident Told = Report.With();

    [Theory, Rule("REC-9")]
    [InlineData("national", Grade.High, "Assessment ChildrenSeen SafetyActions SafetyPlan PositiveAction SergeantEndorses InspectorAnswers")]
    [InlineData("national", Grade.Standard, "Assessment ChildrenSeen SafetyActions SafetyPlan PositiveAction SergeantEndorses")]
    [InlineData("leicestershire-2014", Grade.High, "SergeantEndorses")]
    [InlineData("warwickshire-2014", Grade.High, "SergeantEndorses")]
    [InlineData("staffordshire-2014", Grade.High, "SergeantEndorses")]
    [InlineData("cambridgeshire-2014", Grade.Standard, "SafetyPlan InspectorAnswers")]
    public void EachForce_AsksForWhatItsPolicySays(string profile, Grade grade, string missing)
    {
        var policy = PolicyFile.Read(File.ReadAllText(Path.Combine(Repository.Policies, profile + ".json")), profile);
        var gate = ClosingGate.Of(Facts(grade: grade, waits: true), policy);

        gate.Missing.Select(l => l.Step.ToString()).ShouldBe(missing.Split(' '));
        gate.Lines.Select(l => l.Step).ShouldBe(Enum.GetValues<GateStep>());
        gate.Lines.Where(l => l.State != GateState.Missing).ShouldAllBe(l => l.State == GateState.NotAsked);
        gate.Missing.ShouldAllBe(l => l.WhoCan.Count > 0);
        Should.Throw<RefusedException>(() => Open().Close(gate, Make.Noon)).Rule.ShouldBe("REC-9");

        var all = ClosingGate.Of(Facts([.. Everything()], grade), policy);
        all.Missing.Select(l => l.Why).ShouldBeEmpty();
        var closed = Open();
        closed.Close(all, Make.Noon);
        (closed.Status, closed.ClosedAt).ShouldBe((IncidentStatus.Closed, Make.Noon));
    }

    [Fact, Rule("REC-9")]
    public void AnAnswerAboutAnotherIncident_ClosesNothing()
    {
        var gate = ClosingGate.Of(Facts([.. Everything()]) with { Reference = "DA-26-000002" }, National.Policy);
        Should.Throw<RefusedException>(() => Open().Close(gate, Make.Noon));
    }

    [Fact, Rule("REC-9")]
    public void EveryChild_NeedsItsOwnWord()
    {
        var facts = Facts([Act(ClosingActKind.ChildSeen, slot: 3)]) with { People = [Person(1, Part.Victim), Person(3, Part.Child), Person(4, Part.Child)] };
        Of(facts, GateStep.ChildrenSeen).State.ShouldBe(GateState.Missing);
        Of(facts with { Acts = [.. facts.Acts, Act(ClosingActKind.ChildNotSeen, "With the other parent", slot: 4)] }, GateStep.ChildrenSeen).State.ShouldBe(GateState.Met);

        // Nobody named does not mean nobody there.
        var none = Facts();
        Of(none, GateStep.ChildrenSeen).State.ShouldBe(GateState.Missing);
        Of(none with { ChildrenThere = PromptReply.NotKnown }, GateStep.ChildrenSeen).State.ShouldBe(GateState.Missing);
        Of(none with { ChildrenThere = PromptReply.Yes }, GateStep.ChildrenSeen).State.ShouldBe(GateState.Missing);
        Of(none with { ChildrenThere = PromptReply.No }, GateStep.ChildrenSeen).State.ShouldBe(GateState.Met);
        Of(none with { Acts = [Act(ClosingActKind.NoChildren)] }, GateStep.ChildrenSeen).State.ShouldBe(GateState.Met);
        Of(none with { Acts = [Act(ClosingActKind.NoChildren)], People = [Person(5, Part.Child)] }, GateStep.ChildrenSeen).State.ShouldBe(GateState.Missing);
    }

    [Fact, Rule("REC-9")]
    public void AnEndorsement_HoldsOnlyForWhatTheSergeantSaw()
    {
        ClosingAct[] endorsed = [.. Everything()];
        Of(Facts(endorsed), GateStep.SergeantEndorses).State.ShouldBe(GateState.Met);
        foreach (var later in new[] { ClosingActKind.SafetyPlan, ClosingActKind.PositiveAction, ClosingActKind.ChildNotSeen, ClosingActKind.ExceptionApproved, ClosingActKind.Reopened })
        {
            Of(Facts([.. endorsed, Act(later)]), GateStep.SergeantEndorses).State.ShouldBe(GateState.Missing, later.ToString());
            Of(Facts([.. endorsed, Act(later)], Grade.High), GateStep.InspectorAnswers).State.ShouldBe(GateState.Missing, later.ToString());
        }

        Of(Facts([.. endorsed, Act(ClosingActKind.EndorsementRefused)]), GateStep.SergeantEndorses).State.ShouldBe(GateState.Missing);
        Of(Facts([.. endorsed, Answers(right: false)], Grade.High), GateStep.InspectorAnswers).State.ShouldBe(GateState.Missing);
        Of(Facts([.. endorsed, Answers(right: false), Answers(right: true)], Grade.High), GateStep.InspectorAnswers).State.ShouldBe(GateState.Met);
    }

    [Fact, Rule("REC-9")]
    public void WhereNoGradeStands_TheInspectorLooks() => Of(Facts(), GateStep.InspectorAnswers).State.ShouldBe(GateState.Missing);

    [Fact, Rule("CAS-3")]
    public void ArrestsOnBothSides_AreSaid()
    {
        Of(Facts([Act(ClosingActKind.PositiveAction, "He hit first", detail: "1,2")]), GateStep.PositiveAction).Why.ShouldContain("Both");
        Of(Facts([Act(ClosingActKind.PositiveAction, "", detail: "2")]), GateStep.PositiveAction).Why.ShouldNotContain("Both");
        Of(Facts([Act(ClosingActKind.PositiveAction, "Gone", detail: "")]), GateStep.PositiveAction).Why.ShouldContain("Nobody");
    }

    [Fact, Rule("REC-9"), Rule("REC-11")]
    public void CodingItAsSomethingElse_IsNoWayRoundASecondPerson()
    {
        var other = Facts() with { Coding = Coding.Damage };
        ClosingGate.Of(other, National.Policy).Missing.Select(l => l.Step).ShouldBe([GateStep.SergeantEndorses]);
        ClosingGate.Of(other with { Acts = [Act(ClosingActKind.UncodingApproved)] }, National.Policy).IsMet.ShouldBeTrue();
        ClosingGate.Of(other with { Acts = [Act(ClosingActKind.UncodingApproved), Act(ClosingActKind.CodedAsDomesticAbuse)] }, National.Policy).IsMet.ShouldBeFalse();
    }

    /// <summary>Random acts in random order: the gate against a second reading of the rule that shares no code with it.</summary>
    [Fact, Rule("REC-9")]
    public void RandomActs_OpenTheGateOnlyWhenEverythingIsThere()
    {
        var kinds = Enum.GetValues<ClosingActKind>();
        var random = new Random(20_261_121);
        var (met, missing) = (0, 0);
        for (var run = 0; run < 40_000; run++)
        {
            var acts = new List<ClosingAct>();
            if (random.Next(2) == 0)
            {
                acts.AddRange(Everything().Where(_ => random.Next(15) > 0));
            }

            for (var n = random.Next(5); n > 0; n--)
            {
                var kind = kinds[random.Next(kinds.Length)];
                acts.Insert(random.Next(acts.Count + 1), kind == ClosingActKind.QuestionsAnswered ? Answers(random.Next(2) == 0) : Act(
                    kind, "words", kind is ClosingActKind.ChildSeen or ClosingActKind.ChildNotSeen ? random.Next(3, 5) : null, "",
                    kind is ClosingActKind.ExceptionAsked or ClosingActKind.ExceptionApproved or ClosingActKind.ExceptionRefused ? (GateStep)random.Next(7) : null));
            }

            var facts = Facts([.. acts], (Grade)random.Next(1, 4), waits: random.Next(6) == 0) with { People = [Person(1, Part.Victim), Person(2, Part.Suspect), .. random.Next(2) == 0 ? new[] { Person(3, Part.Child) } : []] };
            var expected = Expected(facts);
            ClosingGate.Of(facts, National.Policy).IsMet.ShouldBe(expected, string.Join(' ', acts.Select(a => $"{a.Kind}{a.Slot}{a.Step}")) + $" {facts.Grade} {facts.People.Count} waits {facts.Victims[0].Waits}");
            (met, missing) = expected ? (met + 1, missing) : (met, missing + 1);
        }

        met.ShouldBeGreaterThan(1_000);
        missing.ShouldBeGreaterThan(10_000);
    }

    private static bool Expected(GateFacts f)
    {
        var acts = f.Acts.ToList();
        bool Has(ClosingActKind kind) => acts.Exists(a => a.Kind == kind);
        bool Let(GateStep step) => acts.FindLast(a => a.Step == step)?.Kind == ClosingActKind.ExceptionApproved;
        var child = f.People.Any(p => p.Part == Part.Child) ? acts.Exists(a => a.Slot == 3) : Has(ClosingActKind.NoChildren);
        var lastChange = acts.FindLastIndex(a => a.Kind is ClosingActKind.ChildSeen or ClosingActKind.ChildNotSeen or ClosingActKind.NoChildren or ClosingActKind.SafetyActions or ClosingActKind.SafetyPlan or ClosingActKind.PositiveAction
            or ClosingActKind.ExceptionApproved or ClosingActKind.Reopened or ClosingActKind.CodedAsDomesticAbuse or ClosingActKind.UncodingApproved);
        var endorsement = acts.FindLastIndex(a => a.Kind is ClosingActKind.Endorsed or ClosingActKind.EndorsementRefused);
        var answers = acts.FindLastIndex(a => a.Kind == ClosingActKind.QuestionsAnswered);
        return !f.Victims[0].Waits
            && (child || Let(GateStep.ChildrenSeen))
            && (Has(ClosingActKind.SafetyActions) || Let(GateStep.SafetyActions))
            && (Has(ClosingActKind.SafetyPlan) || Let(GateStep.SafetyPlan))
            && (Has(ClosingActKind.PositiveAction) || Let(GateStep.PositiveAction))
            && endorsement > lastChange && acts[endorsement].Kind == ClosingActKind.Endorsed
            && (f.Grade != Grade.High || (answers > lastChange && acts[answers].Detail!.EndsWith("\"Yes\":true,\"Note\":null}]", StringComparison.Ordinal)));
    }

    private static GateLine Of(GateFacts facts, GateStep step) => ClosingGate.Of(facts, National.Policy)[step];

    private static GateFacts Facts(IReadOnlyList<ClosingAct>? acts = null, Grade? grade = null, bool waits = false) =>
        new(Told.Reference, Coding.DomesticAbuse, grade, [new VictimFact("CS-26-000001", waits, null)], [Person(1, Part.Victim), Person(2, Part.Suspect)], PromptReply.NotAsked, acts ?? []);

    private static PersonFact Person(int slot, Part part) => new(slot, part, "Somebody");

    private static IEnumerable<ClosingAct> Everything() =>
    [
        Act(ClosingActKind.NoChildren), Act(ClosingActKind.ChildSeen, slot: 3), Act(ClosingActKind.SafetyActions), Act(ClosingActKind.SafetyPlan), Act(ClosingActKind.PositiveAction, detail: "2"),
        Act(ClosingActKind.ClosingAsked), Act(ClosingActKind.Endorsed), Answers(right: true),
    ];

    private static ClosingAct Answers(bool right) =>
        Act(ClosingActKind.QuestionsAnswered, detail: ClosingQuestions.Write(ClosingQuestions.All.Select(q => new ClosingAnswer(q.Code, q.Code != ClosingQuestions.Decides || right, null))));

    private static ClosingAct Act(ClosingActKind kind, string words = "words", int? slot = null, string? detail = null, GateStep? step = null) =>
        new(Told, kind, words, new Actor(1, "Somebody", "national 1"), Make.Noon) { Slot = slot, Detail = detail, Step = step };

    private static Incident Open()
    {
        var incident = Report.With();
        incident.Finish(null, Make.Noon);
        return incident;
    }
}
