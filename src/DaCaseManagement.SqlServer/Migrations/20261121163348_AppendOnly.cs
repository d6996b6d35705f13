using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace DaCaseManagement.SqlServer.Migrations
{
    /// <inheritdoc />
    public partial class AppendOnly : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // Not even somebody with a way round the program changes a decision or the log unnoticed.
            migrationBuilder.Sql("EXEC(N'CREATE TRIGGER GradeDecisions_AppendOnly ON GradeDecisions INSTEAD OF UPDATE, DELETE AS BEGIN; THROW 51000, ''GradeDecisions is append-only'', 1; END');");
            migrationBuilder.Sql("EXEC(N'CREATE TRIGGER AuditEvents_AppendOnly ON AuditEvents INSTEAD OF UPDATE, DELETE AS BEGIN; THROW 51000, ''AuditEvents is append-only'', 1; END');");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("DROP TRIGGER GradeDecisions_AppendOnly;");
            migrationBuilder.Sql("DROP TRIGGER AuditEvents_AppendOnly;");
        }
    }
}
