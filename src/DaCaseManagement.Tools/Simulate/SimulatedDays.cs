using System.Globalization;

using DaCaseManagement.Access;
using DaCaseManagement.Clocks;
using DaCaseManagement.Incidents;
using DaCaseManagement.Incidents.Closing;
using DaCaseManagement.Policy;
using DaCaseManagement.Routing;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Tools.Simulate;

/// <summary>What happens in a force beside what deadlines ask for: shifts begin and end, people go on leave, cases change hands for no good reason, and work is brought to an end.</summary>
internal sealed class SimulatedDays(SimulatedWorld world, SimulatedStaff staff, Random random)
{
    private readonly Dictionary<long, DateTime> onDuty = [];

    public async Task Hour(CancellationToken cancel)
    {
        await Shifts();
        if (LocalTime.Of(world.Now).Hour == 9)
        {
            await Leave();
            await Churn(cancel);
        }

        await Close(cancel);
    }

    /// <summary>Every seventh says that they are on duty; half of them also say that they have gone.</summary>
    private async Task Shifts()
    {
        foreach (var member in staff.Members.Where(m => m.Id % 7 == 0 && m.Role is not (Role.ChiefOfficer or Role.Administrator)))
        {
            var there = staff.IsThere(member, world.Now);
            if (there && !onDuty.ContainsKey(member.Id))
            {
                onDuty[member.Id] = world.Now;
                await world.Do(member, new GoOnDuty(LocalTime.Of(world.Now.AddHours(8)).ToString("HH:mm", CultureInfo.InvariantCulture)));
            }
            else if (!there && onDuty.Remove(member.Id) && random.Next(2) == 0)
            {
                await world.Do(member, new EndShift(null, null, "Quiet."));
            }
        }
    }

    private async Task Leave()
    {
        foreach (var member in staff.Members.Where(m => m.Role is not (Role.ChiefOfficer or Role.Administrator) && m.Leave.Any(l => l.Date == world.Now.Date)))
        {
            await world.Do(member, new EnterAbsence(null, AbsenceKind.AnnualLeave, Day(world.Now), Day(world.Now.AddDays(12))));
        }
    }

    /// <summary>Owners offer what they hold elsewhere, take it back, or give it to somebody in the unit.</summary>
    private async Task Churn(CancellationToken cancel)
    {
        var open = await world.Read(db => db.Responsibilities.Where(r => r.IsCurrent).OrderByDescending(r => r.Id).Take(200).Select(r => new { r.Kind, r.OwnerUnitId, Case = r.Case.Reference }).ToListAsync(cancel));
        var units = await world.Read(db => db.Units.Where(u => u.ClosedAt == null && (u.Kind == UnitKind.SpecialistDa || u.Kind == UnitKind.Safeguarding || u.Kind == UnitKind.Response || u.Kind == UnitKind.Neighbourhood)).Select(u => u.Id).ToListAsync(cancel));
        for (var n = 0; n < 6 && open.Count > 0; n++)
        {
            var held = open[random.Next(open.Count)];
            if (staff.There(held.OwnerUnitId, Permission.HandOver, world.Policy, world.Now) is { Count: > 0 } there)
            {
                await world.Do(there[0], new OfferHandover(held.Case, held.Kind, units[random.Next(units.Count)], "They know the family."));
                if (random.Next(3) == 0 && await world.Read(db => db.HandoverOffers.Where(o => o.Case.Reference == held.Case && o.Kind == held.Kind && o.Status == OfferStatus.Open).Select(o => (long?)o.Id).FirstOrDefaultAsync(cancel)) is { } offer)
                {
                    await world.Do(there[0], new WithdrawHandover(offer, "Offered by mistake."));
                }
            }

            if (staff.There(held.OwnerUnitId, Permission.AllocateCases, world.Policy, world.Now) is { Count: > 0 } managers && staff.There(held.OwnerUnitId, Permission.HandOver, world.Policy, world.Now) is { Count: > 1 } hands)
            {
                await world.Do(managers[0], new AllocateOwner(held.Case, held.Kind, hands[random.Next(hands.Count)].Id, "Nobody accredited is there."));
            }
        }
    }

    /// <summary>Incidents of some days ago are brought to their end, and cases of some weeks ago.</summary>
    private async Task Close(CancellationToken cancel)
    {
        var (from, until) = (world.Now.AddDays(-4), world.Now.AddDays(-4).AddHours(1));
        foreach (var incident in await world.Read(db => db.Incidents.Where(i => i.Status == IncidentStatus.Open && i.StartedAt >= from && i.StartedAt < until).Select(i => new { i.Reference, i.AreaId }).ToListAsync(cancel)))
        {
            var unit = await world.Read(db => db.Units.Where(u => u.Kind == UnitKind.Response && u.AreaId == incident.AreaId).Select(u => u.Id).FirstOrDefaultAsync(cancel));
            if (staff.There(unit, Permission.CloseIncidents, world.Policy, world.Now) is { Count: > 0 } there)
            {
                await world.Do(there[0], new RecordChild(incident.Reference, null, null, null, "No children live there."));
                await world.Do(there[0], new RecordSafetyActions(incident.Reference, "Locks changed, number given.", LocalTime.Of(world.Now.AddDays(-3)).ToString("dd/MM/yyyy HH:mm", CultureInfo.InvariantCulture)));
                await world.Do(there[0], new RecordSafetyPlan(incident.Reference, "Kept on the case."));
                await world.Do(there[0], new RecordPositiveAction(incident.Reference, false, [], null, "No offence was told of."));
                await world.Do(there[0], new AskToClose(incident.Reference));
            }
        }

        // What has been endorsed since is closed; the gate refuses what is not ready.
        (from, until) = (world.Now.AddDays(-9), world.Now.AddDays(-9).AddHours(1));
        foreach (var reference in await world.Read(db => db.Incidents.Where(i => i.Status == IncidentStatus.Open && i.StartedAt >= from && i.StartedAt < until).Select(i => i.Reference).ToListAsync(cancel)))
        {
            await world.Do(staff.Members.First(m => m.Role == Role.ResponseOfficer), new CloseIncident(reference));
        }

        (from, until) = (world.Now.AddDays(-40), world.Now.AddDays(-40).AddHours(1));
        foreach (var reference in await world.Read(db => db.Cases.Where(c => c.ClosedAt == null && c.LastIncidentAt >= from && c.LastIncidentAt < until).Select(c => c.Reference).ToListAsync(cancel)))
        {
            await world.Do(staff.Members.First(m => m.Role == Role.SpecialistSupervisor), new CloseCase(reference, "The risk has been looked at again.", "Outreach service", true, null, "By telephone", null));
        }
    }

    private static string Day(DateTime at) => LocalTime.DayOf(at).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
