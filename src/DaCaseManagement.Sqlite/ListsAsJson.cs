#if OLDER_SQLITE_BINDING
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Sqlite.Query.Internal;

namespace DaCaseManagement.Sqlite;

/// <summary>Lists travel as one parameter with the older SQLite too. EF asks for version 3.38, from which JSON is always there; the one of the partial feed is older and
/// was built with it. Without this, EF writes a parameter for each value, makes the statement's text anew each time, and SQLite seeks each parameter's name among all.</summary>
[SuppressMessage("Usage", "EF1001", Justification = "EF is pinned, and only where the older binding is in use: docs/adr/0005-sqlite-binding.md.")]
internal sealed class ListsAsJson(QueryableMethodTranslatingExpressionVisitorDependencies dependencies, RelationalQueryableMethodTranslatingExpressionVisitorDependencies relational)
    : SqliteQueryableMethodTranslatingExpressionVisitorFactory(dependencies, relational)
{
    public override QueryableMethodTranslatingExpressionVisitor Create(QueryCompilationContext queryCompilationContext)
    {
        var visitor = (SqliteQueryableMethodTranslatingExpressionVisitor)base.Create(queryCompilationContext);
        HasJson(visitor) = true;
        return visitor;
    }

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_areJsonFunctionsSupported")]
    private static extern ref bool HasJson(SqliteQueryableMethodTranslatingExpressionVisitor visitor);
}
#endif
