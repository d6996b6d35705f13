using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace DaCaseManagement.SqlServer.Migrations
{
    /// <inheritdoc />
    public partial class Decisions : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "AboutId",
                table: "GradeDecisions",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "ByUnitId",
                table: "GradeDecisions",
                type: "bigint",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_GradeDecisions_AboutId",
                table: "GradeDecisions",
                column: "AboutId",
                unique: true,
                filter: "[AboutId] IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_GradeDecisions_ByUnitId",
                table: "GradeDecisions",
                column: "ByUnitId");

            migrationBuilder.AddForeignKey(
                name: "FK_GradeDecisions_GradeDecisions_AboutId",
                table: "GradeDecisions",
                column: "AboutId",
                principalTable: "GradeDecisions",
                principalColumn: "Id",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "FK_GradeDecisions_Units_ByUnitId",
                table: "GradeDecisions",
                column: "ByUnitId",
                principalTable: "Units",
                principalColumn: "Id",
                onDelete: ReferentialAction.Restrict);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_GradeDecisions_GradeDecisions_AboutId",
                table: "GradeDecisions");

            migrationBuilder.DropForeignKey(
                name: "FK_GradeDecisions_Units_ByUnitId",
                table: "GradeDecisions");

            migrationBuilder.DropIndex(
                name: "IX_GradeDecisions_AboutId",
                table: "GradeDecisions");

            migrationBuilder.DropIndex(
                name: "IX_GradeDecisions_ByUnitId",
                table: "GradeDecisions");

            migrationBuilder.DropColumn(
                name: "AboutId",
                table: "GradeDecisions");

            migrationBuilder.DropColumn(
                name: "ByUnitId",
                table: "GradeDecisions");
        }
    }
}
