using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace DaCaseManagement.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class PolicyVersions : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "PolicyVersions",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Name = table.Column<string>(type: "TEXT", unicode: false, maxLength: 40, nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: true),
                    Turn = table.Column<int>(type: "INTEGER", nullable: true),
                    State = table.Column<string>(type: "TEXT", unicode: false, maxLength: 40, nullable: false),
                    Origin = table.Column<string>(type: "TEXT", unicode: false, maxLength: 40, nullable: false),
                    Profile = table.Column<string>(type: "TEXT", maxLength: 200000, nullable: false),
                    Typed = table.Column<string>(type: "TEXT", maxLength: 400000, nullable: true),
                    FileDigest = table.Column<string>(type: "TEXT", unicode: false, maxLength: 64, nullable: true),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    AskedFrom = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    EffectiveFrom = table.Column<DateTime>(type: "TEXT", nullable: true),
                    BasedOnId = table.Column<long>(type: "INTEGER", nullable: true),
                    ProposedById = table.Column<long>(type: "INTEGER", nullable: false),
                    ProposedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    DecidedById = table.Column<long>(type: "INTEGER", nullable: true),
                    DecidedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    DecidedWords = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PolicyVersions", x => x.Id);
                    table.ForeignKey(
                        name: "FK_PolicyVersions_PolicyVersions_BasedOnId",
                        column: x => x.BasedOnId,
                        principalTable: "PolicyVersions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_PolicyVersions_BasedOnId",
                table: "PolicyVersions",
                column: "BasedOnId");

            migrationBuilder.CreateIndex(
                name: "IX_PolicyVersions_FileDigest",
                table: "PolicyVersions",
                column: "FileDigest",
                unique: true,
                filter: "[State] = 'Proposed' AND [FileDigest] IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_PolicyVersions_Name_Number",
                table: "PolicyVersions",
                columns: new[] { "Name", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_PolicyVersions_ProposedById",
                table: "PolicyVersions",
                column: "ProposedById",
                unique: true,
                filter: "[State] = 'Draft'");

            migrationBuilder.CreateIndex(
                name: "IX_PolicyVersions_State_Id",
                table: "PolicyVersions",
                columns: new[] { "State", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_PolicyVersions_Turn",
                table: "PolicyVersions",
                column: "Turn",
                unique: true);

            migrationBuilder.KeepDecidedPolicies();
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "PolicyVersions");
        }
    }
}
