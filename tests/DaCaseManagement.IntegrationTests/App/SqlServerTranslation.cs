using System.Linq.Expressions;

using DaCaseManagement.Data;
using DaCaseManagement.SqlServer;

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Storage;

namespace DaCaseManagement.IntegrationTests.App;

/// <summary>Compiles every query the application compiles on SQLite for SQL Server too, offline. One that SQL Server cannot do fails the request that asked,
/// and so its test: the two providers never drift apart unseen.</summary>
public sealed class SqlServerTranslation : IQueryExpressionInterceptor
{
    public static readonly SqlServerTranslation Instance = new();

    private static int translated;

    /// <summary>How many different queries this run has translated.</summary>
    public static int Translated => translated;

    public Expression QueryCompilationStarting(Expression queryExpression, QueryExpressionEventData eventData)
    {
        using var db = new CaseDbContext((DbContextOptions<CaseDbContext>)SqlServerSetup.Use(new DbContextOptionsBuilder<CaseDbContext>(), "Server=nowhere;Encrypt=false").Options);
        var moved = new ToOtherModel(db).Visit(queryExpression);
        var element = moved.Type.IsGenericType && typeof(IQueryable).IsAssignableFrom(moved.Type) ? moved.Type.GetGenericArguments()[0] : null;
        var result = element is null ? typeof(Task<>).MakeGenericType(moved.Type) : typeof(IAsyncEnumerable<>).MakeGenericType(element);
        var database = db.GetService<IDatabase>();
        typeof(IDatabase).GetMethod(nameof(IDatabase.CompileQuery))!.MakeGenericMethod(result).Invoke(database, [moved, true]);
        Interlocked.Increment(ref translated);
        return queryExpression;
    }

    private sealed class ToOtherModel(CaseDbContext db) : ExpressionVisitor
    {
        protected override Expression VisitExtension(Expression node) => node switch
        {
            EntityQueryRootExpression root => new EntityQueryRootExpression(db.Model.FindEntityType(root.EntityType.Name)!),
            QueryRootExpression => node,
            QueryParameterExpression => node,
            _ => base.VisitExtension(node),
        };
    }
}
