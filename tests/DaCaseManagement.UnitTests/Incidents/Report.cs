using DaCaseManagement.Incidents;

namespace DaCaseManagement.UnitTests.Incidents;

/// <summary>A report filled in by the names of its fields, as the call screen does it.</summary>
internal static class Report
{
    public static Incident With(params (string Field, string? Value)[] fields)
    {
        var report = new Incident("DA-26-000001", Guid.NewGuid(), 1, Make.Noon);
        foreach (var (name, value) in fields)
        {
            ReportFields.Find(name).ShouldNotBeNull(name).Set(report, value);
        }

        return report;
    }
}
