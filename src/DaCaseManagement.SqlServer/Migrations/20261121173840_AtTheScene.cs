using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace DaCaseManagement.SqlServer.Migrations
{
    /// <inheritdoc />
    public partial class AtTheScene : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_AssessmentAnswers_AssessmentId_Item",
                table: "AssessmentAnswers");

            migrationBuilder.AddColumn<string>(
                name: "Interpreter",
                table: "Assessments",
                type: "varchar(40)",
                unicode: false,
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "InterpreterBecause",
                table: "Assessments",
                type: "nvarchar(2000)",
                maxLength: 2000,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "InterpreterName",
                table: "Assessments",
                type: "nvarchar(100)",
                maxLength: 100,
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "Provisional",
                table: "Assessments",
                type: "bit",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<bool>(
                name: "Confirmed",
                table: "AssessmentAnswers",
                type: "bit",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "Degree",
                table: "AssessmentAnswers",
                type: "varchar(40)",
                unicode: false,
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Supplement",
                table: "AssessmentAnswers",
                type: "varchar(40)",
                unicode: false,
                maxLength: 40,
                nullable: false,
                defaultValue: "");

            migrationBuilder.CreateTable(
                name: "AssessmentChildren",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    AssessmentId = table.Column<long>(type: "bigint", nullable: false),
                    Key = table.Column<string>(type: "varchar(40)", unicode: false, maxLength: 40, nullable: false),
                    Name = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: true),
                    Born = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: true),
                    Seen = table.Column<bool>(type: "bit", nullable: true),
                    NotSeenBecause = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true),
                    SpokenTo = table.Column<bool>(type: "bit", nullable: true),
                    Words = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AssessmentChildren", x => x.Id);
                    table.ForeignKey(
                        name: "FK_AssessmentChildren_Assessments_AssessmentId",
                        column: x => x.AssessmentId,
                        principalTable: "Assessments",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "InstrumentVersions",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    Code = table.Column<string>(type: "varchar(40)", unicode: false, maxLength: 40, nullable: false),
                    Json = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false),
                    Hash = table.Column<string>(type: "varchar(64)", unicode: false, maxLength: 64, nullable: false),
                    LoadedBy = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    LoadedAt = table.Column<DateTime>(type: "datetime2", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_InstrumentVersions", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_AssessmentAnswers_AssessmentId_Supplement_Item",
                table: "AssessmentAnswers",
                columns: new[] { "AssessmentId", "Supplement", "Item" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_AssessmentChildren_AssessmentId_Key",
                table: "AssessmentChildren",
                columns: new[] { "AssessmentId", "Key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_InstrumentVersions_Code",
                table: "InstrumentVersions",
                column: "Code",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "AssessmentChildren");

            migrationBuilder.DropTable(
                name: "InstrumentVersions");

            migrationBuilder.DropIndex(
                name: "IX_AssessmentAnswers_AssessmentId_Supplement_Item",
                table: "AssessmentAnswers");

            migrationBuilder.DropColumn(
                name: "Interpreter",
                table: "Assessments");

            migrationBuilder.DropColumn(
                name: "InterpreterBecause",
                table: "Assessments");

            migrationBuilder.DropColumn(
                name: "InterpreterName",
                table: "Assessments");

            migrationBuilder.DropColumn(
                name: "Provisional",
                table: "Assessments");

            migrationBuilder.DropColumn(
                name: "Confirmed",
                table: "AssessmentAnswers");

            migrationBuilder.DropColumn(
                name: "Degree",
                table: "AssessmentAnswers");

            migrationBuilder.DropColumn(
                name: "Supplement",
                table: "AssessmentAnswers");

            migrationBuilder.CreateIndex(
                name: "IX_AssessmentAnswers_AssessmentId_Item",
                table: "AssessmentAnswers",
                columns: new[] { "AssessmentId", "Item" },
                unique: true);
        }
    }
}
