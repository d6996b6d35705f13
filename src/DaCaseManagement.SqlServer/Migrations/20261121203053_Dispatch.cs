using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace DaCaseManagement.SqlServer.Migrations
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
                type: "datetime2",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "SentAt",
                table: "Incidents",
                type: "datetime2",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "UnattendedSince",
                table: "Incidents",
                type: "datetime2",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "Changes",
                table: "AuditHeads",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<bool>(
                name: "WantsMail",
                table: "AspNetUsers",
                type: "bit",
                nullable: false,
                defaultValue: true);

            migrationBuilder.CreateTable(
                name: "Dispatches",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    IncidentId = table.Column<long>(type: "bigint", nullable: false),
                    Step = table.Column<string>(type: "varchar(40)", unicode: false, maxLength: 40, nullable: false),
                    CallSign = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    Officers = table.Column<int>(type: "int", nullable: false),
                    ById = table.Column<long>(type: "bigint", nullable: false),
                    ByName = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    At = table.Column<DateTime>(type: "datetime2", nullable: false)
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
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    UserId = table.Column<long>(type: "bigint", nullable: false),
                    QueuedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    NextAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    Attempts = table.Column<int>(type: "int", nullable: false),
                    Fault = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: true),
                    SentAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    GivenUpAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    IsWaiting = table.Column<bool>(type: "bit", nullable: false),
                    Version = table.Column<int>(type: "int", nullable: false)
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
                filter: "[IsWaiting] = 1");

            migrationBuilder.CreateIndex(
                name: "IX_OutgoingMails_OneWaiting",
                table: "OutgoingMails",
                column: "UserId",
                unique: true,
                filter: "[IsWaiting] = 1");

            // Whoever is still being listened to while the program is changed; what was open before is taken as attended.
            migrationBuilder.Sql("EXEC(N'UPDATE [Incidents] SET [UnattendedSince] = [StartedAt] WHERE [Status] = ''BeingTaken''')");

            // Who was sent and when is never changed afterwards (INV-4).
            migrationBuilder.Sql("EXEC(N'CREATE TRIGGER Dispatches_AppendOnly ON Dispatches INSTEAD OF UPDATE, DELETE AS BEGIN; THROW 51000, ''Dispatches is append-only'', 1; END');");
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
