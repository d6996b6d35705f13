using System.Reflection;

using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Data;
using DaCaseManagement.Pipeline;
using DaCaseManagement.Web.Pages;
using DaCaseManagement.Web.Security;

using MediatR;

using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DaCaseManagement.IntegrationTests.House;

/// <summary>What the compiled types must keep to, whoever adds the next one.</summary>
public sealed class ArchitectureTests
{
    private static readonly Assembly Core = typeof(CaseDbContext).Assembly;
    private static readonly Type[] Types = Core.GetTypes();
    private static readonly Type[] Requests = [.. Types.Where(t => t is { IsClass: true, IsAbstract: false } && Closed(t, typeof(IRequest<>)) is not null)];

    /// <summary>Who may know whom, beside the foundation everybody stands on. Read top down: an arrow never goes up.</summary>
    private static readonly Dictionary<string, string[]> Rooms = new()
    {
        ["Worklists"] = ["Clocks"],
        ["Oversight"] = ["Risk", "Clocks"],
        ["Seeding"] = ["Marac", "Risk", "Routing", "Incidents", "Cases", "People", "Clocks"],
        ["Imports"] = ["Incidents", "Routing", "Cases", "People", "Clocks"],
        ["Marac"] = ["Routing", "Cases", "Clocks", "People"],
        ["Risk"] = ["Incidents", "Routing", "Cases", "Clocks", "People"],
        ["Incidents"] = ["Routing", "Cases", "Clocks", "People"],
        ["Routing"] = ["Cases", "Clocks"],
        ["Cases"] = ["People", "Clocks"],
        ["People"] = ["Clocks"],
        ["Clocks"] = [],
    };

    private static readonly string[] Foundation = ["Access", "Audit", "Policy", "Pipeline", "Data"];

    [Fact]
    public void EveryRequest_CarriesAPermission()
    {
        Requests.Length.ShouldBeGreaterThan(30);
        Requests.Where(t => t.GetCustomAttribute<RequiresAttribute>() is null).Select(t => t.Name).ShouldBeEmpty();
    }

    [Fact]
    public void EveryRequest_IsACommandOrAQueryWithOneHandler()
    {
        foreach (var request in Requests)
        {
            (Closed(request, typeof(ICommand<>)) is not null ^ Closed(request, typeof(IQuery<>)) is not null).ShouldBeTrue(request.Name);
            Types.Count(t => Closed(t, typeof(IRequestHandler<,>))?.GetGenericArguments()[0] == request).ShouldBe(1, request.Name);
        }
    }

    [Fact]
    public void EveryCommandHandler_HoldsTheAuditTrail()
    {
        // The pipeline fails a command that wrote nothing; this finds one that could not before anybody runs it.
        foreach (var handler in Handlers(typeof(ICommand<>)))
        {
            Parameters(handler).ShouldContain(typeof(AuditTrail), handler.Name);
        }
    }

    [Fact]
    public void EveryQuery_SaysWhatWasReadOrWhyNothingWas()
    {
        foreach (var request in Requests.Where(r => Closed(r, typeof(IQuery<>)) is not null))
        {
            var response = Closed(request, typeof(IQuery<>))!.GetGenericArguments()[0];
            (typeof(IConsultation).IsAssignableFrom(response) || request.GetCustomAttribute<ReadsNoRecordAttribute>() is not null).ShouldBeTrue(request.Name);
        }
    }

    [Fact]
    public void TheCore_KnowsNoPagesNoHttpAndNoProvider()
    {
        var known = Core.GetReferencedAssemblies().Select(a => a.Name!).ToList();
        foreach (var forbidden in new[] { "Microsoft.AspNetCore.Http", "Microsoft.AspNetCore.Mvc", "Microsoft.AspNetCore.Razor", "Microsoft.AspNetCore.Routing", "Microsoft.EntityFrameworkCore.Sqlite", "Microsoft.EntityFrameworkCore.SqlServer", "Microsoft.Data.", "SQLitePCL" })
        {
            known.ShouldNotContain(name => name.StartsWith(forbidden, StringComparison.Ordinal), forbidden);
        }
    }

    [Fact]
    public void EveryPage_SaysWhoMayOpenIt()
    {
        var pages = typeof(AppPage).Assembly.GetTypes().Where(t => typeof(PageModel).IsAssignableFrom(t) && !t.IsAbstract).ToList();
        pages.Count.ShouldBeGreaterThan(25);
        pages.Where(p => p.GetCustomAttribute<PagePermissionAttribute>() is null && p.GetCustomAttribute<AllowAnonymousAttribute>() is null).Select(p => p.FullName).ShouldBeEmpty();
    }

    [Fact]
    public void Rooms_KnowOnlyTheRoomsBelowThem()
    {
        // Entities, rules and commands; a query may read across rooms, because a page shows a case and not a table.
        var arrows = new HashSet<(string From, string To, string By)>();
        foreach (var type in Types.Where(t => RoomOf(t) is not null && !IsQuery(t)))
        {
            foreach (var other in Mentioned(type).SelectMany(Parts).Select(RoomOf).OfType<string>().Where(r => r != RoomOf(type)))
            {
                arrows.Add((RoomOf(type)!, other, type.FullName!));
            }
        }

        arrows.Where(a => !Rooms[a.From].Contains(a.To)).Select(a => $"{a.From} knows {a.To} through {a.By}").ShouldBeEmpty();
        foreach (var (room, below) in Rooms)
        {
            below.ShouldAllBe(b => !Rooms[b].Contains(room), room);
        }
    }

    [Fact]
    public void Requests_HandlersAndEntities_AreSealed() =>
        Types.Where(t => t is { IsClass: true, IsAbstract: false, IsNested: false, IsSealed: false } && t.Namespace?.StartsWith("DaCaseManagement", StringComparison.Ordinal) == true).Select(t => t.Name).ShouldBeEmpty();

    private static bool IsQuery(Type type)
    {
        var top = type;
        while (top.DeclaringType is { } outer)
        {
            top = outer;
        }

        return Closed(top, typeof(IQuery<>)) is not null
            || (Closed(top, typeof(IRequestHandler<,>)) is { } handler && Closed(handler.GetGenericArguments()[0], typeof(IQuery<>)) is not null)
            || typeof(IConsultation).IsAssignableFrom(top)
            || top.Name.EndsWith("Visibility", StringComparison.Ordinal)
            || Requests.Any(r => Closed(r, typeof(IQuery<>)) is { } query && Reaches(query.GetGenericArguments()[0], top));
    }

    private static bool Reaches(Type answer, Type row) => Parts(answer).Contains(row) || answer.GetProperties().SelectMany(p => Parts(p.PropertyType)).Any(p => p == row || (p.Assembly == Core && p != answer && p.GetProperties().SelectMany(x => Parts(x.PropertyType)).Contains(row)));

    private static IEnumerable<Type> Mentioned(Type type)
    {
        const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        return type.GetFields(All).Select(f => f.FieldType)
            .Concat(type.GetProperties(All).Select(p => p.PropertyType))
            .Concat(type.GetMethods(All).SelectMany(m => m.GetParameters().Select(p => p.ParameterType).Append(m.ReturnType)))
            .Concat(type.GetConstructors(All).SelectMany(c => c.GetParameters().Select(p => p.ParameterType)));
    }

    private static IEnumerable<Type> Parts(Type type) =>
        type.IsGenericType ? type.GetGenericArguments().SelectMany(Parts).Append(type) : type.HasElementType ? Parts(type.GetElementType()!) : [type];

    private static string? RoomOf(Type type)
    {
        var parts = type.Namespace?.Split('.');
        return parts is ["DaCaseManagement", var room, ..] && type.Assembly == Core && !Foundation.Contains(room) ? room : null;
    }

    private static IEnumerable<Type> Handlers(Type kind) => Types.Where(t => Closed(t, typeof(IRequestHandler<,>)) is { } handler && Closed(handler.GetGenericArguments()[0], kind) is not null);

    private static IEnumerable<Type> Parameters(Type type) => type.GetConstructors().SelectMany(c => c.GetParameters()).Select(p => p.ParameterType);

    private static Type? Closed(Type type, Type open) => type.GetInterfaces().FirstOrDefault(i => i.IsGenericType && i.GetGenericTypeDefinition() == open);
}
