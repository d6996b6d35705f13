using DaCaseManagement.Imports;
using DaCaseManagement.Incidents;
using DaCaseManagement.IntegrationTests.App;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.IntegrationTests.Imports;

/// <summary>What becomes of an incidents file: people by reference, cases by pair, and no clock started for the past.</summary>
public sealed class IncidentImportTests(ForceApp app) : IClassFixture<ForceApp>
{
    private const string People = "Ref,Forenames,Surname\nv1,Ottilie,Gannet\ns1,Barnaby,Thrupple\nv2,Ottilie,Gannet\nk1,Wren,Gannet\n";
    private const string Headings = "Log No,Reported,Offence,Victim,Suspect,Suspect Surname,Children,Description,Status,Closed,Caller Number\n";

    [Fact, Rule("ACC-5")]
    public async Task IncidentsOfOnePair_AreInOneClosedCase_WithoutGradeOwnerOrDeadline()
    {
        await app.Import(ImportKind.People, People, "ONE");

        var line = await app.Import(ImportKind.Incidents, Headings + "l1,21/06/2019 14:02,ABH,v1,s1,,k1,He said,Closed,01/07/2019 09:00,\nl2,21/06/2017 14:02,Affray,V1,S1,,,Again,Closed,,\nl3,21/06/2018 14:02,,v2,s1,,,,,,\n", "ONE");

        (line.Added, line.Refused, line.Flagged).ShouldBe((3, 0, 1));
        var l1 = await Incident("ONE", "L1");
        (l1.Status, l1.StartedAt, l1.Offence).ShouldBe((IncidentStatus.Closed, new DateTime(2019, 6, 21, 13, 2, 0), "ABH"));
        l1.People.OrderBy(p => p.Slot).Select(p => (p.Part, p.GivenNames)).ShouldBe([(Part.Victim, "Ottilie"), (Part.Suspect, "Barnaby"), (Part.Child, "Wren")]);
        l1.Reference.ShouldStartWith("DA-19-");
        var cases = await CasesOf(l1.Id);
        cases.ShouldBe(await CasesOf((await Incident("ONE", "L2")).Id));

        // The decoy victim has the same name and is somebody else.
        cases.ShouldNotBe(await CasesOf((await Incident("ONE", "L3")).Id));
        await app.Db(async db =>
        {
            var @case = await db.Cases.SingleAsync(c => c.Id == cases.Single());
            (@case.Grade, @case.OpenedAt.Year, @case.ClosedAt).ShouldBe((null, 2017, new DateTime(2019, 7, 1, 8, 0, 0)));
            (await db.Responsibilities.AnyAsync(r => r.CaseId == @case.Id)).ShouldBeFalse();
            (await db.Deadlines.AnyAsync(d => d.CaseId == @case.Id)).ShouldBeFalse();
            (await db.Timeline.CountAsync(t => t.CaseId == @case.Id)).ShouldBe(2);
        });
    }

    [Fact, Rule("ACC-5"), Rule("RTE-1")]
    public async Task AnIncidentThatIsSaidToBeOpen_HasOwnersAndADeadline_AsAnyReport()
    {
        await app.Import(ImportKind.People, People, "TWO");

        await app.Import(ImportKind.Incidents, Headings + "l1,21/06/2019 14:02,ABH,v1,s1,,,,Closed,,\nl2,21/06/2020 14:02,ABH,v1,s1,,,,Open,,\nl3,21/06/2018 14:02,ABH,v1,s1,,,,Closed,,\n", "TWO");

        var open = (await CasesOf((await Incident("TWO", "L2")).Id)).Single();
        await app.Db(async db =>
        {
            (await db.Cases.Where(c => c.Id == open).Select(c => c.ClosedAt).SingleAsync()).ShouldBeNull();
            (await db.Responsibilities.CountAsync(r => r.CaseId == open && r.IsCurrent)).ShouldBe(3);
            (await db.Deadlines.CountAsync(d => d.CaseId == open && d.IsOpen && d.Kind == "Assessment")).ShouldBe(1);
        });

        // What comes later belongs to the pair's open case.
        (await CasesOf((await Incident("TWO", "L3")).Id)).ShouldBe([open]);
    }

    [Fact, Rule("ACC-5")]
    public async Task SomebodyWhoWasNotImported_RefusesTheRow_UntilTheyAre()
    {
        const string File = Headings + "l1,21/06/2019 14:02,ABH,v1,s9,,,,,,\nl2,21/06/2019 14:02,ABH,v1,,,,,,,\n";
        await app.Import(ImportKind.People, People, "THREE");

        var first = await app.Import(ImportKind.Incidents, File, "THREE");
        (first.Added, first.Refused).ShouldBe((1, 1));
        (await app.Problems(first.Reference)).Single(p => p.Refused).AsTyped.ShouldBe("S9");

        await app.Import(ImportKind.People, "Ref,Surname\ns9,Late\n", "THREE");
        var second = await app.Import(ImportKind.Incidents, File, "THREE");
        (second.Added, second.Unchanged, second.Refused).ShouldBe((1, 1, 0));
    }

    [Fact, Rule("ACC-5"), Rule("PPL-2")]
    public async Task APersonNamedInTheRowAlone_IsANewRecord_OnceHoweverOftenTheFileComes()
    {
        await app.Import(ImportKind.People, People, "FOUR");
        var file = Headings + "l1,21/06/2019 14:02,ABH,v1,,Thrupple,,,,,07700 900021\n";

        await app.Import(ImportKind.Incidents, file, "FOUR");
        var people = await app.Db(db => db.People.CountAsync());
        await app.Import(ImportKind.Incidents, file, "FOUR");
        var changed = await app.Import(ImportKind.Incidents, file.Replace(",,07700 900021", ",,07700 900022", StringComparison.Ordinal).Replace(",,,,,0", ",,Shouting,,,0", StringComparison.Ordinal), "FOUR");

        (await app.Db(db => db.People.CountAsync())).ShouldBe(people);
        (changed.Changed, changed.Flagged).ShouldBe((1, 1));
        var incident = await Incident("FOUR", "L1");
        (incident.WhatHappened, incident.CallerNumber).ShouldBe(("Shouting", "07700 900021"));
        (await app.Db(db => db.IncidentChanges.Where(c => c.IncidentId == incident.Id).Select(c => c.Field).ToListAsync())).ShouldBe(["what-happened"]);
        var suspect = incident.People.Single(p => p.Part == Part.Suspect).PersonId;
        suspect.ShouldNotBe(await app.Db(db => db.LegacyRecords.Where(r => r.Source == "FOUR" && r.Reference == "S1").Select(r => r.PersonId).SingleAsync()));
    }

    private Task<Incident> Incident(string source, string reference) => app.Db(db => db.Incidents.Include(i => i.People)
        .SingleAsync(i => db.LegacyRecords.Any(r => r.IncidentId == i.Id && r.Source == source && r.Reference == reference)));

    private Task<List<long>> CasesOf(long incident) => app.Db(db => db.CaseIncidents.Where(c => c.IncidentId == incident).Select(c => c.CaseId).ToListAsync());
}
