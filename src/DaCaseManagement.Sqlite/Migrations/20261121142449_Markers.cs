using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace DaCaseManagement.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Markers : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AlterColumn<long>(
                name: "PersonId",
                table: "Markers",
                type: "INTEGER",
                nullable: true,
                oldClrType: typeof(long),
                oldType: "INTEGER");

            migrationBuilder.AddColumn<string>(
                name: "Address",
                table: "Markers",
                type: "TEXT",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "EndedAt",
                table: "Markers",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "PlaceKey",
                table: "Markers",
                type: "TEXT",
                maxLength: 130,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Postcode",
                table: "Markers",
                type: "TEXT",
                unicode: false,
                maxLength: 10,
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "ReviewOn",
                table: "Markers",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Version",
                table: "Markers",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateTable(
                name: "AggressorDecisions",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    CaseId = table.Column<long>(type: "INTEGER", nullable: false),
                    OppositeId = table.Column<long>(type: "INTEGER", nullable: false),
                    AggressorId = table.Column<long>(type: "INTEGER", nullable: true),
                    Basis = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    Because = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    ById = table.Column<long>(type: "INTEGER", nullable: false),
                    CorrectsId = table.Column<long>(type: "INTEGER", nullable: true),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AggressorDecisions", x => x.Id);
                    table.ForeignKey(
                        name: "FK_AggressorDecisions_AggressorDecisions_CorrectsId",
                        column: x => x.CorrectsId,
                        principalTable: "AggressorDecisions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_AggressorDecisions_AspNetUsers_ById",
                        column: x => x.ById,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_AggressorDecisions_Cases_CaseId",
                        column: x => x.CaseId,
                        principalTable: "Cases",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_AggressorDecisions_Cases_OppositeId",
                        column: x => x.OppositeId,
                        principalTable: "Cases",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_AggressorDecisions_People_AggressorId",
                        column: x => x.AggressorId,
                        principalTable: "People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "MarkerReviews",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    MarkerId = table.Column<long>(type: "INTEGER", nullable: false),
                    Kept = table.Column<bool>(type: "INTEGER", nullable: false),
                    Because = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    ReviewOnBefore = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    ReviewOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    ExpiresAtBefore = table.Column<DateTime>(type: "TEXT", nullable: true),
                    ExpiresAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    ById = table.Column<long>(type: "INTEGER", nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MarkerReviews", x => x.Id);
                    table.ForeignKey(
                        name: "FK_MarkerReviews_AspNetUsers_ById",
                        column: x => x.ById,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_MarkerReviews_Markers_MarkerId",
                        column: x => x.MarkerId,
                        principalTable: "Markers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Markers_EndedAt_ReviewOn_Id",
                table: "Markers",
                columns: new[] { "EndedAt", "ReviewOn", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Markers_PlaceKey",
                table: "Markers",
                column: "PlaceKey",
                filter: "[PlaceKey] IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_AggressorDecisions_AggressorId",
                table: "AggressorDecisions",
                column: "AggressorId");

            migrationBuilder.CreateIndex(
                name: "IX_AggressorDecisions_ById",
                table: "AggressorDecisions",
                column: "ById");

            migrationBuilder.CreateIndex(
                name: "IX_AggressorDecisions_CorrectsId",
                table: "AggressorDecisions",
                column: "CorrectsId",
                unique: true,
                filter: "[CorrectsId] IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_AggressorDecisions_First",
                table: "AggressorDecisions",
                columns: new[] { "CaseId", "OppositeId" },
                unique: true,
                filter: "[CorrectsId] IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_AggressorDecisions_OppositeId",
                table: "AggressorDecisions",
                column: "OppositeId");

            migrationBuilder.CreateIndex(
                name: "IX_MarkerReviews_ById",
                table: "MarkerReviews",
                column: "ById");

            migrationBuilder.CreateIndex(
                name: "IX_MarkerReviews_MarkerId",
                table: "MarkerReviews",
                column: "MarkerId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "AggressorDecisions");

            migrationBuilder.DropTable(
                name: "MarkerReviews");

            migrationBuilder.DropIndex(
                name: "IX_Markers_EndedAt_ReviewOn_Id",
                table: "Markers");

            migrationBuilder.DropIndex(
                name: "IX_Markers_PlaceKey",
                table: "Markers");

            migrationBuilder.DropColumn(
                name: "Address",
                table: "Markers");

            migrationBuilder.DropColumn(
                name: "EndedAt",
                table: "Markers");

            migrationBuilder.DropColumn(
                name: "PlaceKey",
                table: "Markers");

            migrationBuilder.DropColumn(
                name: "Postcode",
                table: "Markers");

            migrationBuilder.DropColumn(
                name: "ReviewOn",
                table: "Markers");

            migrationBuilder.DropColumn(
                name: "Version",
                table: "Markers");

            migrationBuilder.AlterColumn<long>(
                name: "PersonId",
                table: "Markers",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L,
                oldClrType: typeof(long),
                oldType: "INTEGER",
                oldNullable: true);
        }
    }
}
