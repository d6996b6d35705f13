using DaCaseManagement.Data;

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace DaCaseManagement.SqlServer;

/// <summary>For <c>dotnet ef migrations add NAME --project src/DaCaseManagement.SqlServer</c>. Never connects.</summary>
public sealed class DesignTimeContext : IDesignTimeDbContextFactory<CaseDbContext>
{
    public CaseDbContext CreateDbContext(string[] args) =>
        new((DbContextOptions<CaseDbContext>)SqlServerSetup.Use(new DbContextOptionsBuilder<CaseDbContext>(), "Server=design-time;Database=DaCase;Encrypt=false").Options);
}
