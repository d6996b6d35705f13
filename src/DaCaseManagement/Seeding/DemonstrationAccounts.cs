using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Data;
using DaCaseManagement.Pipeline;
using DaCaseManagement.Policy;

using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Seeding;

/// <summary>One invented account for every role, and three more that some journeys need. Production refuses to start while one exists.</summary>
public sealed class DemonstrationAccounts(CaseDbContext db, IPasswordHasher<User> hasher, ILookupNormalizer normaliser, AuditTrail trail, Transactions transactions)
{
    /// <summary>The same for all; shown on the console and on the sign-in page, in Demo mode only.</summary>
    public const string Password = "harbour-lantern-47";

    public static readonly IReadOnlyList<DemonstrationAccount> All =
    [
        new("call-handler", "Priya Nandakumar", Role.CallHandler, "FCR", null),
        new("control-room-supervisor", "Gareth Llewellyn-Pryce", Role.ControlRoomSupervisor, "FCR", null),
        new("response-officer", "Tom Askwith", Role.ResponseOfficer, "RESP-C", "CITY"),
        new("response-supervisor", "Marsha Okonjo", Role.ResponseSupervisor, "RESP-C", "CITY"),
        new("response-supervisor-2", "Ewan Dalgleish", Role.ResponseSupervisor, "RESP-C", "CITY"),
        new("specialist", "Helen Brathwaite", Role.Specialist, "DAU", null),
        new("specialist-supervisor", "Imran Qadeer", Role.SpecialistSupervisor, "DAU", null),
        new("safeguarding-officer", "Bronwen Tait", Role.Specialist, "SAFE", null),
        new("safeguarding-supervisor", "Aled Prosser-Vaughan", Role.SpecialistSupervisor, "SAFE", null),
        new("neighbourhood-officer", "Callum Featherstone", Role.NeighbourhoodOfficer, "NPT-C", "CITY"),
        new("records-staff", "Nadia Farouk-Ellis", Role.RecordsStaff, "HQ", null),
        new("marac-coordinator", "Ruth Adeyinka", Role.MaracCoordinator, "MARAC", null),
        new("partner-agency", "Sofia Marchetti", Role.PartnerAgency, "IDVA", null),
        new("analyst", "Daniel Whitcombe", Role.Analyst, "HQ", null),
        new("chief-officer", "Dame Catrin Holloway", Role.ChiefOfficer, "HQ", null),
        new("auditor", "Margaret Ellwood", Role.Auditor, "HQ", null),
        new("administrator", "Joseph Kaminski", Role.Administrator, "HQ", null),
    ];

    /// <summary>In a force without the unit an account is meant for: what comes nearest, best first.</summary>
    private static readonly Dictionary<string, UnitKind[]> Nearest = new()
    {
        ["FCR"] = [UnitKind.ControlRoom],
        ["RESP-C"] = [UnitKind.Response],
        ["DAU"] = [UnitKind.SpecialistDa, UnitKind.ReferralUnit],
        ["SAFE"] = [UnitKind.Safeguarding, UnitKind.Detectives, UnitKind.ReferralUnit],
        ["NPT-C"] = [UnitKind.Neighbourhood],
    };

    /// <summary>Makes those that are missing. A unit or area that this force has nothing like is left empty.</summary>
    public async Task Make(CancellationToken cancel)
    {
        var existing = (await db.Users.Where(u => u.IsDemonstration).Select(u => u.UserName).ToListAsync(cancel)).ToHashSet();
        var missing = All.Where(a => !existing.Contains(a.UserName)).ToList();
        if (missing.Count == 0)
        {
            return;
        }

        var units = await db.Units.Where(u => u.ClosedAt == null).OrderBy(u => u.Id).ToListAsync(cancel);
        var areas = await db.Areas.ToDictionaryAsync(a => a.Code, a => a.Id, cancel);
        await transactions.Run(
            () =>
            {
                string? hash = null;
                foreach (var account in missing)
                {
                    var user = new User
                    {
                        UserName = account.UserName,
                        NormalizedUserName = normaliser.NormalizeName(account.UserName),
                        FullName = account.FullName,
                        Role = account.Role,
                        UnitId = UnitFor(account, units, areas)?.Id,
                        AreaId = account.Area is not null && areas.TryGetValue(account.Area, out var area) ? area : null,
                        SecurityStamp = Guid.NewGuid().ToString("N"),
                        LockoutEnabled = true,
                        IsDemonstration = true,
                    };

                    // Hashed once for all: a first start must not wait for fourteen slow hashes of one published password.
                    user.PasswordHash = hash ??= hasher.HashPassword(user, Password);
                    db.Users.Add(user);
                    trail.Record(AuditAct.Collection, "account.created", Subject.Account(account.UserName), $"demonstration; role {account.Role}");
                }

                // Ids come with the first save; whoever works in a specialist unit is accredited, save one to show what happens then.
                return Accredit();
            },
            cancel);
    }

    private async Task<int> Accredit()
    {
        await db.SaveChangesAsync();
        var made = db.Users.Local.Where(u => u.IsDemonstration && u.Role is Role.Specialist or Role.SpecialistSupervisor && u.UserName != "safeguarding-officer").ToList();
        db.UserSkills.AddRange(made.Select(u => new UserSkill(u.Id, Skill.AccreditedDetective)));
        return made.Count;
    }

    private static Unit? UnitFor(DemonstrationAccount account, List<Unit> units, Dictionary<string, long> areas) =>
        units.Find(u => u.Code == account.Unit)
        ?? Nearest.GetValueOrDefault(account.Unit, []).SelectMany(k => units.Where(u => u.Kind == k)).OrderByDescending(u => account.Area is { } a && u.AreaId == areas.GetValueOrDefault(a)).FirstOrDefault();
}

/// <param name="Unit">A unit's code.</param>
/// <param name="Area">An area's code; null for the whole force.</param>
public sealed record DemonstrationAccount(string UserName, string FullName, Role Role, string Unit, string? Area);
