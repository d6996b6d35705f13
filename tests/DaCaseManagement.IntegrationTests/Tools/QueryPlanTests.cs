using System.Text.RegularExpressions;

using DaCaseManagement.Cases;
using DaCaseManagement.Clocks;
using DaCaseManagement.Data;
using DaCaseManagement.Incidents;
using DaCaseManagement.IntegrationTests.App;
using DaCaseManagement.Oversight;
using DaCaseManagement.People;
using DaCaseManagement.Policy;
using DaCaseManagement.Risk;
using DaCaseManagement.Routing;
using DaCaseManagement.Sqlite;
using DaCaseManagement.SqlServer;
using DaCaseManagement.Worklists;

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;

namespace DaCaseManagement.IntegrationTests.Tools;

/// <summary>Nobody who waits on the telephone waits for a table to be read from end to end.</summary>
public sealed partial class QueryPlanTests(GeneratedForce force) : IClassFixture<GeneratedForce>
{
    private static readonly FindHistory[] Asked =
    [
        new(Number: "07112 345678"), new(Address: "12 High Street, WM3 4QT"), new(Address: "12 High Street"), new(Family: "Smith"), new(Given: "J", Family: "Smi"), new(Given: "Sarah", Family: "Smyth"),
        new(Given: "Sarah", Family: "Smtih", Born: new PartialDate(1985, null, null)),
        new("07112 345678", "12 High Street, WM3 4QT", "Sarah", "Jones", new PartialDate(1985, 3, 4), Phone: "07112 345679", Home: "3 Mill Lane"),
    ];

    /// <summary>As of a force 250 times as large, and as of one that has never been analysed.</summary>
    public static TheoryData<string> WhatThePlannerKnows =>
    [
        "UPDATE sqlite_stat1 SET stat = (CAST(substr(stat, 1, instr(stat, ' ') - 1) AS INTEGER) * 250) || substr(stat, instr(stat, ' ')) WHERE stat LIKE '% %'",
        "DELETE FROM sqlite_stat1",
    ];

    [Theory, MemberData(nameof(WhatThePlannerKnows)), Rule("REC-2")]
    public async Task LookingPeopleUp_ReadsNoLargeTableFromEndToEnd(string whatThePlannerKnows)
    {
        await using var app = await Start(whatThePlannerKnows);
        var number = await app.App.Db(db => db.PersonPhones.Select(p => p.AsTyped).FirstAsync());

        await app.Ask("call-handler", [.. Asked, new FindHistory(number), new SearchPeople("Sarah", "Smyth", null, null, null)]);

        app.Plans.Seen.Count.ShouldBeGreaterThan(8);
        app.Plans.Scans.ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(WhatThePlannerKnows)), Rule("CLK-2")]
    public async Task ListsAndRecords_ReadNoLargeTableFromEndToEnd(string whatThePlannerKnows)
    {
        await using var app = await Start(whatThePlannerKnows);
        var known = await app.App.Db(db => db.CaseIncidents.Where(c => c.Case.ClosedAt == null).Select(c => new { Case = c.Case.Reference, Incident = c.Incident.Reference, Person = c.Case.Victim.Reference, Deadline = db.Deadlines.Where(d => d.CaseId == c.CaseId).Select(d => d.Id).First() }).FirstAsync());

        await app.Ask("specialist-supervisor",
        [
            new ViewWorklist(), new ViewWorklist(new WorkFilter(WorkOf.Mine, WorkGroup.Risk, true, Grade.High)), new ViewWorklist(new WorkFilter(Group: WorkGroup.FollowUp, Grade: Grade.Medium)), new ViewContacts(known.Case), new ViewFollowUp(known.Case), new ViewDeadline(known.Deadline),
            new ListCases(), new ListCases(Grade: Grade.High), new ListCases(MyUnit: true), new ListCases(true), new ViewCase(known.Case), new ViewOwners(known.Case),
            new ViewGradeHistory(known.Case), new ViewBothDirections(known.Case), new ListIncidents(IncidentList.Open), new ListIncidents(IncidentList.Closed), new ViewBriefing(known.Incident), new ViewAssessment(known.Incident, known.Case), new ListUnitReviews(), new ListUnitReviews(true), new ListChallenges(true),
            new ListSignOffs(), new ListUnassessed(), new ListUnassessed(1, 1, "630000000000000000-1-1"), new LookForLost(), new ViewExemption(known.Incident, known.Case), new ViewChanges(known.Case), new ViewCaseNeeds(known.Case),
            new ViewIncidentNeeds(known.Incident), new ViewVulnerability(known.Incident, known.Person), new ListMyAssessments(), new ListHints(), new ViewSupervision(new Period(null, null), SupervisionBy.Day), new ViewSupervisionRows(new Period(null, null), SupervisionBy.Day, null, SupervisionWhat.Queue),
            new ViewAllocation(known.Case), new ListBelowSkill(), new ViewOwnersAt(known.Case), new ViewDuty(), new ViewShiftEnd(), new ViewCaseload(), new ListHands(), new PreviewReassignment(null, null, null, null), new ViewColleague("specialist"), new FindOwnershipGaps(),
            new ViewPerson(known.Person), new ViewJoins(known.Person), new ViewPersonMarkers(known.Person), new ListDuplicates(),
        ]);

        // On a night when offices are closed the control room covers for others.
        app.App.Clock.Advance(WhenOfficesAreClosed(app.App));
        await app.Ask("control-room-supervisor", [new ViewWorklist(new WorkFilter(WorkOf.Cover)), new ViewWorklist(new WorkFilter(Grade: Grade.High, Late: true))]);

        app.Plans.Seen.Count.ShouldBeGreaterThan(30);
        app.Plans.Scans.ShouldBeEmpty();
    }

    private static TimeSpan WhenOfficesAreClosed(ForceApp app)
    {
        var (calendar, now) = (new DaCaseManagement.Clocks.WorkingCalendar(app.Policy().Clocks), app.Clock.Now);
        return TimeSpan.FromHours(Enumerable.Range(0, 48).First(h => !calendar.IsOpen(now.AddHours(h))));
    }

    [Theory, MemberData(nameof(WhatThePlannerKnows)), Rule("REC-10"), Rule("CLK-2")]
    public async Task TheBoardAndNotices_ReadNoLargeTableFromEndToEnd(string whatThePlannerKnows)
    {
        await using var app = await Start(whatThePlannerKnows);
        var open = await app.App.Db(db => db.CaseIncidents.Where(c => c.Incident.Status == IncidentStatus.Open && !c.Case.Restricted).Select(c => c.Incident.Reference).FirstAsync());

        await app.Ask("specialist-supervisor", [new ViewBoard(), new ViewOfficers(open), new ListNotices(), new ListNotices(NoticeFilter.Late), new ListNotices(NoticeFilter.Unread), new CountNotices()]);
        await app.Ask("control-room-supervisor", [new ViewBoard()]);

        app.Plans.Seen.Count.ShouldBeGreaterThan(10);
        app.Plans.Scans.ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(WhatThePlannerKnows)), Rule("REC-1")]
    public async Task TakingAReport_ReadsNoLargeTableFromEndToEnd(string whatThePlannerKnows)
    {
        await using var app = await Start(whatThePlannerKnows);
        var known = await app.App.Db(db => db.InvolvedPeople.Where(p => p.Phone != null && p.FamilyName != null).Select(p => new { p.Phone, p.Address, p.FamilyName }).FirstAsync());

        app.Plans.On = true;
        var told = await app.App.Report(known.FamilyName, number: known.Phone, location: known.Address);
        await app.App.Send("call-handler", new SendOfficers(told.Incident, "WM61", "2"));
        await app.App.Send("call-handler", new RecordArrival(told.Incident, null));
        await told.Assess(Story.High);
        await told.Review(Grade.High);
        app.Plans.On = false;

        app.Plans.Seen.Count.ShouldBeGreaterThan(30);
        app.Plans.Scans.ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(WhatThePlannerKnows)), Rule("RTE-4"), Rule("RTE-5")]
    public async Task GivingWorkToSomebody_ReadsNoLargeTableFromEndToEnd(string whatThePlannerKnows)
    {
        await using var app = await Start(whatThePlannerKnows);
        var held = await app.App.Db(db => db.Responsibilities.Where(r => r.IsCurrent && r.OwnerUnit!.Code == "DAU" && r.Kind == ResponsibilityKind.Investigation).Select(r => new { r.Case.Reference, r.OwnerUserId }).FirstAsync());
        var person = await app.App.Db(db => db.Users.Where(u => u.UnitId == db.Units.First(x => x.Code == "DAU").Id && u.Id != held.OwnerUserId).Select(u => u.Id).FirstAsync());
        var preview = await app.App.Send("specialist-supervisor", new PreviewReassignment(null, person, null, null));

        await app.Ask("specialist-supervisor",
        [
            new AllocateOwner(held.Reference, ResponsibilityKind.Investigation, person, "Nobody else."), new GoOnDuty(DaCaseManagement.Clocks.LocalTime.Of(app.App.Clock.Now.AddHours(6)).ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture)), new EndShift(null, null, null), new EnterAbsence(null, DaCaseManagement.Access.AbsenceKind.Training, "1/1/2090", null),
        ]);
        await app.Ask("analyst", [new LookAtDuty(), new FindAbsentOwners(), new FindLapsedShifts()]);
        try
        {
            await app.Ask("specialist-supervisor", [new ReassignMany(null, person, null, null, preview.Stamp, "Too much.", "Nobody else.")]);
        }
        catch (DaCaseManagement.Pipeline.RefusedException)
        {
            // The allocation may have changed what the preview showed: then it has been planned all the same.
        }

        app.Plans.Seen.Count.ShouldBeGreaterThan(20);
        app.Plans.Scans.ShouldBeEmpty();
    }

    [Fact, Rule("REC-2")]
    public async Task EveryIndexUsed_IsInTheSqlServerModelToo()
    {
        await using var app = await Start("DELETE FROM sqlite_stat1");
        await app.Ask("call-handler", Asked);
        var used = app.Plans.Seen.SelectMany(q => q.Value).SelectMany(line => Used().Matches(line).Select(m => m.Value)).Distinct().ToList();

        used.Count.ShouldBeGreaterThan(8);
        used.Except(IndexesOf("SqlServer").Select(i => i.GetDatabaseName()!)).ShouldBeEmpty();
    }

    /// <summary>A filtered index answers only who repeats its filter, and SQLite only who repeats it word for word.</summary>
    [Theory]
    [InlineData("Sqlite")]
    [InlineData("SqlServer")]
    public void EveryForeignKey_HasAnIndexThatHoldsEveryRowOfIt(string provider)
    {
        using var db = Open(provider);
        var keys = db.GetService<IDesignTimeModel>().Model.GetEntityTypes().Where(t => !t.IsOwned()).SelectMany(t => t.GetForeignKeys()).ToList();

        keys.Count.ShouldBeGreaterThan(40);
        keys.Where(k => !Holds(k)).Select(k => $"{k.DeclaringEntityType.GetTableName()}.{k.Properties[0].Name}").ShouldBeEmpty();

        static bool Holds(IForeignKey key) =>
            key.DeclaringEntityType.GetIndexes().Any(i => i.Properties[0] == key.Properties[0] && (i.GetFilter() is null || i.GetFilter() == $"[{key.Properties[0].Name}] IS NOT NULL"))
            || key.DeclaringEntityType.GetKeys().Any(k => k.Properties[0] == key.Properties[0]);
    }

    private async Task<Watched> Start(string whatThePlannerKnows)
    {
        var plans = new QueryPlans();
        var app = new ForceApp(Contents.Force, fromTemplate: false) { Also = services => services.ConfigureDbContext<CaseDbContext>(options => options.AddInterceptors(plans)) };
        File.Copy(force.File, app.SqliteFile);
        GeneratedForce.Ask(app.SqliteFile, whatThePlannerKnows);
        app.Start();
        return new Watched(app, plans);
    }

    private sealed record Watched(ForceApp App, QueryPlans Plans) : IAsyncDisposable
    {
        public async Task Ask(string account, MediatR.IBaseRequest[] requests)
        {
            foreach (var request in requests)
            {
                await App.As(account, async services =>
                {
                    // After the account has been read: only what the request itself asks.
                    Plans.On = true;
                    await ((dynamic)services.GetRequiredService<MediatR.IMediator>()).Send((dynamic)request, CancellationToken.None);
                    return true;
                });
                Plans.On = false;
            }
        }

        public async ValueTask DisposeAsync() => await ((IAsyncLifetime)App).DisposeAsync();
    }

    private static IEnumerable<IIndex> IndexesOf(string provider)
    {
        using var db = Open(provider);
        return [.. db.GetService<IDesignTimeModel>().Model.GetEntityTypes().SelectMany(t => t.GetIndexes())];
    }

    private static CaseDbContext Open(string provider) => new((DbContextOptions<CaseDbContext>)(provider == "Sqlite"
        ? SqliteSetup.Use(new DbContextOptionsBuilder<CaseDbContext>(), "Data Source=:memory:")
        : SqlServerSetup.Use(new DbContextOptionsBuilder<CaseDbContext>(), "Server=nowhere;Encrypt=false")).Options);

    [GeneratedRegex("IX_[A-Za-z_]+")]
    private static partial Regex Used();
}
