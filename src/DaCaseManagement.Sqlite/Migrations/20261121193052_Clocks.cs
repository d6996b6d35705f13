using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace DaCaseManagement.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Clocks : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "AboutId",
                table: "Notices",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "BreachedAt",
                table: "Deadlines",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "CountedFrom",
                table: "Deadlines",
                type: "TEXT",
                nullable: false,
                defaultValue: new DateTime(1, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified));

            migrationBuilder.AddColumn<DateTime>(
                name: "FirstDueAt",
                table: "Deadlines",
                type: "TEXT",
                nullable: false,
                defaultValue: new DateTime(1, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified));

            migrationBuilder.AddColumn<DateTime>(
                name: "NextAt",
                table: "Deadlines",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "StepsTaken",
                table: "Deadlines",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "Version",
                table: "Deadlines",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<DateTime>(
                name: "WarnAt",
                table: "Deadlines",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "WarnedAt",
                table: "Deadlines",
                type: "TEXT",
                nullable: true);

            // What is open is looked at when it is due; the engine counts nothing that is done.
            migrationBuilder.Sql("UPDATE [Deadlines] SET [CountedFrom] = [OpenedAt], [FirstDueAt] = [DueAt], [NextAt] = CASE WHEN [IsOpen] = 1 THEN [DueAt] END");

            migrationBuilder.CreateTable(
                name: "ClockLeases",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false),
                    Holder = table.Column<Guid>(type: "TEXT", nullable: false),
                    Until = table.Column<DateTime>(type: "TEXT", nullable: false),
                    LastRunAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    PolicyVersion = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ClockLeases", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ClockOutages",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    From = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Until = table.Column<DateTime>(type: "TEXT", nullable: false),
                    CaughtUpAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Late = table.Column<int>(type: "INTEGER", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ClockOutages", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "DeadlineEvents",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    DeadlineId = table.Column<long>(type: "INTEGER", nullable: false),
                    What = table.Column<string>(type: "TEXT", unicode: false, maxLength: 40, nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false),
                    DueAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Words = table.Column<string>(type: "TEXT", maxLength: 400, nullable: true),
                    Told = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DeadlineEvents", x => x.Id);
                    table.ForeignKey(
                        name: "FK_DeadlineEvents_Deadlines_DeadlineId",
                        column: x => x.DeadlineId,
                        principalTable: "Deadlines",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Notices_AboutId",
                table: "Notices",
                column: "AboutId");

            migrationBuilder.CreateIndex(
                name: "IX_Deadlines_Next",
                table: "Deadlines",
                columns: new[] { "NextAt", "Id" },
                filter: "[IsOpen]");

            migrationBuilder.CreateIndex(
                name: "IX_ClockOutages_CaughtUpAt",
                table: "ClockOutages",
                column: "CaughtUpAt");

            migrationBuilder.CreateIndex(
                name: "IX_DeadlineEvents_DeadlineId",
                table: "DeadlineEvents",
                column: "DeadlineId");

            migrationBuilder.CreateIndex(
                name: "IX_DeadlineEvents_What_At",
                table: "DeadlineEvents",
                columns: new[] { "What", "At" });

            migrationBuilder.AddForeignKey(
                name: "FK_Notices_DeadlineEvents_AboutId",
                table: "Notices",
                column: "AboutId",
                principalTable: "DeadlineEvents",
                principalColumn: "Id",
                onDelete: ReferentialAction.Restrict);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_Notices_DeadlineEvents_AboutId",
                table: "Notices");

            migrationBuilder.DropTable(
                name: "ClockLeases");

            migrationBuilder.DropTable(
                name: "ClockOutages");

            migrationBuilder.DropTable(
                name: "DeadlineEvents");

            migrationBuilder.DropIndex(
                name: "IX_Notices_AboutId",
                table: "Notices");

            migrationBuilder.DropIndex(
                name: "IX_Deadlines_Next",
                table: "Deadlines");

            migrationBuilder.DropColumn(
                name: "AboutId",
                table: "Notices");

            migrationBuilder.DropColumn(
                name: "BreachedAt",
                table: "Deadlines");

            migrationBuilder.DropColumn(
                name: "CountedFrom",
                table: "Deadlines");

            migrationBuilder.DropColumn(
                name: "FirstDueAt",
                table: "Deadlines");

            migrationBuilder.DropColumn(
                name: "NextAt",
                table: "Deadlines");

            migrationBuilder.DropColumn(
                name: "StepsTaken",
                table: "Deadlines");

            migrationBuilder.DropColumn(
                name: "Version",
                table: "Deadlines");

            migrationBuilder.DropColumn(
                name: "WarnAt",
                table: "Deadlines");

            migrationBuilder.DropColumn(
                name: "WarnedAt",
                table: "Deadlines");
        }
    }
}
