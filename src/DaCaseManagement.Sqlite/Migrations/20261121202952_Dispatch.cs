using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace DaCaseManagement.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Dispatch : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTime>(
                name: "ArrivedAt",
                table: "Incidents",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "SentAt",
                table: "Incidents",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "UnattendedSince",
                table: "Incidents",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "Changes",
                table: "AuditHeads",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<bool>(
                name: "WantsMail",
                table: "AspNetUsers",
                type: "INTEGER",
                nullable: false,
                defaultValue: true);

            migrationBuilder.CreateTable(
                name: "Dispatches",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    IncidentId = table.Column<long>(type: "INTEGER", nullable: false),
                    Step = table.Column<string>(type: "TEXT", unicode: false, maxLength: 40, nullable: false),
                    CallSign = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Officers = table.Column<int>(type: "INTEGER", nullable: false),
                    ById = table.Column<long>(type: "INTEGER", nullable: false),
                    ByName = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Dispatches", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Dispatches_Incidents_IncidentId",
                        column: x => x.IncidentId,
                        principalTable: "Incidents",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "OutgoingMails",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    UserId = table.Column<long>(type: "INTEGER", nullable: false),
                    QueuedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    NextAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    Fault = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    SentAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    GivenUpAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    IsWaiting = table.Column<bool>(type: "INTEGER", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_OutgoingMails", x => x.Id);
                    table.ForeignKey(
                        name: "FK_OutgoingMails_AspNetUsers_UserId",
                        column: x => x.UserId,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Incidents_Unattended",
                table: "Incidents",
                columns: new[] { "UnattendedSince", "Id" },
                filter: "[UnattendedSince] IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Dispatches_IncidentId_Id",
                table: "Dispatches",
                columns: new[] { "IncidentId", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_OutgoingMails_GivenUpAt",
                table: "OutgoingMails",
                column: "GivenUpAt",
                filter: "[GivenUpAt] IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_OutgoingMails_Next",
                table: "OutgoingMails",
                columns: new[] { "NextAt", "Id" },
                filter: "[IsWaiting]");

            migrationBuilder.CreateIndex(
                name: "IX_OutgoingMails_OneWaiting",
                table: "OutgoingMails",
                column: "UserId",
                unique: true,
                filter: "[IsWaiting]");

            // Whoever is still being listened to while the program is changed; what was open before is taken as attended.
            migrationBuilder.Sql("UPDATE [Incidents] SET [UnattendedSince] = [StartedAt] WHERE [Status] = 'BeingTaken'");

            // Who was sent and when is never changed afterwards (INV-4).
            migrationBuilder.Sql("CREATE TRIGGER Dispatches_AppendOnly_Replace BEFORE INSERT ON Dispatches WHEN EXISTS (SELECT 1 FROM Dispatches WHERE Id = NEW.Id) BEGIN SELECT RAISE(ABORT, 'Dispatches is append-only'); END;");
            migrationBuilder.Sql("CREATE TRIGGER Dispatches_AppendOnly_Update BEFORE UPDATE ON Dispatches BEGIN SELECT RAISE(ABORT, 'Dispatches is append-only'); END;");
            migrationBuilder.Sql("CREATE TRIGGER Dispatches_AppendOnly_Delete BEFORE DELETE ON Dispatches BEGIN SELECT RAISE(ABORT, 'Dispatches is append-only'); END;");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Dispatches");

            migrationBuilder.DropTable(
                name: "OutgoingMails");

            migrationBuilder.DropIndex(
                name: "IX_Incidents_Unattended",
                table: "Incidents");

            migrationBuilder.DropColumn(
                name: "ArrivedAt",
                table: "Incidents");

            migrationBuilder.DropColumn(
                name: "SentAt",
                table: "Incidents");

            migrationBuilder.DropColumn(
                name: "UnattendedSince",
                table: "Incidents");

            migrationBuilder.DropColumn(
                name: "Changes",
                table: "AuditHeads");

            migrationBuilder.DropColumn(
                name: "WantsMail",
                table: "AspNetUsers");
        }
    }
}
