using DaCaseManagement.Data;

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace DaCaseManagement.Sqlite;

/// <summary>For <c>dotnet ef migrations add NAME --project src/DaCaseManagement.Sqlite</c>.</summary>
public sealed class DesignTimeContext : IDesignTimeDbContextFactory<CaseDbContext>
{
    public CaseDbContext CreateDbContext(string[] args) =>
        new((DbContextOptions<CaseDbContext>)SqliteSetup.Use(new DbContextOptionsBuilder<CaseDbContext>(), "Data Source=design-time.db").Options);
}
