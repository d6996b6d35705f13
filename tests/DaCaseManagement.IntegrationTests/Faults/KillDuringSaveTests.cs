using System.Globalization;

using DaCaseManagement.Audit;
using DaCaseManagement.IntegrationTests.App;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.IntegrationTests.Faults;

/// <summary>INV-5: what was acknowledged is there, once, whatever happens to the process. The number of kills is 5, or what DACASE_KILLS says.</summary>
public sealed class KillDuringSaveTests
{
    private const int Clients = 4;

    [Fact, Rule("INV-5"), Rule("INV-8"), Rule("REC-1")]
    public async Task EveryAcknowledgedSave_SurvivesAKill_Once()
    {
        var kills = int.TryParse(Environment.GetEnvironmentVariable("DACASE_KILLS"), CultureInfo.InvariantCulture, out var given) ? given : 5;
        var directory = Directory.CreateTempSubdirectory("dacase-kill-").FullName;
        Templates.CopyTo(directory, Contents.Force);
        var random = new Random(20_261_121);
        var clients = Enumerable.Range(1, Clients).Select(n => new SavingClient(n)).ToList();
        for (var round = 0; round < kills; round++)
        {
            using var web = await WebProcess.Start(directory);
            foreach (var client in clients)
            {
                await client.GoTo(web.Address);
            }

            var saving = clients.Select(c => c.SaveUntilItIsGone()).ToList();

            // After some saves, however slow the machine is; and then at any moment of the next.
            var enough = clients.Sum(c => c.Kept) + random.Next(4, 30);
            while (clients.Sum(c => c.Kept) < enough && !saving.Exists(s => s.IsCompleted))
            {
                await Task.Delay(1);
            }

            await Task.Delay(random.Next(30));
            await web.Kill();
            await Task.WhenAll(saving);
        }

        using (var web = await WebProcess.Start(directory))
        {
            foreach (var client in clients)
            {
                // What was on its way at the last kill, and one more.
                await client.GoTo(web.Address);
                await client.Save();
                await client.Save();
            }
        }

        await Check(directory, clients);
        clients.ForEach(c => c.Dispose());
        Directory.Delete(directory, recursive: true);
    }

    private static async Task Check(string directory, List<SavingClient> clients)
    {
        await using var db = Programs.Open(directory);
        (await db.Database.SqlQueryRaw<string>("SELECT integrity_check AS Value FROM pragma_integrity_check").ToListAsync()).ShouldBe(["ok"]);
        clients.Sum(c => c.Acknowledged.Count).ShouldBeGreaterThan(Clients * 5);
        clients.Select(c => c.Reference).Distinct().Count().ShouldBe(Clients);
        foreach (var client in clients)
        {
            var kept = await db.IncidentChanges.Where(c => db.Incidents.Any(i => i.Id == c.IncidentId && i.Reference == client.Reference)).OrderBy(c => c.Id).Select(c => new { c.Field, c.New }).ToListAsync();
            kept.Select(c => (c.Field, c.New)).ShouldBe(client.Acknowledged, client.Reference);
            var logged = await db.AuditEvents.CountAsync(e => e.SubjectReference == client.Reference && (e.Code == "report.started" || e.Code == "report.saved"));
            logged.ShouldBe(client.Acknowledged.Count, client.Reference);
        }

        // The anchor may lag behind the log after a kill; it may never disagree with it.
        var verdict = await new AuditVerification(db, AuditAnchor.ReadAll(directory)).Run(CancellationToken.None);
        verdict.Bad.ShouldBeNull();
        verdict.Anchors.ShouldBe(1);
    }
}
