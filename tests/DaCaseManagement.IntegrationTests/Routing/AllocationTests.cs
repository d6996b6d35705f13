using System.Net;

using DaCaseManagement.Access;
using DaCaseManagement.IntegrationTests.Access;
using DaCaseManagement.IntegrationTests.App;
using DaCaseManagement.Pipeline;
using DaCaseManagement.Policy;
using DaCaseManagement.Routing;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.IntegrationTests.Routing;

public sealed class AllocationTests(ForceApp app) : IClassFixture<ForceApp>
{
    [Fact, Rule("RTE-4")]
    public async Task Allocate_AHighRiskToSomebodyWithoutTheSkill_NeedsAReasonWhichOversightShows()
    {
        var told = await High();
        var plain = await Colleague();
        using var supervisor = await app.SignIn("specialist-supervisor");
        var page = await supervisor.Get($"/cases/{told.Case}/allocate");

        var refused = await page.Submit(new() { ["Kind"] = "Investigation", ["Person"] = plain.ToString() }, "form:has(#BelowBecause)");
        refused.Status.ShouldBe(HttpStatusCode.BadRequest);
        refused.Document.QuerySelector("#BelowBecause-error").ShouldNotBeNull();
        var done = await refused.Submit(new() { ["BelowBecause"] = "Nobody accredited is on duty until Monday." }, "form:has(#BelowBecause)");

        done.Status.ShouldBe(HttpStatusCode.OK);
        var owner = await Investigator(told);
        (owner.OwnerUserId, owner.BelowBecause).ShouldBe((plain, "Nobody accredited is on duty until Monday."));
        (await app.Db(db => db.AuditEvents.CountAsync(e => e.Code == "case.allocated" && e.SubjectReference == told.Case))).ShouldBe(1);
        using var analyst = await app.SignIn("specialist-supervisor");
        var list = await analyst.Get("/oversight/supervision/allocations");
        list.Document.QuerySelectorAll("tbody tr").Single(r => r.TextContent.Contains(told.Case, StringComparison.Ordinal)).TextContent.ShouldContain("Nobody accredited is on duty");
    }

    [Fact, Rule("RTE-4")]
    public async Task Allocate_ToSomebodyAccredited_NeedsNoReasonAndIsInNoList()
    {
        var told = await High();
        var person = await app.Db(db => db.Users.Where(u => u.UserName == "specialist-supervisor").Select(u => u.Id).SingleAsync());

        (await app.Send("specialist-supervisor", new AllocateOwner(told.Case, ResponsibilityKind.Investigation, person, "Not needed"))).Below.ShouldBeFalse();

        (await Investigator(told)).BelowBecause.ShouldBeNull();
        using var reader = await app.SignIn("specialist-supervisor");
        (await reader.Get("/oversight/supervision/allocations")).Text.ShouldNotContain(told.Case);
    }

    [Fact, Rule("RTE-4"), Rule("INV-1")]
    public async Task Accept_BySomebodyWithoutTheSkill_GivesItToTheUnitAndNotToThem()
    {
        var told = await app.Report();
        await told.Assess(Story.High);
        var plain = await Colleague();
        var name = await app.Db(db => db.Users.Where(u => u.Id == plain).Select(u => u.UserName!).SingleAsync());
        var offer = await app.Db(db => db.HandoverOffers.Where(o => o.Case.Reference == told.Case && o.Status == OfferStatus.Open && o.Kind == ResponsibilityKind.Investigation).Select(o => o.Id).SingleAsync());

        await app.Send(name, new AcceptHandover(offer));

        var owner = await Investigator(told);
        var unit = await app.Db(db => db.Units.Where(u => u.Code == "DAU").Select(u => u.Id).SingleAsync());
        (owner.OwnerUnitId, owner.OwnerUserId).ShouldBe((unit, null));
    }

    [Fact, Rule("RTE-4")]
    public async Task Allocate_WhatAnotherUnitHolds_OrToSomebodyElsewhere_IsRefused()
    {
        var told = await High();
        var elsewhere = await app.Db(db => db.Users.Where(u => u.UserName == "response-officer").Select(u => u.Id).SingleAsync());

        (await Should.ThrowAsync<RefusedException>(() => app.Send("specialist-supervisor", new AllocateOwner(told.Case, ResponsibilityKind.Investigation, elsewhere, "Why not")))).Field.ShouldBe("Person");
        await Should.ThrowAsync<RecordNotFoundException>(() => app.Send("response-supervisor", new AllocateOwner(told.Case, ResponsibilityKind.Investigation, elsewhere, null)));
        await Should.ThrowAsync<NotPermittedException>(() => app.Send("specialist", new AllocateOwner(told.Case, ResponsibilityKind.Investigation, elsewhere, null)));
    }

    [Fact, Rule("RTE-4"), Rule("ACC-1"), Rule("INV-6")]
    public async Task Allocate_ToAColleagueWhoMayNotOpenTheCase_IsRefusedAndTheyAreNotOffered()
    {
        var (restricted, other) = (await High(), await High());
        await restricted.Restrict();
        var officer = await Colleague(Role.ResponseOfficer);
        var analyst = await Colleague(Role.Analyst);

        (await Should.ThrowAsync<RefusedException>(() => app.Send("specialist-supervisor", new AllocateOwner(restricted.Case, ResponsibilityKind.Investigation, officer, "Nobody else")))).Field.ShouldBe("Person");
        (await Should.ThrowAsync<RefusedException>(() => app.Send("specialist-supervisor", new AllocateOwner(other.Case, ResponsibilityKind.Investigation, analyst, "Nobody else")))).Field.ShouldBe("Person");
        (await Investigator(restricted)).OwnerUserId.ShouldNotBe(officer);
        var offered = (await app.Send("specialist-supervisor", new ViewAllocation(restricted.Case))).People.Select(p => p.Id).ToList();
        offered.ShouldNotContain(officer);
        offered.ShouldNotContain(analyst);
        offered.ShouldNotBeEmpty();

        // The same officer may have what they may open.
        await app.Send("specialist-supervisor", new AllocateOwner(other.Case, ResponsibilityKind.Investigation, officer, "Nobody else"));
        (await Investigator(other)).OwnerUserId.ShouldBe(officer);
    }

    [Fact, Rule("RTE-4")]
    public async Task Skills_AreKeptOnTheAccount()
    {
        var plain = await Colleague();
        var name = await app.Db(db => db.Users.Where(u => u.Id == plain).Select(u => u.UserName!).SingleAsync());
        using var administrator = await app.SignIn("administrator");
        var page = await administrator.Get($"/accounts/{name}");

        await page.Submit(new() { ["Skills"] = "AccreditedDetective" }, "form:has(#FullName)");

        (await app.Db(db => db.UserSkills.Where(s => s.UserId == plain).Select(s => s.Skill).ToListAsync())).ShouldBe([Skill.AccreditedDetective]);
    }

    /// <summary>At high risk and investigated by the specialist unit.</summary>
    private async Task<Told> High()
    {
        var told = await app.Report();
        await told.Assess(Story.High);
        await told.AcceptAll();
        return told;
    }

    /// <summary>Somebody in the specialist unit without any accreditation.</summary>
    private async Task<long> Colleague(Role role = Role.Specialist)
    {
        var name = await app.Make(role);
        return await app.Db(async db =>
        {
            var user = await db.Users.SingleAsync(u => u.UserName == name);
            user.UnitId = await db.Units.Where(u => u.Code == "DAU").Select(u => u.Id).SingleAsync();
            await db.SaveChangesAsync();
            return user.Id;
        });
    }

    private Task<Responsibility> Investigator(Told told) => app.Db(db => db.Responsibilities.AsNoTracking().SingleAsync(r => r.Case.Reference == told.Case && r.Kind == ResponsibilityKind.Investigation && r.IsCurrent));
}
