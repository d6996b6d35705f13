using System.Diagnostics;

using DaCaseManagement.Access;
using DaCaseManagement.Clocks;
using DaCaseManagement.Incidents;
using DaCaseManagement.Policy;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Tools.Simulate;

/// <summary>A year, minute by minute: calls come in, people on shift act on what is due (in time, late or never), two nodes run the clocks and both fail now and then.</summary>
internal sealed class SimulatedYear(SimulatedWorld world, SimulatedTime time, SimulatedStaff staff, SimulatedFaults faults, PolicyInForce inForce, IReadOnlyList<ClockEngine> nodes, Random random)
{
    /// <summary>Calls by hour of the local day: quiet mornings, loud nights.</summary>
    private static readonly double[] Hours = [1.3, 1.1, 0.9, 0.6, 0.4, 0.3, 0.4, 0.5, 0.7, 0.8, 0.9, 0.9, 1.0, 1.0, 1.0, 1.1, 1.1, 1.2, 1.3, 1.4, 1.5, 1.6, 1.6, 1.5];

    private readonly PriorityQueue<Duty, DateTime> plans = new();
    private readonly DateTime[] nodeBack = new DateTime[nodes.Count];
    private readonly SimulatedReports reports = new(random);
    private readonly SimulatedWork work = new(world, staff, random);
    private readonly SimulatedDays days = new(world, staff, random);
    private IReadOnlyList<long> areas = [];
    private long seen;
    private int acting;

    public int Incidents { get; private set; }

    public int Outages { get; private set; }

    public TimeSpan InClocks { get; private set; }

    public async Task Run(int incidents, TimeSpan length, Action<DateTime, int> progress, CancellationToken cancel)
    {
        var (start, end) = (time.Now, time.Now + length);
        areas = await world.Read(db => db.Areas.OrderBy(a => a.Id).Select(a => a.Id).ToListAsync(cancel));
        var each = incidents / length.TotalMinutes / (Hours.Sum() / 24);
        var changed = false;
        for (var at = start; at < end; at = at.AddMinutes(1))
        {
            cancel.ThrowIfCancellationRequested();
            time.MoveTo(at);
            faults.Armed = random.Next(20) == 0;
            var calls = Poisson(each * Hours[LocalTime.Of(at).Hour]);
            for (var n = 0; n < calls; n++)
            {
                await Call();
            }

            await Look();
            while (plans.TryPeek(out _, out var when) && when <= at)
            {
                var duty = plans.Dequeue();
                if (!await work.Act(duty))
                {
                    // Nobody is there: the next look is in half an hour, and the clock goes on.
                    plans.Enqueue(duty, at.AddMinutes(20 + random.Next(20)));
                }
            }

            if (at.Minute == 30)
            {
                await days.Hour(cancel);
            }

            var began = Stopwatch.GetTimestamp();
            await RunClocks(at, cancel);
            InClocks += Stopwatch.GetElapsedTime(began);
            if (!changed && at - start > length / 2)
            {
                (changed, faults.Armed) = (true, false);
                ChangePolicy(at);
            }

            if (at.Minute == 0)
            {
                progress(at, Incidents);
            }
        }

        // Everything that fell due by the end is told of before anybody counts.
        faults.Armed = false;
        Array.Fill(nodeBack, default);
        time.MoveTo(end.Add(ClockLease.Holds));
        await RunClocks(time.Now, cancel);
    }

    private async Task Call()
    {
        var control = await world.Read(db => db.Units.Where(u => u.Kind == UnitKind.ControlRoom).Select(u => u.Id).FirstAsync());
        var there = staff.There(control, Permission.RecordIncidents, world.Policy, world.Now);
        var who = there.Count > 0 ? there[random.Next(there.Count)] : staff.Members[0];
        var ((fields, pair), key) = (reports.Next(areas), Guid.NewGuid());

        // A call handler whose save fails presses the button again.
        for (var attempt = 0; attempt < 5; attempt++)
        {
            if (await world.Do(who, new SaveReport(key, Guid.NewGuid(), null, fields)) is { } saved)
            {
                if (pair.Records is { } records)
                {
                    await world.Do(who, new ChoosePerson(saved.Reference, 1, records.Victim));
                    await world.Do(who, new ChoosePerson(saved.Reference, 2, records.Suspect));
                }

                if (await world.Do(who, new FinishReport(key)) is { } done)
                {
                    pair.Records ??= await world.Read(db => db.Cases.Where(c => c.Reference == done.Cases[0]).Select(c => new { Victim = c.Victim.Reference, Suspect = c.Perpetrator!.Reference }).SingleAsync()) is { } people ? (people.Victim, people.Suspect) : null;
                    Incidents++;
                    return;
                }
            }
        }
    }

    /// <summary>New deadlines are planned for by their owners: most in good time, some too late, a few never.</summary>
    private async Task Look()
    {
        var after = seen;
        var opened = await world.Read(db => db.Deadlines.AsNoTracking().Where(d => d.Id > after).OrderBy(d => d.Id)
            .Select(d => new Duty(d.Id, d.Kind, d.Subject, d.OwnerUnitId, d.OwnerUserId, db.Cases.Where(c => c.Id == d.CaseId).Select(c => c.Reference).FirstOrDefault(), db.Incidents.Where(i => i.Id == d.IncidentId).Select(i => i.Reference).FirstOrDefault(), d.OpenedAt, d.DueAt)).ToListAsync());
        foreach (var duty in opened)
        {
            seen = duty.Id;
            var roll = random.NextDouble();
            var share = roll < 0.88 ? 0.1 + (random.NextDouble() * 0.8) : roll < 0.97 ? 1 + (random.NextDouble() * 2) : double.NaN;
            if (!double.IsNaN(share))
            {
                plans.Enqueue(duty, duty.OpenedAt + ((duty.DueAt - duty.OpenedAt) * share));
            }
        }
    }

    private async Task RunClocks(DateTime at, CancellationToken cancel)
    {
        for (var n = 0; n < nodes.Count; n++)
        {
            if (nodeBack[n] <= at && random.Next(20_000) == 0)
            {
                nodeBack[n] = at.AddMinutes(5 + random.Next(240));
            }
        }

        // Twice in the year nobody is there for half a day.
        if (random.Next(260_000) == 0 && nodeBack.All(b => b <= at))
        {
            Outages++;
            Array.Fill(nodeBack, at.AddHours(12));
        }

        for (var n = 0; n < nodes.Count; n++)
        {
            // While the other one acts, a look every seven minutes is enough to see that it does.
            if (nodeBack[n] > at || (n != acting && nodeBack[acting] <= at && at.Minute % 7 != 0))
            {
                continue;
            }

            try
            {
                acting = await nodes[n].Tick(cancel) > 0 ? n : acting;
            }
            catch (Exception e) when (SimulatedWorld.IsFault(e))
            {
                // The next tick finds it undone.
            }
        }
    }

    /// <summary>Half way through the force shortens one time and lengthens another.</summary>
    private void ChangePolicy(DateTime at)
    {
        var policy = inForce.Policy;
        var next = policy with
        {
            Profile = policy.Profile with { Version = policy.Profile.Version + 1 },
            Deadlines = policy.Deadlines.ToDictionary(d => d.Key, d => d.Key switch { "SupervisorSignOff" => d.Value with { Minutes = 240 }, "SecondaryReview" => d.Value with { Minutes = 2_880 }, _ => d.Value }),
        };
        inForce.Take([new ApprovedPolicy(inForce.Turn + 1, next.Version, at, next, PolicyText.Of(next))]);
    }

    private int Poisson(double mean)
    {
        var (limit, product, count) = (Math.Exp(-mean), random.NextDouble(), 0);
        while (product > limit)
        {
            product *= random.NextDouble();
            count++;
        }

        return count;
    }
}
