using System.Globalization;

using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Cases;
using DaCaseManagement.Clocks;
using DaCaseManagement.Data;
using DaCaseManagement.Incidents;
using DaCaseManagement.Marac;
using DaCaseManagement.People;
using DaCaseManagement.People.Patterns;
using DaCaseManagement.Pipeline;
using DaCaseManagement.Policy;
using DaCaseManagement.Risk;
using DaCaseManagement.Risk.Instruments;
using DaCaseManagement.Routing;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Seeding;

/// <summary>Six hundred incidents over the last twelve months, the same every time: repeats, every grade, settled work and open work. Entities are made
/// with the verbs and rules that the requests use, and saved in one transaction.</summary>
public sealed class DemonstrationForce(CaseDbContext db, Transactions transactions, AuditTrail trail, PolicyInForce inForce, TimeProvider clock, PersonIndex index, RecountEverything patterns, DemonstrationWatch watch, DemonstrationClosing closing, DemonstrationFollowUp followUp) : IDemonstrationForce
{
    public const int IncidentCount = 600;
    private const int Pairs = 260;

    private readonly Random random = new(20_261_121);
    private readonly Dictionary<string, long> counters = [];
    private readonly List<Household> households = [];
    private readonly List<(Case Case, Grade Grade, DateTime At, Household Home)> highRisk = [];
    private readonly List<(Case Case, DateTime At, TimelineKind Kind, string Headline, string? Detail, User By, string? Link)> told = [];
    private readonly List<AuditEvent> logged = [];
    private readonly Dictionary<Case, List<Responsibility>> owners = [];
    private readonly Dictionary<Case, List<HandoverOffer>> offers = [];
    private Dictionary<string, User> users = [];
    private List<Unit> units = [];
    private List<Area> areas = [];
    private DateTime now;

    public async Task Load(CancellationToken cancel)
    {
        if (await db.Incidents.AnyAsync(cancel))
        {
            return;
        }

        await transactions.Run(() => Fill(cancel), cancel);
        db.ChangeTracker.Clear();
        await patterns.Run(null, cancel);
    }

    private async Task<bool> Fill(CancellationToken cancel)
    {
        now = clock.GetUtcNow().UtcDateTime;
        users = await db.Users.Where(u => u.IsDemonstration).ToDictionaryAsync(u => u.UserName!, cancel);
        units = await db.Units.ToListAsync(cancel);
        areas = await db.Areas.OrderBy(a => a.Id).ToListAsync(cancel);
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        MakeHouseholds();
        var times = Times();
        foreach (var (at, n) in times.Select((at, n) => (at, n)))
        {
            // Now and then somebody who was reported is the one who reports (PPL-7).
            if (times.Count - n is 190 or 150 or 110 or 75 or 40)
            {
                Happen(at, TheOtherWay(n));
            }
            else
            {
                // A few households ring again and again; most ring once or twice.
                Happen(at, households[(int)(Pairs * Math.Pow(random.NextDouble(), 1.8))]);
            }
        }

        MakeMeetings();
        Unfinished();
        CloseQuietCases();
        foreach (var home in households.Where(h => h.Case is { ClosedAt: null } && h.Pending.Count == 0).Skip(3).Take(2))
        {
            home.Case!.Restrict();
        }

        foreach (var (series, last) in counters)
        {
            db.ReferenceCounters.Add(new ReferenceCounter { Series = series, Last = last });
        }

        db.ChangeTracker.DetectChanges();
        await db.SaveChangesAsync(cancel);
        await GiveDeadlinesTheirCases(cancel);
        await index.Update([.. db.People.Local], cancel);
        await db.SaveChangesAsync(cancel);
        await DecideBetween(cancel);
        await MarkPlaces(cancel);
        await watch.Fill(cancel);
        await closing.Fill(cancel);
        await DemonstrationDuty.Fill(db, users, inForce.Policy, now, cancel);
        await DemonstrationDispatch.Fill(db, inForce.Policy, By("call-handler"), now, cancel);
        await followUp.Fill(cancel);
        await DemonstrationPolicy.Propose(db, inForce.Policy, By("administrator").Id, now, cancel);
        await db.SaveChangesAsync(cancel);
        db.ChangeTracker.AutoDetectChangesEnabled = true;
        return true;
    }

    private sealed class Household
    {
        public required Person Victim { get; init; }

        public Person? Suspect { get; init; }

        public List<Person> Children { get; } = [];

        public required Area Area { get; init; }

        public required string Address { get; init; }

        public required string Phone { get; init; }

        public string? SecondPhone { get; init; }

        public required string Relationship { get; init; }

        /// <summary>0 to 1: how bad it is; answers and grades follow.</summary>
        public double Severity { get; init; }

        public bool HonourBased { get; init; }

        public Case? Case { get; set; }

        /// <summary>Of the latest incident.</summary>
        public CaseIncident? Link { get; set; }

        public List<DateTime> Reported { get; } = [];

        public List<(Deadline Deadline, Case Case, Incident? Incident)> Pending { get; } = [];
    }

    private string Next(string series)
    {
        counters[series] = counters.GetValueOrDefault(series) + 1;
        return References.Format(series, counters[series]);
    }

    private T Pick<T>(IReadOnlyList<T> from) => from[random.Next(from.Count)];

    private Guid Key()
    {
        Span<byte> bytes = stackalloc byte[16];
        random.NextBytes(bytes);
        return new Guid(bytes);
    }

    private bool Chance(double p) => random.NextDouble() < p;

    private User By(string name) => users[name];

    private Unit UnitOf(UnitKind kind, Area area) => units.Find(u => u.Kind == kind && u.AreaId == area.Id) ?? units.Find(u => u.Kind == kind && u.AreaId is null) ?? units.Find(u => u.Kind == kind) ?? units.Find(u => u.Kind == inForce.Policy.Routing.FirstOwner)!;

    private void MakeHouseholds()
    {
        for (var i = 0; i < Pairs; i++)
        {
            var area = Pick(areas);
            var victimIsWoman = Chance(0.8);
            var address = Street();
            var phone = string.Create(CultureInfo.InvariantCulture, $"07700 900{random.Next(0, 990):D3}");
            var since = now.AddDays(-400);
            var home = new Household
            {
                Victim = MakePerson(victimIsWoman ? Pick(Invented.Women) : Pick(Invented.Men), Pick(Invented.Families), random.Next(1950, 2007), victimIsWoman ? Gender.Female : Gender.Male, phone, address, since),
                // A few go from one victim to the next.
                Suspect = i % 20 == 19 && households[i - 7].Suspect is { } again ? again : Chance(0.93) ? MakePerson(victimIsWoman || Chance(0.4) ? Pick(Invented.Men) : Pick(Invented.Women), Pick(Invented.Families), random.Next(1955, 2006), victimIsWoman ? Gender.Male : Gender.Female, Phone(), Chance(0.5) ? address : "", since) : null,
                Area = area,
                Address = address,
                Phone = phone,
                SecondPhone = Chance(0.35) ? Phone() : null,
                Relationship = Chance(0.75) ? Pick(Invented.Couples) : Pick(Invented.Relatives),
                Severity = Math.Pow(random.NextDouble(), 2.6),
                HonourBased = Chance(0.03),
            };
            for (var n = random.Next(0, 4); n > 1; n--)
            {
                home.Children.Add(MakePerson(Chance(0.5) ? Pick(Invented.Women) : Pick(Invented.Men), home.Victim.FamilyName, random.Next(2010, 2026), Gender.Unknown, "", address, since));
            }

            if (home.Suspect is not null && Chance(0.08))
            {
                home.Suspect.Mark(new Marker(Pick([MarkerKind.Weapons, MarkerKind.OfficerSafety, MarkerKind.Firearms]), "Seen by attending officers last year", By("response-officer").Id, since, now.AddDays(300), DateOnly.FromDateTime(now).AddDays(random.Next(-20, 240))));
            }

            if (Chance(0.05))
            {
                home.Victim.Mark(new Marker(MarkerKind.TreatAsUrgent, "Repeat victim of serious violence", By("specialist").Id, since, now.AddDays(200), DateOnly.FromDateTime(now).AddDays(random.Next(-10, 200))));
            }

            households.Add(home);
        }
    }

    private string Street() => string.Create(CultureInfo.InvariantCulture, $"{random.Next(1, 180)} {Pick(Invented.Streets)}, WM{random.Next(1, 30)} {random.Next(1, 9)}{(char)('A' + random.Next(0, 8))}{(char)('P' + random.Next(0, 8))}");

    private string Phone() => string.Create(CultureInfo.InvariantCulture, $"07700 900{random.Next(0, 990):D3}");

    private Person MakePerson(string given, string family, int year, Gender gender, string phone, string address, DateTime at)
    {
        var person = new Person(Next("P"), at);
        var born = Chance(0.85) ? new PartialDate(year, random.Next(1, 13), random.Next(1, 29)) : Chance(0.5) ? new PartialDate(year, null, null) : (PartialDate?)null;
        person.LearnFrom(given, family, born, gender, phone, address, at);
        db.People.Add(person);
        return person;
    }

    /// <summary>Six hundred instants over the year, more at night and at weekends, in order, the last within the hours just past.</summary>
    private List<DateTime> Times()
    {
        var times = new List<DateTime>();
        while (times.Count < IncidentCount - 24)
        {
            var at = now.AddMinutes(-random.Next(60 * 30, 60 * 24 * 365));
            var late = at.Hour is >= 18 or < 3 || at.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
            if (late || Chance(0.5))
            {
                times.Add(at);
            }
        }

        for (var i = 0; i < 24; i++)
        {
            times.Add(now.AddMinutes(-20 - (i * 71) - random.Next(0, 40)));
        }

        times.Sort();
        return times;
    }

    /// <summary>A pair that has been reported before, with victim and suspect changed about; one of them more than once.</summary>
    private Household TheOtherWay(int n)
    {
        var before = households.Take(Pairs).Where(h => h.Suspect is not null && h.Reported.Count >= 3 && !h.HonourBased).OrderByDescending(h => h.Reported.Count).ElementAt(n % 3);
        if (households.Find(h => h.Victim == before.Suspect) is { } again)
        {
            return again;
        }

        var turned = new Household
        {
            Victim = before.Suspect!,
            Suspect = before.Victim,
            Area = before.Area,
            Address = before.Suspect!.Addresses.Count > 0 ? before.Suspect.Addresses[0].AsTyped : Street(),
            Phone = before.Suspect.Phones[0].AsTyped,
            Relationship = before.Relationship,
            Severity = before.Severity / 2,
        };
        households.Add(turned);
        return turned;
    }

    private void Happen(DateTime at, Household home)
    {
        var age = now - at;
        var handler = By("call-handler");
        var incident = new Incident(Next(References.Series("DA", at)), Key(), handler.Id, at)
        {
            Channel = Pick([Channel.Emergency999, Channel.Emergency999, Channel.Emergency999, Channel.NonEmergency101, Channel.NonEmergency101, Channel.FrontCounter, Channel.ThirdParty, Channel.PartnerAgency]),
        };
        void Set(string field, string? value) => ReportFields.Find(field)!.Set(incident, value);
        Set("caller-number", home.SecondPhone is not null && Chance(0.5) ? home.SecondPhone : home.Phone);
        Set("caller-name", Chance(0.7) ? home.Victim.DisplayName : null);
        Set("location", home.Address);
        Set("what-happened", Pick(Invented.Accounts).Replace("{v}", home.Victim.GivenNames, StringComparison.Ordinal).Replace("{s}", home.Suspect?.GivenNames ?? "somebody she will not name", StringComparison.Ordinal));
        Set("offence", Offence(home));
        Set("honour-based", home.HonourBased ? "yes" : null);
        Set("threat", "As told by the caller; see what is happening.");
        Set("engagement", Chance(0.7) ? "Wants police to come." : "Unsure; afraid of what follows.");
        Set("unreported-before", home.Severity > 0.4 && Chance(0.4) ? "Says this has happened many times and was never reported." : null);
        AnswerPrompts(home, Set);
        AddPeople(incident, home);
        var (suggested, _) = ResponseGrading.Suggest(incident);
        Set("response", suggested.ToString());
        if (suggested == ResponseGrade.Appointment)
        {
            Set("appointment-agreed", "yes");
            Set("appointment-safe", "yes");
            Set("appointment-because", "Victim asked to be seen at home tomorrow.");
            Set("appointment-at", LocalTime.Of(at.AddHours(20)).ToString("d/M/yyyy HH:mm", CultureInfo.InvariantCulture));
        }

        incident.AreaId = home.Area.Id;
        incident.Finish(suggested == ResponseGrade.Appointment ? at.AddHours(20) : null, at.AddMinutes(6));
        db.Incidents.Add(incident);
        home.Reported.Add(at);
        Log(at, handler, AuditAct.Collection, "incident.recorded", Subject.Incident(incident.Reference), $"response {suggested}");
        var @case = OpenCase(home, incident, at);
        if (age > TimeSpan.FromMinutes(40))
        {
            incident.Brief("Call sign WM" + random.Next(10, 60).ToString(CultureInfo.InvariantCulture), Chance(0.12) ? 1 : 2, at.AddMinutes(9));
        }

        if (age > TimeSpan.FromHours(2) && !(age < TimeSpan.FromDays(9) && Chance(0.06)))
        {
            Assess(home, @case, incident, at.AddMinutes(random.Next(50, 110)), age);
        }
        else
        {
            home.Pending.Add((new Deadline("Assessment", $"{incident.Reference} {@case.Reference}", null, null, UnitOf(UnitKind.Response, home.Area).Id, null, at, at.AddMinutes(Minutes("Assessment"))), @case, incident));
        }
    }

    private static string OffenceFor(double severity, double roll) => severity switch
    {
        > 0.7 => roll < 0.3 ? "STRANGULATION" : roll < 0.5 ? "WOUNDING" : roll < 0.7 ? "THREATS-TO-KILL" : "COERCIVE-CONTROL",
        > 0.35 => roll < 0.4 ? "ABH" : roll < 0.6 ? "COMMON-ASSAULT" : roll < 0.8 ? "HARASSMENT" : "CRIMINAL-DAMAGE",
        _ => roll < 0.7 ? Offences.NonCrime : "COMMON-ASSAULT",
    };

    private string Offence(Household home) => OffenceFor(home.Severity, random.NextDouble());

    private void AnswerPrompts(Household home, Action<string, string?> set)
    {
        foreach (var prompt in Prompts.All)
        {
            if (Chance(0.2))
            {
                continue;
            }

            var likely = prompt.Code switch
            {
                "safe-to-talk" => 0.85,
                "strangled" or "weapons" => home.Severity > 0.75 ? 0.3 : 0.01,
                "medical" or "injured" => home.Severity > 0.5 ? 0.3 : 0.04,
                "children" => home.Children.Count > 0 ? 0.9 : 0.02,
                "language" or "needs" => 0.08,
                _ => home.Severity * 0.7,
            };
            set($"prompt.{prompt.Code}", Chance(likely) ? "Yes" : Chance(0.9) ? "No" : "NotKnown");
        }
    }

    private void AddPeople(Incident incident, Household home)
    {
        var slot = 0;
        void Add(Person person, Part part, string? relationship)
        {
            var involved = incident.PersonAt(++slot);
            (involved.Part, involved.Person, involved.GivenNames, involved.FamilyName) = (part, person, person.GivenNames, person.FamilyName);
            (involved.Born, involved.Gender, involved.Relationship) = (person.Born?.ToString(), person.Gender, relationship);
        }

        Add(home.Victim, Part.Victim, null);
        incident.PersonAt(1).Phone = home.Phone;
        incident.PersonAt(1).Address = home.Address;
        if (home.Suspect is not null)
        {
            Add(home.Suspect, Part.Suspect, home.Relationship);
        }

        foreach (var child in home.Children)
        {
            Add(child, Part.Child, "Child");
        }

        // She rang from a friend's telephone, and was written down as somebody else: a possible duplicate for records staff.
        if (home.SecondPhone is not null && home.Victim.Born is not null && Chance(0.07))
        {
            var family = home.Victim.FamilyName;
            var misheard = Chance(0.5) && family.Length > 5 ? family.Remove(family.Length / 2, 1) : Pick(Invented.Families);
            var caller = new Person(Next("P"), incident.StartedAt);
            caller.LearnFrom(home.Victim.GivenNames, misheard, home.Victim.Born, home.Victim.Gender, Phone(), misheard == family ? null : home.Address, incident.StartedAt);
            db.People.Add(caller);
            Add(caller, Part.Caller, null);
        }
    }

    private Case OpenCase(Household home, Incident incident, DateTime at)
    {
        if (home.Case is null)
        {
            home.Case = new Case(Next(References.Series("CS", at)), home.Victim, home.Suspect, home.Area.Id, at);
            db.Cases.Add(home.Case);
            (owners[home.Case], offers[home.Case]) = ([], []);
            Log(at, By("call-handler"), AuditAct.Collection, "case.opened", Subject.Case(home.Case.Reference), $"from {incident.Reference}");
            if (Chance(0.5))
            {
                home.Case.Keep(new SafeContact { Number = home.SecondPhone ?? home.Phone, Times = Pick(["Weekdays 09:30 to 14:30", "After 19:00", "Mornings only", "Any time"]), Means = Pick(["Text first, do not ring", "Ring; hang up if somebody else answers", "Through her sister", "E-mail"]), CodeWord = Chance(0.4) ? "Window cleaner" : null, Never = Chance(0.5) ? "Never leave a voice message. Never ring the house." : null, AskedAt = at.AddHours(2) });
            }

            foreach (var kind in Enum.GetValues<ResponsibilityKind>())
            {
                Own(new Responsibility(home.Case, kind, UnitOf(inForce.Policy.Routing.FirstOwner, home.Area).Id, null, at));
            }

            Tell(home.Case, at, TimelineKind.Ownership, $"Case {home.Case.Reference} opened", "Investigation, safeguarding and victim contact are held by the first owner until a unit accepts them.", By("call-handler"), null);
        }

        home.Case.SawIncident(at);
        db.CaseIncidents.Add(home.Link = new CaseIncident(home.Case, incident));
        Tell(home.Case, at, TimelineKind.Incident, $"Incident {incident.Reference} reported", $"{Offences.Find(incident.Offence)?.Name}. Response: {incident.Response}.", By("call-handler"), $"/incidents/{incident.Reference}");
        return home.Case;
    }

    private void Own(Responsibility responsibility)
    {
        db.Responsibilities.Add(responsibility);
        owners[responsibility.Case].Add(responsibility);
    }

    private void Assess(Household home, Case @case, Incident incident, DateTime at, TimeSpan age)
    {
        var officer = By("response-officer");
        var assessment = new RiskAssessment(incident, @case, inForce.Policy.Assessment.Instrument, officer.Id, at);
        var instrument = InstrumentLibrary.Get(assessment.Instrument);
        foreach (var item in instrument.Items)
        {
            var likely = Math.Clamp((home.Severity * (item.Tags.Contains("strangulation") || item.Tags.Contains("weapons") ? 0.45 : 0.75)) - 0.06, 0, 1);
            var reply = Chance(likely) ? RiskReply.Yes : Chance(0.93) ? RiskReply.No : Pick([RiskReply.NotKnown, RiskReply.Declined]);
            assessment.Answer(item.Number, reply, reply == RiskReply.Yes && Chance(0.75) ? Pick(Invented.Details) : null);
        }

        var before = home.Reported.Where(r => r <= at).ToList();
        var history = new RiskHistory(RepeatCounting.Within(before, at, 12), before.Count(r => r > at.AddDays(-90)), before.Count(r => r <= at.AddDays(-90) && r > at.AddDays(-180)), false, @case.Grade);
        var picture = Grading.Picture(instrument, [.. assessment.Answers.Select(a => new GivenAnswer(a.Item, a.Reply, a.Detail))], history);
        assessment.Note(Chance(0.96), Chance(0.9), true, picture.Suggested, "As the indicators show, and from what was seen.");
        assessment.Submit(officer.Id, at);
        home.Link!.Settle();
        db.Assessments.Add(assessment);
        var standing = @case.Grade is { } earlier && earlier > picture.Suggested ? earlier : picture.Suggested;
        Decide(assessment, DecisionStage.Officer, picture.Suggested, "As the indicators show, and from what was seen at the scene.", officer, at, $"{instrument.Code}: {picture.Yes} yes; points to {picture.Suggested}");
        Tell(@case, at, TimelineKind.Risk, $"Assessed as {picture.Suggested} risk", "As the indicators show, and from what was seen at the scene.", officer, $"/risk/assessments/{incident.Reference}/{@case.Reference}");
        Log(at, officer, AuditAct.Collection, "assessment.submitted", Subject.Case(@case.Reference), $"{incident.Reference}; {picture.Suggested}");
        var stands = Review(home, @case, incident, assessment, picture.Suggested, standing, at, age);
        @case.Stand(stands, at);
        Route(home, @case, incident, stands, at, age);
    }

    /// <summary>Most are agreed within hours, some amended upwards, one proposal to lower is still open, and the newest wait.</summary>
    private Grade Review(Household home, Case @case, Incident incident, RiskAssessment assessment, Grade grade, Grade standing, DateTime at, TimeSpan age)
    {
        var supervisor = By("response-supervisor");
        if (age < TimeSpan.FromDays(2) && standing > Grade.Standard)
        {
            home.Pending.Add((new Deadline("SecondaryReview", "", null, null, UnitOf(UnitKind.SpecialistDa, home.Area).Id, null, at, at.AddMinutes(Minutes("SecondaryReview"))), @case, incident));
        }

        if (age < TimeSpan.FromHours(14))
        {
            home.Pending.Add((new Deadline("SupervisorSignOff", "", null, null, supervisor.UnitId!.Value, null, at, at.AddMinutes(Minutes("SupervisorSignOff"))), @case, incident));
            return standing;
        }

        if (grade < standing && age > TimeSpan.FromDays(60))
        {
            return Lower(@case, incident, assessment, grade, supervisor, at);
        }

        var amended = grade < standing ? standing : grade < Grade.High && Chance(0.08) ? grade + 1 : grade;
        var (stage, words) = amended == grade ? (DecisionStage.SupervisorAgreed, "Agreed. History and answers support it.")
            : (DecisionStage.SupervisorAmended, amended == standing && grade < standing ? "The earlier grade stands: nothing shows that it has become safer." : "Raised: the free text describes control after separation that the ticks do not show.");
        Decide(assessment, stage, amended, words, supervisor, at.AddHours(3), $"The assessment for {incident.Reference}");
        Tell(@case, at.AddHours(3), TimelineKind.Risk, amended == grade ? $"Supervisor agreed: {amended} risk" : $"Supervisor amended to {amended} risk", words, supervisor, null);
        return amended > standing ? amended : standing;
    }

    /// <summary>As RSK-9 wants it: spoken to, a listed reason, and two people.</summary>
    private Grade Lower(Case @case, Incident incident, RiskAssessment assessment, Grade grade, User supervisor, DateTime at)
    {
        var (second, reason) = (By("response-supervisor-2"), inForce.Policy.Assessment.LoweringReasons[0]);
        var grounds = new GradeGrounds("She was spoken to alone and feels safer since he moved away.", $"The assessment for {incident.Reference}", at.AddHours(2), reason);
        db.GradeDecisions.Add(new GradeDecision(assessment, DecisionStage.LoweringProposed, grade, grounds, supervisor, inForce.Policy.Version, at.AddHours(3)));
        db.GradeDecisions.Add(new GradeDecision(assessment, DecisionStage.LoweringConfirmed, grade, grounds with { Reason = "Agreed after ringing her too." }, second, inForce.Policy.Version, at.AddHours(5)));
        Tell(@case, at.AddHours(5), TimelineKind.Risk, $"Lowered to {grade} risk by a second person", "Agreed after ringing her too.", second, null);
        return grade;
    }

    private void Decide(RiskAssessment assessment, DecisionStage stage, Grade grade, string words, User by, DateTime at, string information) =>
        db.GradeDecisions.Add(new GradeDecision(assessment, stage, grade, new GradeGrounds(words, information), by, inForce.Policy.Version, at));

    private void Route(Household home, Case @case, Incident incident, Grade grade, DateTime at, TimeSpan age)
    {
        var offence = Offences.Find(incident.Offence);
        var facts = new RoutingFacts(grade, offence?.Serious == true, home.HonourBased, RepeatCounting.Within(home.Reported, at, 12) >= 2, offence?.IsCrime == true, RepeatCounting.Within(home.Reported, at, 12));
        var decision = RoutingRules.Decide(facts, inForce.Policy);
        Tell(@case, at.AddMinutes(1), TimelineKind.Ownership, $"Routed by {decision.RuleId}", $"{decision.Because} Policy {decision.PolicyVersion}.", By("response-officer"), null);
        foreach (var current in owners[@case].Where(r => r.IsCurrent).ToList())
        {
            var target = UnitOf(decision.UnitFor(current.Kind), home.Area);
            if (current.OwnerUnitId == target.Id)
            {
                continue;
            }

            var earlier = offers[@case].Find(o => o.Kind == current.Kind && o.Status == OfferStatus.Open);
            earlier?.Withdraw(at);
            home.Pending.RemoveAll(p => p.Deadline.Kind == "HandoverAcceptance" && p.Deadline.Subject == CaseRouter.Subject(@case, current.Kind));
            var offer = new HandoverOffer(@case, current.Kind, current.OwnerUnitId, target.Id, decision.Because, decision.RuleId, decision.PolicyVersion, By("response-officer").Id, at.AddMinutes(1));
            db.HandoverOffers.Add(offer);
            offers[@case].Add(offer);
            if (age > TimeSpan.FromHours(20) && !Chance(0.02))
            {
                // Two calls within two hours: the second finds it where the first will have put it.
                var acceptedAt = current.AcceptedAt > at.AddHours(2) ? current.AcceptedAt : at.AddHours(2);
                var accepts = users.Values.FirstOrDefault(u => u.UnitId == target.Id)?.Id;
                offer.Accept(accepts ?? By("specialist").Id, acceptedAt);
                Own(current.PassTo(target.Id, accepts, acceptedAt, CameBy.Accepted, accepts ?? By("specialist").Id));
                Tell(@case, at.AddHours(2), TimelineKind.Ownership, $"{target.Name} accepted {CaseRouter.Words(current.Kind)}", null, By("specialist"), null);
            }
            else
            {
                home.Pending.Add((new Deadline("HandoverAcceptance", CaseRouter.Subject(@case, current.Kind), null, null, target.Id, null, at, at.AddMinutes(Minutes("HandoverAcceptance"))), @case, null));
            }
        }

        if (grade == Grade.High)
        {
            highRisk.Add((@case, grade, at, home));
        }
    }

    /// <summary>Fortnightly meetings by area over the year and the next month, each with the referrals of the weeks before it.</summary>
    private void MakeMeetings()
    {
        var referred = new Dictionary<Case, Referral>();
        var referrals = new List<Referral>();
        foreach (var (@case, _, at, home) in highRisk)
        {
            if (referred.TryGetValue(@case, out var last) && at < last.ReferredAt.AddDays(45))
            {
                continue;
            }

            if (now - at < TimeSpan.FromHours(30))
            {
                if (home.Pending.Exists(p => p.Deadline.Kind == "MaracReferral"))
                {
                    continue;
                }

                home.Pending.Add((new Deadline("MaracReferral", @case.Reference, null, null, UnitOf(UnitKind.Safeguarding, home.Area).Id, null, at, at.AddMinutes(Minutes("MaracReferral"))), @case, null));
                continue;
            }

            var raisedAt = at.AddHours(random.Next(3, 24));
            var referral = new Referral(Next(References.Series("MR", at)), @case, last is null ? ReferralCriterion.VisibleHighRisk : ReferralCriterion.Repeat, "High risk of serious harm; see the assessment and the history.", inForce.Policy.Marac.LawfulBases[Chance(0.7) ? 0 : 1], Chance(0.6) ? "Wants to stay at home safely with the children." : null, Chance(0.9), home.Area.Id, By("specialist"), inForce.Policy.Version, raisedAt);
            db.Referrals.Add(referral);
            referred[@case] = referral;
            referrals.Add(referral);
            Tell(@case, raisedAt, TimelineKind.Marac, $"Referred to MARAC ({referral.Reference})", referral.Reason, By("specialist"), $"/marac/referrals/{referral.Reference}");
            Log(raisedAt, By("specialist"), AuditAct.Disclosure, "marac.referred", Subject.Case(@case.Reference), referral.Reference);
        }

        foreach (var area in areas)
        {
            var day = DateOnly.FromDateTime(now).AddDays(-364 + (areas.IndexOf(area) * 3));
            for (; day < DateOnly.FromDateTime(now).AddDays(35); day = day.AddDays(14))
            {
                MakeMeeting(area, day, referrals);
            }
        }

        foreach (var waiting in referrals.Where(r => r.Status == ReferralStatus.Waiting))
        {
            households.Find(h => h.Case == waiting.Case)!.Pending.Add((new Deadline("MaracListing", waiting.Reference, null, null, UnitOf(UnitKind.MaracOffice, areas[0]).Id, null, waiting.ReferredAt, waiting.ReferredAt.AddMinutes(Minutes("MaracListing"))), waiting.Case, null));
        }
    }

    private void MakeMeeting(Area area, DateOnly day, List<Referral> referrals)
    {
        // Agendas close eight days before; the two newest referrals of an area always wait, so that there is something to list.
        var closes = day.ToDateTime(new TimeOnly(9, 0), DateTimeKind.Utc).AddDays(-8);
        var meeting = new Meeting(Next(References.Series("MM", closes)), area.Id, day, new TimeOnly(9, 30), $"{area.Name} civic centre, room 2", inForce.Policy.Marac.Capacity, inForce.Policy.Marac.MinutesPerCase);
        db.Meetings.Add(meeting);
        foreach (var referral in referrals.Where(r => r.AreaId == area.Id && r.Status == ReferralStatus.Waiting && r.ReferredAt < closes).SkipLast(closes > now.AddDays(-8) ? 2 : 0).ToList())
        {
            meeting.List(referral, closes);
            Tell(referral.Case, closes, TimelineKind.Marac, $"Listed for MARAC on {day:d MMM yyyy}", null, By("marac-coordinator"), $"/marac/meetings/{meeting.Reference}");
            if (day < DateOnly.FromDateTime(now))
            {
                referral.Hear();
            }
        }
    }

    /// <summary>Two calls that somebody is still on.</summary>
    private void Unfinished()
    {
        foreach (var minutes in new[] { 4, 11 })
        {
            var at = now.AddMinutes(-minutes);
            var incident = new Incident(Next(References.Series("DA", at)), Key(), By("call-handler").Id, at) { Channel = Channel.Emergency999 };
            ReportFields.Find("caller-number")!.Set(incident, Pick(households).Phone);
            ReportFields.Find("what-happened")!.Set(incident, "Line is open. Shouting heard. Caller whispering.");
            db.Incidents.Add(incident);
        }
    }

    private void CloseQuietCases()
    {
        foreach (var home in households.Where(h => h.Case is not null && h.Case.LastIncidentAt < now.AddDays(-110) && h.Pending.Count == 0))
        {
            var at = home.Case!.LastIncidentAt.AddDays(80);
            if (offers[home.Case].Exists(o => o.Status == OfferStatus.Open))
            {
                continue;
            }

            home.Case.CloseAsTold(at);
            foreach (var owner in owners[home.Case].Where(r => r.IsCurrent))
            {
                owner.End(at);
            }

            Tell(home.Case, at, TimelineKind.Ownership, $"Case {home.Case.Reference} closed", "Risk reviewed, plan handed over, victim told.", By("specialist-supervisor"), null);
        }
    }

    /// <summary>Who is the primary aggressor was decided for the first two pairs, and corrected for the first; the others wait.</summary>
    private async Task DecideBetween(CancellationToken cancel)
    {
        var officer = By("specialist");
        var corrected = false;
        foreach (var turned in households.Skip(Pairs).Where(h => h.Case is { Restricted: false }).Take(2))
        {
            var first = households.Take(Pairs).First(h => h.Victim == turned.Suspect && h.Suspect == turned.Victim);
            var at = turned.Case!.LastIncidentAt.AddHours(5);
            var decision = new AggressorDecision(first.Case!.Id, turned.Case.Id, corrected ? turned.Victim.Id : null, "Both accounts taken apart, injuries seen, the history of each direction.", "Accounts differ and the injuries have not been examined yet.", officer.Id, null, at);
            db.AggressorDecisions.Add(decision);
            await db.SaveChangesAsync(cancel);
            if (!corrected)
            {
                db.AggressorDecisions.Add(new AggressorDecision(first.Case.Id, turned.Case.Id, turned.Victim.Id, "The doctor's note, body-worn video and the earlier assessments.", "Marks are from being held off. Fear, control and the history run one way.", officer.Id, decision.Id, at.AddDays(1)));
                await db.SaveChangesAsync(cancel);
            }

            corrected = true;
        }
    }

    /// <summary>Warnings on addresses: one that has been reported from, and a refuge.</summary>
    private async Task MarkPlaces(CancellationToken cancel)
    {
        var today = DateOnly.FromDateTime(now);
        db.Markers.Add(new Marker(MarkerKind.OfficerSafety, "Two large dogs, not tied up. Knock from the gate.", By("neighbourhood-officer").Id, now.AddDays(-40), null, today.AddDays(12)).At(households[0].Address));
        db.Markers.Add(new Marker(MarkerKind.RefugeOrConfidential, "Women's refuge. The address is given to nobody.", By("specialist").Id, now.AddDays(-200), null, today.AddDays(160)).At("3 Larch Hollow, WM7 4AP"));
        db.ChangeTracker.DetectChanges();
        await db.SaveChangesAsync(cancel);
    }

    /// <summary>Timeline lines and deadlines hold ids, which are known only now.</summary>
    private async Task GiveDeadlinesTheirCases(CancellationToken cancel)
    {
        foreach (var (@case, at, kind, headline, detail, by, link) in told)
        {
            db.Timeline.Add(new TimelineEntry(@case.Id, at, kind, headline, detail, by.Id, by.FullName, link));
        }

        var assessments = db.Assessments.Local.ToDictionary(a => a.Incident, a => a.Id);
        foreach (var (d, @case, incident) in households.SelectMany(h => h.Pending))
        {
            var subject = d.Kind is "SupervisorSignOff" or "SecondaryReview" ? GradeBook.AssessmentSubject(assessments[incident!]) : d.Subject;
            db.Deadlines.Add(new Deadline(d.Kind, subject, @case.Id, incident?.Id, d.OwnerUnitId, d.OwnerUserId, d.OpenedAt, d.DueAt));
        }

        foreach (var past in logged.OrderBy(e => e.At))
        {
            trail.Enlist(past);
        }

        db.ChangeTracker.DetectChanges();
        await db.SaveChangesAsync(cancel);
    }

    private void Tell(Case @case, DateTime at, TimelineKind kind, string headline, string? detail, User by, string? link) => told.Add((@case, at, kind, headline, detail, by, link));

    private void Log(DateTime at, User by, AuditAct act, string code, Subject subject, string detail) =>
        logged.Add(new AuditEvent(at, by.Id, by.UserName!, act, code, subject, detail, null));

    private int Minutes(string kind) => inForce.Policy.MinutesOf(kind);
}
