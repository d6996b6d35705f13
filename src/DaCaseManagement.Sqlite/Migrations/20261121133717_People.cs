using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace DaCaseManagement.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class People : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Kind",
                table: "PersonNames",
                type: "TEXT",
                unicode: false,
                maxLength: 40,
                nullable: false,
                defaultValue: "Known");

            migrationBuilder.AddColumn<bool>(
                name: "BirthEstimated",
                table: "People",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "Ethnicity",
                table: "People",
                type: "TEXT",
                maxLength: 100,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "SameAsId",
                table: "People",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "ComparisonsDue",
                columns: table => new
                {
                    PersonId = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ComparisonsDue", x => x.PersonId);
                });

            migrationBuilder.CreateTable(
                name: "DifferentPeople",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    OneId = table.Column<long>(type: "INTEGER", nullable: false),
                    OtherId = table.Column<long>(type: "INTEGER", nullable: false),
                    Because = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    ById = table.Column<long>(type: "INTEGER", nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false),
                    WithdrawnBecause = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    WithdrawnById = table.Column<long>(type: "INTEGER", nullable: true),
                    WithdrawnAt = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DifferentPeople", x => x.Id);
                    table.ForeignKey(
                        name: "FK_DifferentPeople_AspNetUsers_ById",
                        column: x => x.ById,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_DifferentPeople_AspNetUsers_WithdrawnById",
                        column: x => x.WithdrawnById,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_DifferentPeople_People_OneId",
                        column: x => x.OneId,
                        principalTable: "People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_DifferentPeople_People_OtherId",
                        column: x => x.OtherId,
                        principalTable: "People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "DuplicateCandidates",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    OneId = table.Column<long>(type: "INTEGER", nullable: false),
                    OtherId = table.Column<long>(type: "INTEGER", nullable: false),
                    Bits = table.Column<double>(type: "REAL", nullable: false),
                    Probability = table.Column<double>(type: "REAL", nullable: false),
                    Band = table.Column<string>(type: "TEXT", unicode: false, maxLength: 40, nullable: false),
                    Status = table.Column<string>(type: "TEXT", unicode: false, maxLength: 40, nullable: false),
                    FoundAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    DecidedAt = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DuplicateCandidates", x => x.Id);
                    table.ForeignKey(
                        name: "FK_DuplicateCandidates_People_OneId",
                        column: x => x.OneId,
                        principalTable: "People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_DuplicateCandidates_People_OtherId",
                        column: x => x.OtherId,
                        principalTable: "People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "PersonJoins",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    OneId = table.Column<long>(type: "INTEGER", nullable: false),
                    OtherId = table.Column<long>(type: "INTEGER", nullable: false),
                    Because = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    Evidence = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    ById = table.Column<long>(type: "INTEGER", nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false),
                    UndoneBecause = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    UndoneById = table.Column<long>(type: "INTEGER", nullable: true),
                    UndoneAt = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PersonJoins", x => x.Id);
                    table.ForeignKey(
                        name: "FK_PersonJoins_AspNetUsers_ById",
                        column: x => x.ById,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_PersonJoins_AspNetUsers_UndoneById",
                        column: x => x.UndoneById,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_PersonJoins_People_OneId",
                        column: x => x.OneId,
                        principalTable: "People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_PersonJoins_People_OtherId",
                        column: x => x.OtherId,
                        principalTable: "People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            // Clustered on the key, as SQL Server does by itself: one tree instead of two, and a look-up is one range.
            migrationBuilder.Sql("CREATE TABLE \"PersonKeys\" (\"Key\" INTEGER NOT NULL, \"PersonId\" INTEGER NOT NULL, CONSTRAINT \"PK_PersonKeys\" PRIMARY KEY (\"Key\", \"PersonId\")) WITHOUT ROWID;");

            migrationBuilder.CreateTable(
                name: "WeightSets",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Json = table.Column<string>(type: "TEXT", maxLength: -1, nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_WeightSets", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_PersonNames_FamilyKey",
                table: "PersonNames",
                column: "FamilyKey");

            migrationBuilder.CreateIndex(
                name: "IX_People_SameAsId",
                table: "People",
                column: "SameAsId",
                filter: "[SameAsId] IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_DifferentPeople_ById",
                table: "DifferentPeople",
                column: "ById");

            migrationBuilder.CreateIndex(
                name: "IX_DifferentPeople_OneId_OtherId",
                table: "DifferentPeople",
                columns: new[] { "OneId", "OtherId" },
                unique: true,
                filter: "[WithdrawnAt] IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_DifferentPeople_OtherId",
                table: "DifferentPeople",
                column: "OtherId");

            migrationBuilder.CreateIndex(
                name: "IX_DifferentPeople_WithdrawnById",
                table: "DifferentPeople",
                column: "WithdrawnById");

            migrationBuilder.CreateIndex(
                name: "IX_DuplicateCandidates_OneId_OtherId",
                table: "DuplicateCandidates",
                columns: new[] { "OneId", "OtherId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_DuplicateCandidates_OtherId",
                table: "DuplicateCandidates",
                column: "OtherId");

            migrationBuilder.CreateIndex(
                name: "IX_DuplicateCandidates_Status_Bits_Id",
                table: "DuplicateCandidates",
                columns: new[] { "Status", "Bits", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_PersonJoins_ById",
                table: "PersonJoins",
                column: "ById");

            migrationBuilder.CreateIndex(
                name: "IX_PersonJoins_OneId",
                table: "PersonJoins",
                column: "OneId");

            migrationBuilder.CreateIndex(
                name: "IX_PersonJoins_OtherId",
                table: "PersonJoins",
                column: "OtherId");

            migrationBuilder.CreateIndex(
                name: "IX_PersonJoins_UndoneById",
                table: "PersonJoins",
                column: "UndoneById");

            migrationBuilder.AddForeignKey(
                name: "FK_People_People_SameAsId",
                table: "People",
                column: "SameAsId",
                principalTable: "People",
                principalColumn: "Id",
                onDelete: ReferentialAction.Restrict);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_People_People_SameAsId",
                table: "People");

            migrationBuilder.DropTable(
                name: "ComparisonsDue");

            migrationBuilder.DropTable(
                name: "DifferentPeople");

            migrationBuilder.DropTable(
                name: "DuplicateCandidates");

            migrationBuilder.DropTable(
                name: "PersonJoins");

            migrationBuilder.DropTable(
                name: "PersonKeys");

            migrationBuilder.DropTable(
                name: "WeightSets");

            migrationBuilder.DropIndex(
                name: "IX_PersonNames_FamilyKey",
                table: "PersonNames");

            migrationBuilder.DropIndex(
                name: "IX_People_SameAsId",
                table: "People");

            migrationBuilder.DropColumn(
                name: "Kind",
                table: "PersonNames");

            migrationBuilder.DropColumn(
                name: "BirthEstimated",
                table: "People");

            migrationBuilder.DropColumn(
                name: "Ethnicity",
                table: "People");

            migrationBuilder.DropColumn(
                name: "SameAsId",
                table: "People");
        }
    }
}
