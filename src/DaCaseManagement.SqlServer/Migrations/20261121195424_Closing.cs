using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace DaCaseManagement.SqlServer.Migrations
{
    /// <inheritdoc />
    public partial class Closing : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Coding",
                table: "Incidents",
                type: "varchar(40)",
                unicode: false,
                maxLength: 40,
                nullable: false,
                defaultValue: "DomesticAbuse");

            migrationBuilder.CreateTable(
                name: "CaseClosings",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    CaseId = table.Column<long>(type: "bigint", nullable: false),
                    Reopened = table.Column<bool>(type: "bit", nullable: false),
                    Words = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: false),
                    PlanWith = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    ToldAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    ToldHow = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    NotToldBecause = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true),
                    ById = table.Column<long>(type: "bigint", nullable: false),
                    ByName = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    PolicyVersion = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    At = table.Column<DateTime>(type: "datetime2", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CaseClosings", x => x.Id);
                    table.ForeignKey(
                        name: "FK_CaseClosings_AspNetUsers_ById",
                        column: x => x.ById,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_CaseClosings_Cases_CaseId",
                        column: x => x.CaseId,
                        principalTable: "Cases",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ClosingActs",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    IncidentId = table.Column<long>(type: "bigint", nullable: false),
                    Kind = table.Column<string>(type: "varchar(40)", unicode: false, maxLength: 40, nullable: false),
                    Step = table.Column<string>(type: "varchar(40)", unicode: false, maxLength: 40, nullable: true),
                    Slot = table.Column<int>(type: "int", nullable: true),
                    AboutId = table.Column<long>(type: "bigint", nullable: true),
                    HappenedAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    Words = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: false),
                    Detail = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: true),
                    ById = table.Column<long>(type: "bigint", nullable: false),
                    ByName = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    PolicyVersion = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    At = table.Column<DateTime>(type: "datetime2", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ClosingActs", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ClosingActs_AspNetUsers_ById",
                        column: x => x.ById,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_ClosingActs_ClosingActs_AboutId",
                        column: x => x.AboutId,
                        principalTable: "ClosingActs",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_ClosingActs_Incidents_IncidentId",
                        column: x => x.IncidentId,
                        principalTable: "Incidents",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Incidents_OtherCoding",
                table: "Incidents",
                columns: new[] { "StartedAt", "Id" },
                filter: "[Coding] <> 'DomesticAbuse'");

            migrationBuilder.CreateIndex(
                name: "IX_CaseClosings_ById",
                table: "CaseClosings",
                column: "ById");

            migrationBuilder.CreateIndex(
                name: "IX_CaseClosings_CaseId_Id",
                table: "CaseClosings",
                columns: new[] { "CaseId", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_ClosingActs_AboutId",
                table: "ClosingActs",
                column: "AboutId",
                unique: true,
                filter: "[AboutId] IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_ClosingActs_ById",
                table: "ClosingActs",
                column: "ById");

            migrationBuilder.CreateIndex(
                name: "IX_ClosingActs_IncidentId_Id",
                table: "ClosingActs",
                columns: new[] { "IncidentId", "Id" });

            // What was supplied, decided and closed is kept as it was.
            migrationBuilder.Sql("EXEC(N'CREATE TRIGGER ClosingActs_AppendOnly ON ClosingActs INSTEAD OF UPDATE, DELETE AS BEGIN; THROW 51000, ''ClosingActs is append-only'', 1; END');");
            migrationBuilder.Sql("EXEC(N'CREATE TRIGGER CaseClosings_AppendOnly ON CaseClosings INSTEAD OF UPDATE, DELETE AS BEGIN; THROW 51000, ''CaseClosings is append-only'', 1; END');");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "CaseClosings");

            migrationBuilder.DropTable(
                name: "ClosingActs");

            migrationBuilder.DropIndex(
                name: "IX_Incidents_OtherCoding",
                table: "Incidents");

            migrationBuilder.DropColumn(
                name: "Coding",
                table: "Incidents");
        }
    }
}
