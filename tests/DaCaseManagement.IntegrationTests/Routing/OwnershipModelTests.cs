using System.Globalization;

using DaCaseManagement.Access;
using DaCaseManagement.Clocks;
using DaCaseManagement.IntegrationTests.Access;
using DaCaseManagement.IntegrationTests.App;
using DaCaseManagement.Pipeline;
using DaCaseManagement.Risk;
using DaCaseManagement.Routing;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.IntegrationTests.Routing;

/// <summary>Random people do random things with who owns what, in any order and also two at once, with the real requests on a real database. After every step each open case has exactly
/// one owner of each responsibility, and its owners follow each other to the tick (INV-1).</summary>
public sealed class OwnershipModelTests(ForceApp app) : IClassFixture<ForceApp>
{
    private static readonly string[] People = ["response-officer", "response-supervisor", "specialist", "specialist-supervisor", "safeguarding-officer", "safeguarding-supervisor", "neighbourhood-officer", "control-room-supervisor"];

    // The full count is a command: DACASE_SEQUENCES=500 dotnet test tests/DaCaseManagement.IntegrationTests --filter OwnershipModelTests
    private static readonly int Sequences = int.Parse(Environment.GetEnvironmentVariable("DACASE_SEQUENCES") ?? "12", CultureInfo.InvariantCulture);

    [Fact, Rule("INV-1"), Rule("RTE-1"), Rule("RTE-2")]
    public async Task AnyOrderOfHandovers_LeavesEachResponsibilityWithOneOwnerAtEveryInstant()
    {
        var done = new Dictionary<string, int>();
        for (var seed = 0; seed < Sequences; seed++)
        {
            var random = new Random(seed);
            var cases = new List<Told> { await app.Report(), await app.Report() };
            await cases[0].Assess(Story.High);
            for (var step = 0; step < 30; step++)
            {
                // Now and then several things in the same tick of the clock.
                app.Clock.Advance(random.Next(4) == 0 ? TimeSpan.Zero : TimeSpan.FromMinutes(random.Next(1, 200)));
                var acts = new List<(string Name, Func<Task> Do)> { await Any(cases, random) };
                if (random.Next(4) == 0)
                {
                    acts.Add(await Any(cases, random));
                }

                var outcomes = await Task.WhenAll(acts.Select(a => Refused(a.Do)));
                foreach (var (act, _) in acts.Zip(outcomes).Where(o => !o.Second))
                {
                    done[act.Name] = done.GetValueOrDefault(act.Name) + 1;
                }

                var found = await app.Send("specialist-supervisor", new FindOwnershipGaps());
                found.Gaps.ShouldBeEmpty($"seed {seed}, step {step}: {string.Join(", ", acts.Select(a => a.Name))}");
                (await Unowned()).ShouldBeEmpty($"seed {seed}, step {step}: {string.Join(", ", acts.Select(a => a.Name))}");
            }
        }

        // Each kind of thing happened, or the test looked at nothing.
        foreach (var name in new[] { "assess", "offer", "accept", "reject", "withdraw", "allocate", "away", "leave", "close unit", "reassign", "close case", "reopen case" })
        {
            done.GetValueOrDefault(name).ShouldBeGreaterThan(0, name);
        }
    }

    /// <summary>The same said by the rows themselves, so that one wrong idea of it is not two.</summary>
    private Task<List<string>> Unowned() => app.Db(async db =>
    {
        var rows = await db.Responsibilities.AsNoTracking().OrderBy(r => r.Id).Select(r => new { r.CaseId, r.Kind, r.AcceptedAt, r.EndedAt, r.EndedWithCase, r.Came, r.IsCurrent, Unit = r.OwnerUnit!.ClosedAt }).ToListAsync();
        var wrong = new List<string>();
        foreach (var @case in await db.Cases.AsNoTracking().Select(c => new { c.Id, c.Reference, c.OpenedAt, c.ClosedAt }).ToListAsync())
        {
            foreach (var kind in Enum.GetValues<ResponsibilityKind>())
            {
                var owned = rows.Where(r => r.CaseId == @case.Id && r.Kind == kind).ToList();
                var whole = owned.Count > 0 && owned[0].AcceptedAt == @case.OpenedAt && owned.Zip(owned.Skip(1)).All(p => p.First.EndedAt == p.Second.AcceptedAt || (p.First.EndedWithCase && p.Second.Came == CameBy.Reopened && p.Second.AcceptedAt > p.First.EndedAt)) && owned[^1].EndedAt == @case.ClosedAt;
                var one = owned.Count(r => r.IsCurrent) == (@case.ClosedAt is null ? 1 : 0) && owned.TrueForAll(r => !r.IsCurrent || r.Unit is null);
                if (!whole || !one)
                {
                    wrong.Add($"{@case.Reference} {kind}: {string.Join("; ", owned.Select(o => $"{o.AcceptedAt:O} to {o.EndedAt:O}"))}");
                }
            }
        }

        return wrong;
    });

    private async Task<(string Name, Func<Task> Do)> Any(List<Told> cases, Random random)
    {
        var told = cases[random.Next(cases.Count)];
        var by = People[random.Next(People.Length)];
        var kind = (ResponsibilityKind)random.Next(3);
        var offers = await app.Db(db => db.HandoverOffers.Where(o => o.Case.Reference == told.Case).OrderBy(o => o.Id).Select(o => new { o.Id, o.ToUnitId, o.FromUnitId, o.Status }).ToListAsync());
        var open = offers.FindAll(o => o.Status == OfferStatus.Open);
        var offer = open.Count > 0 && random.Next(6) > 0 ? open[random.Next(open.Count)] : offers.Count > 0 ? offers[random.Next(offers.Count)] : null;
        var holder = await app.Db(db => db.Responsibilities.Where(r => r.Case.Reference == told.Case && r.Kind == kind && r.IsCurrent).Select(r => (long?)r.OwnerUnitId).SingleOrDefaultAsync());
        switch (holder is null && random.Next(3) == 0 ? 15 : random.Next(16))
        {
            case 0:
                return ("assess", () => told.Assess(new[] { Story.Standard, Story.Medium, Story.High }[random.Next(3)], "response-officer", "Calm today"));
            case 1 or 2:
                var units = await app.Db(db => db.Units.Where(u => u.ClosedAt == null).OrderBy(u => u.Id).Select(u => u.Id).ToListAsync());
                var to = units[random.Next(units.Count)];
                var sender = await Someone(holder, by);
                return ("offer", () => app.Send(sender, new OfferHandover(told.Case, kind, to, "Theirs.")));
            case 3 or 4 or 5 when offer is not null:
                var accepter = await Someone(offer.ToUnitId, by);
                return ("accept", () => app.Send(accepter, new AcceptHandover(offer.Id)));
            case 6 when offer is not null:
                var rejecter = await Someone(offer.ToUnitId, by);
                return ("reject", () => app.Send(rejecter, new RejectHandover(offer.Id, "Not ours.")));
            case 7 or 8 when offer is not null:
                var taker = await Someone(offer.FromUnitId, by);
                return ("withdraw", () => app.Send(taker, new WithdrawHandover(offer.Id, "We keep it.")));
            case 9 or 10:
                var supervisor = await app.Db(db => db.Users.Where(u => u.UnitId == holder && u.Role == Role.SpecialistSupervisor).OrderBy(u => u.Id).Select(u => u.UserName).FirstOrDefaultAsync()) ?? "specialist-supervisor";
                var colleague = await app.Db(db => db.Users.Where(u => u.DisabledAt == null && db.Users.Any(s => s.UserName == supervisor && s.UnitId == u.UnitId)).OrderBy(u => u.Id).Select(u => u.Id).ToListAsync());
                return ("allocate", () => app.Send(supervisor, new AllocateOwner(told.Case, kind, colleague[random.Next(colleague.Count)], "Nobody else.")));
            case 11:
                return ("away", () => app.Send(by, new EnterAbsence(null, AbsenceKind.Sickness, LocalTime.DayOf(app.Clock.Now).ToString("d/M/yyyy", CultureInfo.InvariantCulture), null)));
            case 12:
                return ("leave", () => Leave(random));
            case 13:
                return ("close unit", () => CloseAUnit(told, random));
            case 14:
                var manager = random.Next(2) == 0 ? "specialist-supervisor" : "safeguarding-supervisor";
                return ("reassign", () => Reassign(manager, random));
            default:
                if (random.Next(3) == 0)
                {
                    return ("close case", () => CloseCase(told));
                }

                // Of two open cases of one pair the rules let none be; the one that was closed comes back.
                if (random.Next(2) == 0 || holder is null)
                {
                    return ("reopen case", () => app.Send("specialist-supervisor", new ReopenCase(told.Case, "She rang again.")));
                }

                return ("again", async () => cases.Add(await told.Again()));
        }
    }

    /// <summary>Mostly somebody of the unit that may do it, or the test would only hear no.</summary>
    private async Task<string> Someone(long? unit, string otherwise) =>
        await app.Db(db => db.Users.Where(u => u.UnitId == unit && u.DisabledAt == null && (u.Role == Role.Specialist || u.Role == Role.SpecialistSupervisor || u.Role == Role.ResponseOfficer || u.Role == Role.NeighbourhoodOfficer || u.Role == Role.ControlRoomSupervisor)).OrderBy(u => u.Id).Select(u => u.UserName).FirstOrDefaultAsync()) ?? otherwise;

    /// <summary>Somebody new comes to a unit, takes what is offered to it, and leaves the force.</summary>
    private async Task Leave(Random random)
    {
        var code = random.Next(2) == 0 ? "DAU" : "SAFE";
        var unit = await app.Db(db => db.Units.Where(u => u.Code == code).Select(u => u.Id).SingleAsync());
        var (name, _) = await app.MakeNew(Role.Specialist);
        await app.Db(db => db.Users.Where(u => u.UserName == name).ExecuteUpdateAsync(s => s.SetProperty(u => u.UnitId, unit)));
        foreach (var offer in await app.Db(db => db.HandoverOffers.Where(o => o.ToUnitId == unit && o.Status == OfferStatus.Open).Select(o => o.Id).Take(2).ToListAsync()))
        {
            await Refused(() => app.Send(name, new AcceptHandover(offer)));
        }

        await app.Send("administrator", new DisableAccount(name));
    }

    /// <summary>A unit of this test's own: it is offered something, takes it or not, and is closed.</summary>
    private async Task CloseAUnit(Told told, Random random)
    {
        var code = "TEST-" + Guid.NewGuid().ToString("N")[..6].ToUpperInvariant();
        await app.Send("administrator", new SaveUnit(code, "Test unit " + code, UnitKind.SpecialistDa, null, IsNew: true));
        var unit = await app.Db(db => db.Units.Where(u => u.Code == code).Select(u => u.Id).SingleAsync());
        var (name, _) = await app.MakeNew(Role.Specialist);
        await app.Db(db => db.Users.Where(u => u.UserName == name).ExecuteUpdateAsync(s => s.SetProperty(u => u.UnitId, unit)));
        foreach (var kind in Enum.GetValues<ResponsibilityKind>())
        {
            var holder = await app.Db(db => db.Responsibilities.Where(r => r.Case.Reference == told.Case && r.Kind == kind && r.IsCurrent).Select(r => (long?)r.OwnerUnitId).SingleOrDefaultAsync());
            await Refused(async () => await app.Send(await Someone(holder, "specialist"), new OfferHandover(told.Case, kind, unit, "Theirs.")));
        }

        foreach (var offer in await app.Db(db => db.HandoverOffers.Where(o => o.ToUnitId == unit && o.Status == OfferStatus.Open).Select(o => o.Id).ToListAsync()))
        {
            if (random.Next(2) == 0)
            {
                await Refused(() => app.Send(name, new AcceptHandover(offer)));
            }
        }

        var elsewhere = await app.Db(db => db.Units.Where(u => u.Code == "HQ").Select(u => u.Id).SingleAsync());
        await app.Db(db => db.Users.Where(u => u.UserName == name).ExecuteUpdateAsync(s => s.SetProperty(u => u.UnitId, elsewhere)));
        await app.Send("administrator", new CloseUnit(code, PassOn: true));
        (await app.Db(db => db.HandoverOffers.CountAsync(o => (o.ToUnitId == unit || o.FromUnitId == unit) && o.Status == OfferStatus.Open))).ShouldBe(0);
        (await app.Db(db => db.Deadlines.CountAsync(d => d.OwnerUnitId == unit && d.IsOpen))).ShouldBe(0);
    }

    private async Task Reassign(string manager, Random random)
    {
        var hands = await app.Send(manager, new ListHands());
        var from = random.Next(3) == 0 ? null : (long?)hands.Holders[random.Next(hands.Holders.Count)].Id;
        var (person, unit) = random.Next(3) == 0 ? ((long?)null, (long?)hands.Units[random.Next(hands.Units.Count)].Id) : (hands.People[random.Next(hands.People.Count)].Id, null);
        var preview = await app.Send(manager, new PreviewReassignment(from, person, unit, null));
        await app.Send(manager, new ReassignMany(from, person, unit, null, preview.Stamp, "Too much for one.", "Nobody else."));
    }

    private Task CloseCase(Told told) => app.Db(async db =>
    {
        var @case = await db.Cases.SingleAsync(c => c.Reference == told.Case);
        if (@case.ClosedAt is null)
        {
            var at = app.Clock.Now;
            (await db.Responsibilities.Where(r => r.CaseId == @case.Id && r.IsCurrent).ToListAsync()).ForEach(owner => owner.End(at));
            @case.Close(DaCaseManagement.Cases.CaseGate.Of(@case.Reference, [], []), at);
            foreach (var offer in await db.HandoverOffers.Where(o => o.CaseId == @case.Id && o.Status == OfferStatus.Open).ToListAsync())
            {
                offer.Withdraw(at);
            }

            await db.SaveChangesAsync();
        }
    });

    /// <summary>Anything but a rule's, a permission's or a missing record's no is a fault of the program and ends the test.</summary>
    private static async Task<bool> Refused(Func<Task> send)
    {
        try
        {
            await send();
            return false;
        }
        catch (Exception e) when (e is RefusedException or NotPermittedException or RecordNotFoundException or EditConflictException or DbUpdateConcurrencyException)
        {
            return true;
        }
    }
}
