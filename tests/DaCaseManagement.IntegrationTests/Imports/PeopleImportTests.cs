using System.Globalization;

using DaCaseManagement.Access;
using DaCaseManagement.Imports;
using DaCaseManagement.IntegrationTests.App;
using DaCaseManagement.People;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.IntegrationTests.Imports;

/// <summary>What becomes of a people file, whoever started it.</summary>
public sealed class PeopleImportTests(ForceApp app) : IClassFixture<ForceApp>
{
    private const string Headings = "Ref,Forenames,Surname,DOB,Sex,Phone,Address,Ethnicity\n";

    [Fact, Rule("ACC-5"), Rule("PPL-1")]
    public async Task APerson_IsTakenOver_WithWhatIsKnown_AndTheSameFileAgainChangesNothing()
    {
        const string File = Headings + "a1,Zoë,Brontë,c. 1985,F,07700 900001|07700 900002,\"1 Gannet Wharf, WM3 4QT\",\na2,Zoë,Brontë,01/01/1900,,,,\n";

        var first = await app.Import(ImportKind.People, File, "ONE");
        var before = await Everything();
        var second = await app.Import(ImportKind.People, File, "ONE");

        (first.Added, first.Changed, first.Unchanged, first.Refused).ShouldBe((2, 0, 0, 0));
        (second.Added, second.Changed, second.Unchanged, second.Refused).ShouldBe((0, 0, 2, 0));
        (await Everything()).ShouldBe(before);
        var zoe = await Person("ONE", "A1");
        (zoe.DisplayName, zoe.Born, zoe.BirthEstimated, zoe.Gender, zoe.Ethnicity).ShouldBe(("Zoë Brontë", new PartialDate(1985, null, null), true, Gender.Female, null));
        zoe.Phones.Select(p => p.Key).ShouldBe(["+447700900001", "+447700900002"], ignoreOrder: true);

        // The decoy has the same name: another record, until a person says otherwise.
        var other = await Person("ONE", "A2");
        (other.Id == zoe.Id, other.Born, other.SameAsId).ShouldBe((false, null, null));
    }

    [Fact, Rule("ACC-5")]
    public async Task ChangedContent_AddsWhatIsNew_RemovesNothing_AndSaysWhatStays()
    {
        await app.Import(ImportKind.People, Headings + "b1,Ida,Pellow,3/4/1985,F,07700 900011,,Polish\nb2,Ida,Pellow,,,,,\n", "TWO");

        var line = await app.Import(ImportKind.People, Headings + "b1,Ida,Siddall,3/5/1985,F,07700 900012,,Welsh\nb2,Ida,Pellow,,,,,\n", "TWO");

        (line.Added, line.Changed, line.Unchanged, line.Flagged).ShouldBe((0, 1, 1, 1));
        var ida = await Person("TWO", "B1");
        (ida.FamilyName, ida.Born, ida.Ethnicity).ShouldBe(("Pellow", new PartialDate(1985, 4, 3), "Polish"));
        ida.Names.Select(n => n.Family).ShouldBe(["Pellow", "Siddall"], ignoreOrder: true);
        ida.Phones.Count.ShouldBe(2);
        var kept = await app.Db(db => db.LegacyRecords.Where(r => r.Source == "TWO" && r.Reference == "B1").Select(r => r.KeptAsTyped).SingleAsync());
        kept!.Split('\n').ShouldBe(["Date of birth: 3 May 1985", "Ethnicity: Welsh"], ignoreOrder: true);
    }

    [Fact, Rule("ACC-5")]
    public async Task TheSameReferenceOfAnotherSystem_IsAnotherPerson()
    {
        await app.Import(ImportKind.People, Headings + "c1,Ida,Pellow,,,,,\n", "THREE");
        (await app.Import(ImportKind.People, Headings + "c1,Ida,Pellow,,,,,\n", "FOUR")).Added.ShouldBe(1);
        (await Person("THREE", "C1")).Id.ShouldNotBe((await Person("FOUR", "C1")).Id);
    }

    [Fact, Rule("ACC-5")]
    public async Task KilledHalfWay_ItGoesOnAfterTheLastCommittedBatch_AndNothingHappensTwice()
    {
        const int Rows = 3_500;
        var text = Headings + string.Concat(Enumerable.Range(0, Rows).Select(i => $"d{i},Maeve,Duxbury,1990,F,,,\n"));
        var (reference, id) = await app.Prepare(ImportKind.People, text, "FIVE");

        // Thrown where a killed process would end: the first batch is committed, the lease is not given back.
        await Should.ThrowAsync<IOException>(app.Run(id, text, _ => throw new IOException("killed")));
        var killed = await app.Line(reference);
        killed.RowsDone.ShouldBe(ImportRun.BatchRows);
        killed.Status.ShouldBe(ImportStatus.Running);

        // Nobody else may touch it while the dead process's lease lasts.
        (await app.Run(id, text)).ShouldBeFalse();
        app.Clock.Advance(ImportLease.Length + TimeSpan.FromSeconds(1));
        (await app.Run(id, text)).ShouldBeTrue();

        var done = await app.Line(reference);
        (done.Status, done.RowsDone, done.Added, done.Unchanged).ShouldBe((ImportStatus.Done, (long)Rows, (long)Rows, 0L));
        (await app.Db(db => db.LegacyRecords.CountAsync(r => r.Source == "FIVE"))).ShouldBe(Rows);
        (await app.Db(db => db.AuditEvents.CountAsync(e => e.Code == "import.batch" && e.SubjectReference == reference))).ShouldBe(4);
    }

    [Fact, Rule("ACC-5")]
    public async Task CancelledInOrder_ItCanGoOnAtOnce()
    {
        var text = Headings + string.Concat(Enumerable.Range(0, 2_100).Select(i => $"e{i},Maeve,Duxbury,1990,F,,,\n"));
        var (reference, id) = await app.Prepare(ImportKind.People, text, "SIX");
        using var stop = new CancellationTokenSource();

        await Should.ThrowAsync<OperationCanceledException>(app.Run(id, text, _ => stop.Cancel(), stop.Token));
        (await app.Run(id, text)).ShouldBeTrue();

        (await app.Line(reference)).Added.ShouldBe(2_100);
    }

    [Fact, Rule("ACC-5")]
    public async Task Stopped_ItKeepsWhatItHas_AndGoesOnWhenSomebodySaysSo()
    {
        var text = Headings + string.Concat(Enumerable.Range(0, 2_100).Select(i => $"f{i},Maeve,Duxbury,1990,F,,,\n"));
        var (reference, id) = await app.Prepare(ImportKind.People, text, "SEVEN");

        (await app.Run(id, text, _ => app.Send("records-staff", new StopImport(reference)).GetAwaiter().GetResult())).ShouldBeFalse();
        (await app.Line(reference)).ShouldSatisfyAllConditions(l => l.Status.ShouldBe(ImportStatus.Stopped), l => l.Added.ShouldBe(ImportRun.BatchRows));
        await app.Send("records-staff", new StartImport(reference, Headings.TrimEnd().Split(',')));
        (await app.Run(id, text)).ShouldBeTrue();

        (await app.Line(reference)).Added.ShouldBe(2_100);
    }

    [Fact, Rule("ACC-5")]
    public async Task BrokenRows_AreRefusedOneByOne_WithTheirReason_AndTheOthersAreTakenOver()
    {
        var file = Headings + "g1,Ida,Pellow,,,,,\ng2,Ida\n,No,Reference,,,,,\ng4,\"Ida \"broken\" quote,Pellow,,,,,\ng5,Ida,Pellow,31/02/1985,,,,\ng6," + new string('x', 1_500_000) + ",Pellow,,,,,\ng7,Ida,Pellow,,,,,\n";

        var line = await app.Import(ImportKind.People, file, "EIGHT");

        (line.Added, line.Refused, line.Flagged).ShouldBe((3, 4, 1));
        var problems = await app.Problems(line.Reference);
        problems.Where(p => p.Refused).Select(p => p.Row).Distinct().Order().ShouldBe([3, 4, 5, 7]);
        problems.Single(p => !p.Refused).ShouldSatisfyAllConditions(p => p.Row.ShouldBe(6), p => p.Column.ShouldBe("DOB"), p => p.AsTyped.ShouldBe("31/02/1985"));
        problems.ShouldAllBe(p => p.Why.Length > 0);
        problems.Select(p => p.Row).ShouldBeInOrder();
    }

    [Fact, Rule("ACC-5")]
    public async Task AnAccountThatMayNoLongerImport_ImportsNothingMore()
    {
        const string Text = Headings + "h1,Ida,Pellow,,,,,\n";
        var (reference, id) = await app.Prepare(ImportKind.People, Text, "NINE");
        await app.Db(db => db.Users.Where(u => u.UserName == "records-staff").ExecuteUpdateAsync(s => s.SetProperty(u => u.DisabledAt, DateTime.UtcNow)));
        try
        {
            await Should.ThrowAsync<Pipeline.NotPermittedException>(app.Run(id, Text));
        }
        finally
        {
            await app.Db(db => db.Users.Where(u => u.UserName == "records-staff").ExecuteUpdateAsync(s => s.SetProperty(u => u.DisabledAt, (DateTime?)null)));
        }

        (await app.Line(reference)).RowsDone.ShouldBe(0);
    }

    [Fact, Rule("ACC-5")]
    public async Task TwentyThousandRows_GoThrough_EachOnce()
    {
        var text = Headings + string.Concat(Enumerable.Range(0, 20_000).Select(i => string.Create(CultureInfo.InvariantCulture, $"k{i},Priya,Hallam{i % 900},{1950 + (i % 60)},F,,,\n")));

        var line = await app.Import(ImportKind.People, text, "TEN");

        (line.RowsDone, line.Added, line.Refused).ShouldBe((20_000, 20_000, 0));
        (await app.Db(db => db.LegacyRecords.Where(r => r.Source == "TEN").Select(r => r.PersonId).Distinct().CountAsync())).ShouldBe(20_000);
    }

    private Task<Person> Person(string source, string reference) => app.Db(db => db.People.Include(p => p.Names).Include(p => p.Phones).Include(p => p.Addresses)
        .SingleAsync(p => db.LegacyRecords.Any(r => r.PersonId == p.Id && r.Source == source && r.Reference == reference)));

    private Task<string> Everything() => app.Db(async db => string.Join(' ', await db.People.CountAsync(), await db.PersonNames.CountAsync(), await db.PersonPhones.CountAsync(), await db.PersonAddresses.CountAsync(), await db.LegacyRecords.CountAsync(), await db.People.SumAsync(p => p.Version)));
}
