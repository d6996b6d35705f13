using DaCaseManagement.Pipeline;
using DaCaseManagement.Policy;
using DaCaseManagement.Risk;

namespace DaCaseManagement.UnitTests.Risk;

/// <summary>Random people doing random things to one case's grade; after each step what must never happen is looked for by means of its own, not by the
/// chain's code.</summary>
public class GradeChainModelTests
{
    private const int Sequences = 20_000, Steps = 16;

    [Fact, Rule("INV-3"), Rule("RSK-7"), Rule("RSK-9"), Rule("RSK-10")]
    public void No_sequence_of_actions_lowers_a_grade_without_contact_reason_and_a_second_person()
    {
        var (lowered, challenged, sentBack, refused) = (0, 0, 0, 0);
        for (var seed = 0; seed < Sequences; seed++)
        {
            var force = new RandomForce(seed);
            for (var step = 0; step < Steps; step++)
            {
                var before = force.Chain.Standing;
                if (!force.Act())
                {
                    refused++;
                    force.Chain.Standing.ShouldBe(before);
                    continue;
                }

                var last = force.All[^1];
                lowered += last.Stage == DecisionStage.LoweringConfirmed ? 1 : 0;
                challenged += last.Stage == DecisionStage.Challenged ? 1 : 0;
                sentBack += last.Stage == DecisionStage.ChallengeRefused && force.Chain.Standing < before ? 1 : 0;
                Fault(force, before).ShouldBeNull($"seed {seed}, step {step}: {string.Join(" | ", force.All)}");
            }
        }

        // Not because nothing ever happened.
        lowered.ShouldBeGreaterThan(500);
        challenged.ShouldBeGreaterThan(500);
        sentBack.ShouldBeGreaterThan(50);
        refused.ShouldBeGreaterThan(10_000);
    }

    private static string? Fault(RandomForce force, Grade? before)
    {
        var (all, standing) = (force.All, force.Chain.Standing);
        var last = all[^1];
        if (all.Where(j => j.Stage == DecisionStage.Challenged && !all.Any(d => d.AboutId == j.Id)).Any(c => standing < c.Grade))
        {
            return "the higher grade does not stand while challenged (RSK-10)";
        }

        if (last.Stage is not (DecisionStage.LoweringProposed or DecisionStage.LoweringConfirmed or DecisionStage.LoweringRefused or DecisionStage.ChallengeRefused) && standing < last.Grade)
        {
            return "a judgement that raises does not stand";
        }

        if (standing is null || before is null || standing >= before)
        {
            return null;
        }

        if (last.LoweringReason is null || !National.Policy.Assessment.LoweringReasons.Contains(last.LoweringReason))
        {
            return "lowered without a listed reason";
        }

        if (last.VictimContactedAt is not { } contact || contact > last.At)
        {
            return "lowered without contact";
        }

        // The higher grade was given by somebody, at some time; she was spoken to after that.
        var review = last.Stage == DecisionStage.ChallengeRefused ? all.Single(j => j.Id == all.Single(c => c.Id == last.AboutId).AboutId) : last;
        var given = all.Last(j => j.Id < (review.Stage == DecisionStage.LoweringConfirmed ? review.AboutId : last.Id) && j.Grade > last.Grade
            && j.Stage is DecisionStage.Officer or DecisionStage.SupervisorAmended or DecisionStage.UnitAmended or DecisionStage.ChallengeUpheld or DecisionStage.Challenged);
        if (contact < given.At)
        {
            return "the contact was before the grade was given";
        }

        var people = last.Stage == DecisionStage.ChallengeRefused ? new[] { last.ById, review.ById } : [last.ById, all.Single(j => j.Id == last.AboutId).ById];
        return people.Distinct().Count() < 2 || people.Contains(force.AssessorOf(last.AssessmentId)) ? "one person alone, or the assessor" : null;
    }

    /// <summary>Eight people in four units, some of whom try what they may not.</summary>
    private sealed class RandomForce(int seed)
    {
        private readonly Random random = new(seed);
        private readonly Dictionary<long, long> assessors = [];
        private DateTime now = Make.Noon;

        public List<Judgement> All { get; } = [];

        public GradeChain Chain => new(All, National.Policy);

        public long AssessorOf(long assessment) => assessors[assessment];

        /// <returns>False when a rule refused.</returns>
        public bool Act()
        {
            now = now.AddMinutes(random.Next(1, 300));
            var (user, grade) = (random.Next(8) + 1L, (Grade)random.Next(1, 4));
            if (assessors.Count == 0 || random.Next(8) == 0)
            {
                assessors[assessors.Count + 1] = user;
                return Add(assessors.Count, DecisionStage.Officer, grade, user, null);
            }

            var assessment = (long)random.Next(1, assessors.Count + 1);
            var by = new Judge(user, user % 4, assessors[assessment]);
            var claim = new LoweringClaim(random.Next(5) == 0 ? null : now.AddMinutes(-random.Next(-60, 600)), random.Next(6) == 0 ? "Workload" : National.Policy.Assessment.LoweringReasons[random.Next(3)]);
            try
            {
                return random.Next(5) switch
                {
                    0 => Add(assessment, Chain.Review(ReviewSeat.Supervisor, grade, by, assessment, claim, now), grade, user, null, claim),
                    1 => Add(assessment, Chain.Review(ReviewSeat.Unit, grade, by, assessment, claim, now), grade, user, null, claim),
                    2 => Decide(user),
                    3 => Challenge(user, grade),
                    _ => DecideChallenge(user, claim),
                };
            }
            catch (RefusedException)
            {
                return false;
            }
        }

        private bool Decide(long user)
        {
            var open = All.Where(j => j.Stage == DecisionStage.LoweringProposed && !All.Exists(d => d.AboutId == j.Id)).ToList();
            if (open.Count == 0)
            {
                return false;
            }

            var proposal = open[random.Next(open.Count)];
            var stage = Chain.DecideLowering(proposal.Id, random.Next(4) > 0, new Judge(user, user % 4, assessors[proposal.AssessmentId]));
            return Add(proposal.AssessmentId, stage, proposal.Grade, user, proposal.Id, new LoweringClaim(proposal.VictimContactedAt, proposal.LoweringReason));
        }

        private bool Challenge(long user, Grade claimed)
        {
            // Mostly the decision that could be challenged, sometimes any other.
            var target = random.Next(5) > 0 ? Chain.Challengeable : All[random.Next(All.Count)];
            if (target is null)
            {
                return false;
            }

            Chain.Challenge(target.Id, claimed, new Judge(user, user % 4, assessors[target.AssessmentId]));
            return Add(target.AssessmentId, DecisionStage.Challenged, claimed, user, target.Id);
        }

        private bool DecideChallenge(long user, LoweringClaim claim)
        {
            var all = All.FindAll(j => j.Stage == DecisionStage.Challenged);
            if (all.Count == 0)
            {
                return false;
            }

            var challenge = all[random.Next(all.Count)];
            var (stage, grade, contacted, reason) = Chain.DecideChallenge(challenge.Id, random.Next(2) == 0, new Judge(user, user % 4, assessors[challenge.AssessmentId]), claim, now);
            return Add(challenge.AssessmentId, stage, grade, user, challenge.Id, new LoweringClaim(contacted, reason));
        }

        private bool Add(long assessment, DecisionStage stage, Grade grade, long by, long? about, LoweringClaim? claim = null)
        {
            var keeps = stage is DecisionStage.LoweringProposed or DecisionStage.LoweringConfirmed or DecisionStage.LoweringRefused or DecisionStage.ChallengeRefused;
            All.Add(new Judgement(All.Count + 1, assessment, stage, grade, by, by % 4, about, now, keeps ? claim?.ContactTyped : null, keeps ? claim?.Reason : null));
            return true;
        }
    }
}
