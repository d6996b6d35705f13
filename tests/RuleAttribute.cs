using Xunit.Abstractions;
using Xunit.Sdk;

namespace DaCaseManagement.Tests;

/// <summary>Names the rule of domain.md that a test proves, as the trait <c>Rule</c>: <c>[Rule("RSK-9")]</c>. A test may prove several.</summary>
[TraitDiscoverer("DaCaseManagement.Tests.RuleDiscoverer", ThisAssembly)]
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Class, AllowMultiple = true)]
public sealed class RuleAttribute(string id) : Attribute, ITraitAttribute
{
    // xunit finds a discoverer by the name of its assembly, and this file is compiled into each test project.
#if UNITTESTS
    private const string ThisAssembly = "DaCaseManagement.UnitTests";
#elif INTEGRATIONTESTS
    private const string ThisAssembly = "DaCaseManagement.IntegrationTests";
#else
    private const string ThisAssembly = "DaCaseManagement.BrowserTests";
#endif

    public string Id { get; } = id;
}

public sealed class RuleDiscoverer : ITraitDiscoverer
{
    public IEnumerable<KeyValuePair<string, string>> GetTraits(IAttributeInfo traitAttribute)
    {
        yield return new("Rule", (string)traitAttribute.GetConstructorArguments().Single());
    }
}
