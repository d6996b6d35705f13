using System.Reflection;

using DaCaseManagement.Data;
using DaCaseManagement.Incidents;
using DaCaseManagement.Web.Pages;

using Case = DaCaseManagement.Cases.Case;

namespace DaCaseManagement.IntegrationTests.House;

/// <summary>Nothing closes through another door: who calls the verbs that close is read from the compiled program (REC-9, CAS-15).</summary>
public sealed class OneDoorTests
{
    private const BindingFlags Any = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
    private static readonly Assembly[] Program = [typeof(CaseDbContext).Assembly, typeof(AppPage).Assembly, Assembly.Load("DaCaseManagement.Tools")];

    [Theory, Rule("REC-9"), Rule("CAS-15")]
    [InlineData(typeof(Incident), "Close", "CloseIncidentHandler DemonstrationClosing")]
    [InlineData(typeof(Incident), "Reopen", "CodeAsDomesticAbuseHandler ReopenIncidentHandler")]
    [InlineData(typeof(Incident), "TakeOver", "TakeIncidentsHandler")]
    [InlineData(typeof(Incident), "set_Status", "Incident")]
    [InlineData(typeof(Incident), "set_ClosedAt", "Incident")]
    [InlineData(typeof(Case), "Close", "CloseCaseHandler")]
    [InlineData(typeof(Case), "Reopen", "ReopenCaseHandler")]
    [InlineData(typeof(Case), "CloseAsTold", "DemonstrationForce LegacyCases")]
    [InlineData(typeof(Case), "set_ClosedAt", "Case")]
    public void WhatCloses_IsCalledOnlyFrom(Type type, string verb, string callers)
    {
        var target = type.GetMethod(verb, Any).ShouldNotBeNull();
        Program.SelectMany(a => a.GetTypes()).Where(t => Calls(t, target)).Select(t => Outermost(t).Name).Distinct().Order(StringComparer.Ordinal).ShouldBe(callers.Split(' '));
    }

    /// <summary>Nor past the entity: what is updated in bulk is never the status of an incident or the closing of a case.</summary>
    [Fact, Rule("REC-9")]
    public void NoUpdateInBulk_NamesTheStatus()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "DaCaseManagement.sln")))
        {
            folder = folder.Parent;
        }

        var sources = Directory.GetFiles(Path.Combine(folder.FullName, "src"), "*.cs", SearchOption.AllDirectories)
            .Where(f => !f.Contains("/obj/", StringComparison.Ordinal) && !f.Contains("/Migrations/", StringComparison.Ordinal)).ToList();
        sources.Count.ShouldBeGreaterThan(300);
        foreach (var line in sources.SelectMany(File.ReadLines).Where(l => l.Contains("SetProperty(", StringComparison.Ordinal) || l.Contains("UPDATE Incidents", StringComparison.OrdinalIgnoreCase) || l.Contains("UPDATE Cases", StringComparison.OrdinalIgnoreCase)))
        {
            line.ShouldNotContain("ClosedAt");
            line.ShouldNotContain("i.Status");
        }
    }

    private static bool Calls(Type type, MethodInfo target) =>
        type.GetMethods(Any).Cast<MethodBase>().Concat(type.GetConstructors(Any)).Any(m => m != target && m.GetMethodBody()?.GetILAsByteArray() is { } code && Calls(m, code, target));

    /// <summary>Every place where the bytes could be a call of it: never too few.</summary>
    private static bool Calls(MethodBase method, byte[] code, MethodInfo target)
    {
        for (var at = 0; at + 4 < code.Length; at++)
        {
            // call, callvirt
            if (code[at] is 0x28 or 0x6F && Named(method, BitConverter.ToInt32(code, at + 1)) == target)
            {
                return true;
            }
        }

        return false;
    }

    private static MethodBase? Named(MethodBase method, int token)
    {
        try
        {
            return method.Module.ResolveMethod(token, method.DeclaringType!.IsGenericType ? method.DeclaringType.GetGenericArguments() : null, method.IsGenericMethod ? method.GetGenericArguments() : null);
        }
        catch (Exception e) when (e is ArgumentException or BadImageFormatException)
        {
            // Bytes that only look like a call.
            return null;
        }
    }

    private static Type Outermost(Type type)
    {
        while (type.DeclaringType is { } outer)
        {
            type = outer;
        }

        return type;
    }
}
