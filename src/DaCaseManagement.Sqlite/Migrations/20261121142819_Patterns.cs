using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace DaCaseManagement.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Patterns : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "Standings",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Pattern = table.Column<string>(type: "TEXT", unicode: false, maxLength: 40, nullable: false),
                    Rule = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    SubjectId = table.Column<long>(type: "INTEGER", nullable: false),
                    OtherId = table.Column<long>(type: "INTEGER", nullable: false),
                    Place = table.Column<string>(type: "TEXT", maxLength: 150, nullable: false),
                    Sight = table.Column<string>(type: "TEXT", unicode: false, maxLength: 40, nullable: false),
                    AreaId = table.Column<long>(type: "INTEGER", nullable: true),
                    Count = table.Column<int>(type: "INTEGER", nullable: false),
                    ReachedOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    LatestOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    HoldsUntil = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Rank = table.Column<double>(type: "REAL", nullable: false),
                    Because = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Standings", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "WelfareReviews",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    PersonId = table.Column<long>(type: "INTEGER", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Words = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    On = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    NextOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Restricted = table.Column<bool>(type: "INTEGER", nullable: false),
                    ById = table.Column<long>(type: "INTEGER", nullable: false),
                    ByName = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_WelfareReviews", x => x.Id);
                    table.ForeignKey(
                        name: "FK_WelfareReviews_AspNetUsers_ById",
                        column: x => x.ById,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_WelfareReviews_People_PersonId",
                        column: x => x.PersonId,
                        principalTable: "People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Cases_OpenByGrade",
                table: "Cases",
                columns: new[] { "Grade", "LastIncidentAt", "Id" },
                filter: "[ClosedAt] IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Standings_AreaList",
                table: "Standings",
                columns: new[] { "Pattern", "Rule", "AreaId", "Rank", "Id", "HoldsUntil", "ReachedOn" });

            migrationBuilder.CreateIndex(
                name: "IX_Standings_ForceList",
                table: "Standings",
                columns: new[] { "Pattern", "Rule", "Rank", "Id", "HoldsUntil", "ReachedOn" });

            migrationBuilder.CreateIndex(
                name: "IX_Standings_OneEach",
                table: "Standings",
                columns: new[] { "SubjectId", "OtherId", "Place", "Pattern", "Rule", "Sight" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Standings_OtherId",
                table: "Standings",
                column: "OtherId",
                filter: "[OtherId] <> 0");

            migrationBuilder.CreateIndex(
                name: "IX_WelfareReviews_ById",
                table: "WelfareReviews",
                column: "ById");

            migrationBuilder.CreateIndex(
                name: "IX_WelfareReviews_PersonId_On",
                table: "WelfareReviews",
                columns: new[] { "PersonId", "On" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Standings");

            migrationBuilder.DropTable(
                name: "WelfareReviews");

            migrationBuilder.DropIndex(
                name: "IX_Cases_OpenByGrade",
                table: "Cases");
        }
    }
}
