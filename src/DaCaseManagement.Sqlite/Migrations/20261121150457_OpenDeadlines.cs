using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace DaCaseManagement.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class OpenDeadlines : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Responsibilities_OneOwner",
                table: "Responsibilities");

            migrationBuilder.CreateIndex(
                name: "IX_Responsibilities_OneOwner",
                table: "Responsibilities",
                columns: new[] { "CaseId", "Kind" },
                unique: true,
                filter: "[IsCurrent]");

            migrationBuilder.CreateIndex(
                name: "IX_Deadlines_OpenOfUnit",
                table: "Deadlines",
                columns: new[] { "OwnerUnitId", "DueAt", "Id" },
                filter: "[IsOpen]");

            migrationBuilder.CreateIndex(
                name: "IX_Deadlines_OpenOfUser",
                table: "Deadlines",
                columns: new[] { "OwnerUserId", "DueAt", "Id" },
                filter: "[IsOpen]");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Responsibilities_OneOwner",
                table: "Responsibilities");

            migrationBuilder.DropIndex(
                name: "IX_Deadlines_OpenOfUnit",
                table: "Deadlines");

            migrationBuilder.DropIndex(
                name: "IX_Deadlines_OpenOfUser",
                table: "Deadlines");

            migrationBuilder.CreateIndex(
                name: "IX_Responsibilities_OneOwner",
                table: "Responsibilities",
                columns: new[] { "CaseId", "Kind" },
                unique: true,
                filter: "[IsCurrent] = 1");
        }
    }
}
