using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace DaCaseManagement.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class AppendOnly : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // Not even somebody with a way round the program changes a decision or the log unnoticed.
            migrationBuilder.Sql("CREATE TRIGGER GradeDecisions_AppendOnly_Replace BEFORE INSERT ON GradeDecisions WHEN EXISTS (SELECT 1 FROM GradeDecisions WHERE Id = NEW.Id) BEGIN SELECT RAISE(ABORT, 'GradeDecisions is append-only'); END;");
            migrationBuilder.Sql("CREATE TRIGGER GradeDecisions_AppendOnly_Update BEFORE UPDATE ON GradeDecisions BEGIN SELECT RAISE(ABORT, 'GradeDecisions is append-only'); END;");
            migrationBuilder.Sql("CREATE TRIGGER GradeDecisions_AppendOnly_Delete BEFORE DELETE ON GradeDecisions BEGIN SELECT RAISE(ABORT, 'GradeDecisions is append-only'); END;");
            migrationBuilder.Sql("CREATE TRIGGER AuditEvents_AppendOnly_Replace BEFORE INSERT ON AuditEvents WHEN EXISTS (SELECT 1 FROM AuditEvents WHERE Sequence = NEW.Sequence) BEGIN SELECT RAISE(ABORT, 'AuditEvents is append-only'); END;");
            migrationBuilder.Sql("CREATE TRIGGER AuditEvents_AppendOnly_Update BEFORE UPDATE ON AuditEvents BEGIN SELECT RAISE(ABORT, 'AuditEvents is append-only'); END;");
            migrationBuilder.Sql("CREATE TRIGGER AuditEvents_AppendOnly_Delete BEFORE DELETE ON AuditEvents BEGIN SELECT RAISE(ABORT, 'AuditEvents is append-only'); END;");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("DROP TRIGGER GradeDecisions_AppendOnly_Replace;");
            migrationBuilder.Sql("DROP TRIGGER GradeDecisions_AppendOnly_Update;");
            migrationBuilder.Sql("DROP TRIGGER GradeDecisions_AppendOnly_Delete;");
            migrationBuilder.Sql("DROP TRIGGER AuditEvents_AppendOnly_Replace;");
            migrationBuilder.Sql("DROP TRIGGER AuditEvents_AppendOnly_Update;");
            migrationBuilder.Sql("DROP TRIGGER AuditEvents_AppendOnly_Delete;");
        }
    }
}
