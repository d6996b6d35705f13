using DaCaseManagement.Access;
using DaCaseManagement.Clocks;
using DaCaseManagement.Data;
using DaCaseManagement.Policy;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Tools.Simulate;

/// <summary>Who works in the force and when: three shifts where somebody is always there, office hours elsewhere, and five weeks of leave a year each.</summary>
internal sealed class SimulatedStaff
{
    private static readonly (UnitKind Kind, Role Role, int Count)[] Posts =
    [
        (UnitKind.ControlRoom, Role.CallHandler, 12), (UnitKind.ControlRoom, Role.ControlRoomSupervisor, 6),
        (UnitKind.Response, Role.ResponseOfficer, 16), (UnitKind.Response, Role.ResponseSupervisor, 6),
        (UnitKind.SpecialistDa, Role.Specialist, 16), (UnitKind.SpecialistDa, Role.SpecialistSupervisor, 4),
        (UnitKind.Safeguarding, Role.Specialist, 12), (UnitKind.Safeguarding, Role.SpecialistSupervisor, 3),
        (UnitKind.Neighbourhood, Role.NeighbourhoodOfficer, 10), (UnitKind.MaracOffice, Role.MaracCoordinator, 3),
        (UnitKind.Headquarters, Role.ChiefOfficer, 1), (UnitKind.Headquarters, Role.Administrator, 1),
    ];

    private readonly WorkingCalendar calendar;
    private readonly ILookup<long, Member> ofUnit;

    private SimulatedStaff(ForcePolicy policy, IReadOnlyList<Member> members)
    {
        calendar = new WorkingCalendar(policy.Clocks);
        ofUnit = members.ToLookup(m => m.UnitId);
        Members = members;
    }

    public IReadOnlyList<Member> Members { get; }

    public static async Task<SimulatedStaff> Make(CaseDbContext db, ForcePolicy policy, Random random, DateTime start, CancellationToken cancel)
    {
        var made = new List<(User User, Unit Unit, int Group, bool Shifts)>();
        foreach (var unit in await db.Units.OrderBy(u => u.Id).ToListAsync(cancel))
        {
            foreach (var (_, role, count) in Posts.Where(p => p.Kind == unit.Kind))
            {
                for (var n = 0; n < count; n++)
                {
                    var name = $"{unit.Code}-{role}-{n}".ToLowerInvariant();
                    made.Add((new User { UserName = name, NormalizedUserName = name.ToUpperInvariant(), FullName = $"{PolicyWords.Of(role)} {n} of {unit.Code}", Role = role, UnitId = unit.Id, AreaId = unit.AreaId, SecurityStamp = name }, unit, n, unit.Kind is UnitKind.ControlRoom or UnitKind.Response));
                }
            }
        }

        db.Users.AddRange(made.Select(m => m.User));
        await db.SaveChangesAsync(cancel);
        db.UserSkills.AddRange(made.Where(m => m.Unit.Kind == UnitKind.SpecialistDa && m.Group % 4 != 3).Select(m => new UserSkill(m.User.Id, Skill.AccreditedDetective)));
        await db.SaveChangesAsync(cancel);
        return new SimulatedStaff(policy, [.. made.Select(m => new Member(m.User.Id, m.User.UserName!, m.User.FullName, m.User.Role, m.Unit.Id, m.User.AreaId, m.Group, m.Shifts, [.. Enumerable.Range(0, 3).Select(_ => start.AddDays(random.Next(365)))]))]);
    }

    /// <summary>Those of a unit who are there now and may do it.</summary>
    public List<Member> There(long unit, Permission may, ForcePolicy policy, DateTime now) =>
        [.. ofUnit[unit].Where(m => policy.Roles[m.Role].Contains(may) && IsThere(m, now))];

    public bool IsThere(Member member, DateTime now)
    {
        if (member.Leave.Any(l => now >= l && now < l.AddDays(12)))
        {
            return false;
        }

        if (!member.Shifts)
        {
            return calendar.IsOpen(now);
        }

        // Two early, two late, two nights, four days off: a tenth of the unit changes every day.
        var (day, hour) = (LocalTime.DayOf(now.AddHours(-7)).DayNumber, LocalTime.Of(now).Hour);
        return ((day + (member.Group * 3)) % 10) switch
        {
            0 or 1 => hour is >= 7 and < 15,
            2 or 3 => hour is >= 15 and < 23,
            4 or 5 => hour is >= 23 or < 7,
            _ => false,
        };
    }
}

internal sealed record Member(long Id, string UserName, string FullName, Role Role, long UnitId, long? AreaId, int Group, bool Shifts, IReadOnlyList<DateTime> Leave);
