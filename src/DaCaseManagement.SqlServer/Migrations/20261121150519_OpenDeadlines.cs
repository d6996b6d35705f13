using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace DaCaseManagement.SqlServer.Migrations
{
    /// <inheritdoc />
    public partial class OpenDeadlines : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "IX_Deadlines_OpenOfUnit",
                table: "Deadlines",
                columns: new[] { "OwnerUnitId", "DueAt", "Id" },
                filter: "[IsOpen] = 1");

            migrationBuilder.CreateIndex(
                name: "IX_Deadlines_OpenOfUser",
                table: "Deadlines",
                columns: new[] { "OwnerUserId", "DueAt", "Id" },
                filter: "[IsOpen] = 1");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Deadlines_OpenOfUnit",
                table: "Deadlines");

            migrationBuilder.DropIndex(
                name: "IX_Deadlines_OpenOfUser",
                table: "Deadlines");
        }
    }
}
