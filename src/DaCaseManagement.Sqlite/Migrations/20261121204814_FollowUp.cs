using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace DaCaseManagement.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class FollowUp : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Deadlines_OpenOfUnit",
                table: "Deadlines");

            migrationBuilder.DropIndex(
                name: "IX_Deadlines_OpenOfUser",
                table: "Deadlines");

            migrationBuilder.AddColumn<DateTime>(
                name: "AgendaReadyAt",
                table: "Meetings",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "AgendaReadyBy",
                table: "Meetings",
                type: "TEXT",
                maxLength: 400,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "SafeContact_EveryHours",
                table: "Cases",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "FollowUpTasks",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    CaseId = table.Column<long>(type: "INTEGER", nullable: false),
                    IncidentId = table.Column<long>(type: "INTEGER", nullable: false),
                    Place = table.Column<int>(type: "INTEGER", nullable: false),
                    Words = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    DoneBy = table.Column<string>(type: "TEXT", unicode: false, maxLength: 40, nullable: true),
                    DueAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    PolicyVersion = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    OpenedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    DoneAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    DoneById = table.Column<long>(type: "INTEGER", nullable: true),
                    DoneByName = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    Note = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    NotDoneBecause = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    CancelledAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    CancelledBecause = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    IsOpen = table.Column<bool>(type: "INTEGER", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_FollowUpTasks", x => x.Id);
                    table.ForeignKey(
                        name: "FK_FollowUpTasks_Cases_CaseId",
                        column: x => x.CaseId,
                        principalTable: "Cases",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_FollowUpTasks_Incidents_IncidentId",
                        column: x => x.IncidentId,
                        principalTable: "Incidents",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "SavedFilters",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    UserId = table.Column<long>(type: "INTEGER", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    Of = table.Column<string>(type: "TEXT", unicode: false, maxLength: 40, nullable: false),
                    Group = table.Column<string>(type: "TEXT", unicode: false, maxLength: 40, nullable: true),
                    Late = table.Column<bool>(type: "INTEGER", nullable: false),
                    Grade = table.Column<string>(type: "TEXT", unicode: false, maxLength: 40, nullable: true),
                    IsDefault = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SavedFilters", x => x.Id);
                    table.ForeignKey(
                        name: "FK_SavedFilters_AspNetUsers_UserId",
                        column: x => x.UserId,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "VictimContacts",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    CaseId = table.Column<long>(type: "INTEGER", nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Means = table.Column<string>(type: "TEXT", unicode: false, maxLength: 40, nullable: false),
                    Outcome = table.Column<string>(type: "TEXT", unicode: false, maxLength: 40, nullable: false),
                    Words = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    NewContactTold = table.Column<bool>(type: "INTEGER", nullable: false),
                    ById = table.Column<long>(type: "INTEGER", nullable: false),
                    ByName = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    CorrectsId = table.Column<long>(type: "INTEGER", nullable: true),
                    RecordedAt = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_VictimContacts", x => x.Id);
                    table.ForeignKey(
                        name: "FK_VictimContacts_AspNetUsers_ById",
                        column: x => x.ById,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_VictimContacts_Cases_CaseId",
                        column: x => x.CaseId,
                        principalTable: "Cases",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_VictimContacts_VictimContacts_CorrectsId",
                        column: x => x.CorrectsId,
                        principalTable: "VictimContacts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "VictimContactTold",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    ContactId = table.Column<long>(type: "INTEGER", nullable: false),
                    ChangeId = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_VictimContactTold", x => x.Id);
                    table.ForeignKey(
                        name: "FK_VictimContactTold_RiskChanges_ChangeId",
                        column: x => x.ChangeId,
                        principalTable: "RiskChanges",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_VictimContactTold_VictimContacts_ContactId",
                        column: x => x.ContactId,
                        principalTable: "VictimContacts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Deadlines_OpenOfUnit",
                table: "Deadlines",
                columns: new[] { "OwnerUnitId", "DueAt", "Id", "Kind", "CaseId" },
                filter: "[IsOpen]");

            migrationBuilder.CreateIndex(
                name: "IX_Deadlines_OpenOfUser",
                table: "Deadlines",
                columns: new[] { "OwnerUserId", "DueAt", "Id", "Kind", "CaseId" },
                filter: "[IsOpen]");

            migrationBuilder.CreateIndex(
                name: "IX_FollowUpTasks_CaseId_IncidentId_Place",
                table: "FollowUpTasks",
                columns: new[] { "CaseId", "IncidentId", "Place" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_FollowUpTasks_IncidentId",
                table: "FollowUpTasks",
                column: "IncidentId");

            migrationBuilder.CreateIndex(
                name: "IX_SavedFilters_UserId_Name",
                table: "SavedFilters",
                columns: new[] { "UserId", "Name" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_VictimContacts_ById",
                table: "VictimContacts",
                column: "ById");

            migrationBuilder.CreateIndex(
                name: "IX_VictimContacts_CaseId_At_Id",
                table: "VictimContacts",
                columns: new[] { "CaseId", "At", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_VictimContacts_CorrectsId",
                table: "VictimContacts",
                column: "CorrectsId",
                unique: true,
                filter: "[CorrectsId] IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_VictimContactTold_ChangeId",
                table: "VictimContactTold",
                column: "ChangeId");

            migrationBuilder.CreateIndex(
                name: "IX_VictimContactTold_ContactId",
                table: "VictimContactTold",
                column: "ContactId");

            // What was kept of a contact is only ever added to.
            migrationBuilder.Sql("CREATE TRIGGER VictimContacts_AppendOnly_Replace BEFORE INSERT ON VictimContacts WHEN EXISTS (SELECT 1 FROM VictimContacts WHERE Id = NEW.Id) BEGIN SELECT RAISE(ABORT, 'VictimContacts is append-only'); END;");
            migrationBuilder.Sql("CREATE TRIGGER VictimContacts_AppendOnly_Update BEFORE UPDATE ON VictimContacts BEGIN SELECT RAISE(ABORT, 'VictimContacts is append-only'); END;");
            migrationBuilder.Sql("CREATE TRIGGER VictimContacts_AppendOnly_Delete BEFORE DELETE ON VictimContacts BEGIN SELECT RAISE(ABORT, 'VictimContacts is append-only'); END;");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("DROP TRIGGER VictimContacts_AppendOnly_Replace;");
            migrationBuilder.Sql("DROP TRIGGER VictimContacts_AppendOnly_Update;");
            migrationBuilder.Sql("DROP TRIGGER VictimContacts_AppendOnly_Delete;");

            migrationBuilder.DropTable(
                name: "FollowUpTasks");

            migrationBuilder.DropTable(
                name: "SavedFilters");

            migrationBuilder.DropTable(
                name: "VictimContactTold");

            migrationBuilder.DropTable(
                name: "VictimContacts");

            migrationBuilder.DropIndex(
                name: "IX_Deadlines_OpenOfUnit",
                table: "Deadlines");

            migrationBuilder.DropIndex(
                name: "IX_Deadlines_OpenOfUser",
                table: "Deadlines");

            migrationBuilder.DropColumn(
                name: "AgendaReadyAt",
                table: "Meetings");

            migrationBuilder.DropColumn(
                name: "AgendaReadyBy",
                table: "Meetings");

            migrationBuilder.DropColumn(
                name: "SafeContact_EveryHours",
                table: "Cases");

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
    }
}
