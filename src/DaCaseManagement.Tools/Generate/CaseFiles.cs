using System.Globalization;

using DaCaseManagement.Access;
using DaCaseManagement.Cases;
using DaCaseManagement.Data;
using DaCaseManagement.Policy;
using DaCaseManagement.Risk;
using DaCaseManagement.Routing;

namespace DaCaseManagement.Tools.Generate;

/// <summary>Opens, grades, routes and closes the case of each pair. A case is written once, when it opens, since the plan tells how it will end. Open cases have
/// their whole story; of closed ones the last owners and the grade are kept, as after a move from an older system.</summary>
internal sealed class CaseFiles(Force force, Lots lots, Plan plan, Retold retold, DateTime until)
{
    private const int QuietDays = 110, ClosedAfterDays = 80;
    private static readonly ResponsibilityKind[] Kinds = Enum.GetValues<ResponsibilityKind>();

    private readonly Dictionary<int, long> counters = [];
    private readonly Dictionary<(Grade, bool, bool, bool, bool), RoutingDecision> decisions = [];
    private readonly Assessing assessing = new(force, lots, until);
    private long last;

    public IEnumerable<(string Series, long Last)> Counters => counters.Select(c => (Series(c.Key), c.Value));

    public void Add(Pair pair, int number, int nth, Human victim, Human? suspect, Told told, ForceRows rows)
    {
        OpenedCase @case;
        if (retold.Of(number, nth) == Telling.OtherRecord)
        {
            // Under another record the application cannot know that it is the same pair.
            @case = Open(pair, number, nth, nth, victim, suspect, told, rows);
        }
        else if (pair.Case is { } current && nth <= current.LastEvent)
        {
            @case = current;
        }
        else
        {
            @case = pair.Case = Open(pair, number, nth, LastEvent(number, nth), pair.Victim, pair.Suspect, told, rows);
        }

        var waits = @case.StaysOpen && retold.Unassessed(number, nth, until - told.At);
        rows.CaseIncidents.Number(@case.Id).Number(told.Id).Time(waits ? told.At : null).Text(@case.StaysOpen ? null : "Settled in an older system");
        var handler = force.User("call-handler");
        Tell(@case, told.Finished, TimelineKind.Incident, $"Incident {told.Reference} reported", $"{told.Offence.Name}. Response: {Words.Of(told.Response)}.", handler, $"/incidents/{told.Reference}", rows);
        if (@case.StaysOpen)
        {
            if (waits)
            {
                var unit = force.Unit(UnitKind.Response, told.AreaId);
                assessing.Due("Assessment", $"{told.Reference} {@case.Reference}", @case, told, unit, told.Finished, null, rows);
            }
            else
            {
                var at = assessing.Add(pair, @case, told, GradeOf(pair), rows);
                Tell(@case, at, TimelineKind.Risk, $"Assessed as {force.Policy.GradeLabel(GradeOf(pair))} risk", Assessing.Reason, force.User("response-officer"), $"/risk/assessments/{told.Reference}/{@case.Reference}", rows);
            }
        }
    }

    private static Grade GradeOf(Pair pair) => pair.Severity > 0.72 ? Grade.High : pair.Severity > 0.4 ? Grade.Medium : Grade.Standard;

    /// <summary>The pair's last incident before it is quiet for long enough that the case is closed.</summary>
    private int LastEvent(int number, int nth)
    {
        var at = nth;
        for (var next = nth + 1; next < plan.Incidents(number); next++)
        {
            if (retold.Of(number, next) == Telling.OtherRecord)
            {
                continue;
            }

            if ((plan.Time(number, next) - plan.Time(number, at)).TotalDays > QuietDays)
            {
                break;
            }

            at = next;
        }

        return at;
    }

    private OpenedCase Open(Pair pair, int number, int nth, int lastEvent, Human victim, Human? suspect, Told told, ForceRows rows)
    {
        var (year, at) = (told.Finished.Year % 100, told.Finished);
        var reference = References.Format(Series(year), counters[year] = counters.GetValueOrDefault(year) + 1);
        var lastAt = plan.Time(number, lastEvent).AddMinutes(6);
        var @case = new OpenedCase(++last, reference, lastEvent, (until - lastAt).TotalDays <= QuietDays);
        DateTime? closed = @case.StaysOpen ? null : lastAt.AddDays(ClosedAfterDays);
        var graded = Graded(number, nth, @case);
        var safe = lots.Chance(0.3);
        rows.Cases.Number(@case.Id).Text(reference).Number(victim.Id).Number(suspect?.Id).Number(told.AreaId).Time(at).Time(closed).Time(lastAt)
            .Text(graded is null ? null : Words.Of(GradeOf(pair))).Time(graded).Yes(lots.Chance(@case.StaysOpen ? 0.004 : 0.001))
            .Text(safe ? victim.Phone?.Typed : null).Text(safe ? "Text first, do not ring" : null).Time(safe ? at.AddHours(2) : null).Number(0);
        var handler = force.User("call-handler");
        Tell(@case, at, TimelineKind.Ownership, $"Case {reference} opened", "Investigation, safeguarding and victim contact are held by the first owner until a unit accepts them.", handler, null, rows);
        Own(pair, @case, told, closed, graded is not null, rows);
        if (closed is { } end)
        {
            Tell(@case, end, TimelineKind.Ownership, $"Case {reference} closed", "Risk reviewed, plan handed over, victim told.", force.User("specialist-supervisor"), null, rows);
        }

        return @case;
    }

    /// <summary>When the grade was last judged; null while none of the case's incidents has been assessed.</summary>
    private DateTime? Graded(int number, int nth, OpenedCase @case)
    {
        for (var i = @case.LastEvent; i >= nth; i--)
        {
            var ours = i == nth || retold.Of(number, i) != Telling.OtherRecord;
            if (ours && !(@case.StaysOpen && retold.Unassessed(number, i, until - plan.Time(number, i))))
            {
                return plan.Time(number, i).AddMinutes(Assessing.MinutesAfter);
            }
        }

        return null;
    }

    private void Own(Pair pair, OpenedCase @case, Told told, DateTime? closed, bool graded, ForceRows rows)
    {
        var decision = Decision(pair, told);
        var first = force.Unit(force.Policy.Routing.FirstOwner, told.AreaId);
        var offered = told.At.AddMinutes(Assessing.MinutesAfter + 1);
        var accepted = offered.AddHours(2);
        foreach (var kind in Kinds)
        {
            var target = force.Unit(decision.UnitFor(kind), told.AreaId);
            if (closed is not null)
            {
                Owner(@case, kind, target.Id, null, told.Finished, closed, CameBy.Opened, rows);
                continue;
            }

            var isAccepted = graded && accepted < until.AddHours(-18) && target.Id != first.Id;
            Owner(@case, kind, first.Id, null, told.Finished, isAccepted ? accepted : null, CameBy.Opened, rows);
            if (isAccepted)
            {
                Owner(@case, kind, target.Id, lots.Chance(0.5) ? force.SomebodyOf(target) : null, accepted, null, CameBy.Accepted, rows);
            }

            if (graded && target.Id != first.Id && offered < until)
            {
                Offer(@case, kind, first, target, decision, offered, isAccepted ? accepted : null, told, rows);
            }
        }
    }

    private static void Owner(OpenedCase @case, ResponsibilityKind kind, long unit, long? user, DateTime from, DateTime? to, CameBy came, ForceRows rows) =>
        rows.Responsibilities.Number(@case.Id).Text(Words.Of(kind)).Number(unit).Number(user).Time(from).Time(to).Yes(to is null).Number(to is null ? 0 : 1)
            .Text(Words.Of(came)).Number(0).Yes(to is not null && !@case.StaysOpen);

    private void Offer(OpenedCase @case, ResponsibilityKind kind, Unit from, Unit to, RoutingDecision decision, DateTime at, DateTime? accepted, Told told, ForceRows rows)
    {
        var officer = force.User("response-officer");
        rows.Offers.Number(@case.Id).Text(Words.Of(kind)).Number(from.Id).Number(to.Id).Text(decision.Because).Text(decision.RuleId).Text(decision.PolicyVersion).Number(officer.Id).Time(at)
            .Text(accepted is null ? nameof(OfferStatus.Open) : nameof(OfferStatus.Accepted)).Time(accepted).Number(accepted is null ? null : force.User("specialist").Id).Number(accepted is null ? 0 : 1);
        assessing.Due("HandoverAcceptance", $"{@case.Reference} {Words.Of(kind)}", @case, null, to, at, accepted, rows);
        Tell(@case, accepted ?? at, TimelineKind.Ownership, accepted is null ? $"Routed by {decision.RuleId}" : $"{to.Name} accepted {CaseRouter.Words(kind)}", decision.Because, officer, null, rows);
    }

    // Few combinations, many cases.
    private RoutingDecision Decision(Pair pair, Told told)
    {
        var facts = new RoutingFacts(GradeOf(pair), told.Offence.Serious, pair.HonourBased, pair.Case is not null, told.Offence.IsCrime, pair.Case is null ? 1 : 2);
        var key = (facts.Grade, facts.SeriousOffence, facts.HonourBasedOrForcedMarriage, facts.Repeat, facts.Crime);
        return decisions.TryGetValue(key, out var decision) ? decision : decisions[key] = RoutingRules.Decide(facts, force.Policy);
    }

    private static void Tell(OpenedCase @case, DateTime at, TimelineKind kind, string headline, string? detail, User by, string? link, ForceRows rows) =>
        rows.Timeline.Number(@case.Id).Time(at).Text(Words.Of(kind)).Text(headline).Text(detail).Number(by.Id).Text(by.FullName).Text(link);

    private static string Series(int year) => string.Create(CultureInfo.InvariantCulture, $"CS-{year:00}");
}
