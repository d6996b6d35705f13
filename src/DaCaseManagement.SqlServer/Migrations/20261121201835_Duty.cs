using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace DaCaseManagement.SqlServer.Migrations
{
    /// <inheritdoc />
    public partial class Duty : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_HandoverOffers_FromUnitId",
                table: "HandoverOffers");

            migrationBuilder.AddColumn<string>(
                name: "Came",
                table: "Responsibilities",
                type: "varchar(40)",
                unicode: false,
                maxLength: 40,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<long>(
                name: "CameById",
                table: "Responsibilities",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<bool>(
                name: "EndedWithCase",
                table: "Responsibilities",
                type: "bit",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "WithdrawnBecause",
                table: "HandoverOffers",
                type: "nvarchar(2000)",
                maxLength: 2000,
                nullable: true);

            // How earlier owners came, as far as the rows can tell; who has no next owner ended with the case.
            migrationBuilder.Sql("""
                EXEC(N'UPDATE [Responsibilities] SET [Came] = CASE
                    WHEN NOT EXISTS (SELECT 1 FROM [Responsibilities] AS p WHERE p.[CaseId] = [Responsibilities].[CaseId] AND p.[Kind] = [Responsibilities].[Kind] AND p.[Id] < [Responsibilities].[Id]) THEN
                        CASE WHEN [AcceptedAt] > (SELECT c.[OpenedAt] FROM [Cases] AS c WHERE c.[Id] = [Responsibilities].[CaseId]) THEN ''Imported'' ELSE ''Opened'' END
                    WHEN EXISTS (SELECT 1 FROM [HandoverOffers] AS o WHERE o.[CaseId] = [Responsibilities].[CaseId] AND o.[Kind] = [Responsibilities].[Kind] AND o.[Status] = ''Accepted'' AND o.[DecidedAt] = [Responsibilities].[AcceptedAt]) THEN ''Accepted''
                    ELSE ''Allocated'' END,
                    [EndedWithCase] = CASE WHEN [EndedAt] IS NOT NULL AND NOT EXISTS (SELECT 1 FROM [Responsibilities] AS n WHERE n.[CaseId] = [Responsibilities].[CaseId] AND n.[Kind] = [Responsibilities].[Kind] AND n.[Id] > [Responsibilities].[Id]) THEN 1 ELSE 0 END,
                    [EndedAt] = CASE WHEN [EndedAt] < [AcceptedAt] THEN [AcceptedAt] ELSE [EndedAt] END');
                """);

            migrationBuilder.CreateTable(
                name: "Absences",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    UserId = table.Column<long>(type: "bigint", nullable: false),
                    Kind = table.Column<string>(type: "varchar(40)", unicode: false, maxLength: 40, nullable: false),
                    From = table.Column<DateTime>(type: "datetime2", nullable: false),
                    Until = table.Column<DateTime>(type: "datetime2", nullable: true),
                    EnteredById = table.Column<long>(type: "bigint", nullable: false),
                    EnteredAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    EndedAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    EndedById = table.Column<long>(type: "bigint", nullable: true),
                    Version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Absences", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Absences_AspNetUsers_UserId",
                        column: x => x.UserId,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "DutyPeriods",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    UserId = table.Column<long>(type: "bigint", nullable: false),
                    StartedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    Until = table.Column<DateTime>(type: "datetime2", nullable: false),
                    EndedAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    SaidById = table.Column<long>(type: "bigint", nullable: false),
                    LapsedAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    Version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DutyPeriods", x => x.Id);
                    table.ForeignKey(
                        name: "FK_DutyPeriods_AspNetUsers_UserId",
                        column: x => x.UserId,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ShiftHandovers",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    FromUserId = table.Column<long>(type: "bigint", nullable: false),
                    UnitId = table.Column<long>(type: "bigint", nullable: false),
                    ToUserId = table.Column<long>(type: "bigint", nullable: true),
                    At = table.Column<DateTime>(type: "datetime2", nullable: false),
                    BackAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    Note = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true),
                    Status = table.Column<string>(type: "varchar(40)", unicode: false, maxLength: 40, nullable: false),
                    DecidedById = table.Column<long>(type: "bigint", nullable: true),
                    DecidedAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    RejectedBecause = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true),
                    Version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ShiftHandovers", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ShiftHandovers_AspNetUsers_DecidedById",
                        column: x => x.DecidedById,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_ShiftHandovers_AspNetUsers_FromUserId",
                        column: x => x.FromUserId,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_ShiftHandovers_AspNetUsers_ToUserId",
                        column: x => x.ToUserId,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_ShiftHandovers_Units_UnitId",
                        column: x => x.UnitId,
                        principalTable: "Units",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "UnitPosts",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    UnitId = table.Column<long>(type: "bigint", nullable: false),
                    Skill = table.Column<string>(type: "varchar(40)", unicode: false, maxLength: 40, nullable: true),
                    Posts = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_UnitPosts", x => x.Id);
                    table.ForeignKey(
                        name: "FK_UnitPosts_Units_UnitId",
                        column: x => x.UnitId,
                        principalTable: "Units",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ShiftHandoverItems",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    HandoverId = table.Column<long>(type: "bigint", nullable: false),
                    Kind = table.Column<string>(type: "varchar(40)", unicode: false, maxLength: 40, nullable: false),
                    DeadlineId = table.Column<long>(type: "bigint", nullable: true),
                    CaseId = table.Column<long>(type: "bigint", nullable: true),
                    IncidentId = table.Column<long>(type: "bigint", nullable: true),
                    DueAt = table.Column<DateTime>(type: "datetime2", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ShiftHandoverItems", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ShiftHandoverItems_Cases_CaseId",
                        column: x => x.CaseId,
                        principalTable: "Cases",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_ShiftHandoverItems_Deadlines_DeadlineId",
                        column: x => x.DeadlineId,
                        principalTable: "Deadlines",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_ShiftHandoverItems_Incidents_IncidentId",
                        column: x => x.IncidentId,
                        principalTable: "Incidents",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_ShiftHandoverItems_ShiftHandovers_HandoverId",
                        column: x => x.HandoverId,
                        principalTable: "ShiftHandovers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Responsibilities_HeldBy",
                table: "Responsibilities",
                columns: new[] { "OwnerUserId", "OwnerUnitId" },
                filter: "[IsCurrent] = 1");

            migrationBuilder.CreateIndex(
                name: "IX_Responsibilities_OwnerUnitId_AcceptedAt",
                table: "Responsibilities",
                columns: new[] { "OwnerUnitId", "AcceptedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Responsibilities_OwnerUnitId_EndedAt",
                table: "Responsibilities",
                columns: new[] { "OwnerUnitId", "EndedAt" });

            migrationBuilder.AddCheckConstraint(
                name: "CK_Responsibilities_Ended",
                table: "Responsibilities",
                sql: "([IsCurrent] = 1 AND [EndedAt] IS NULL) OR ([IsCurrent] = 0 AND [EndedAt] IS NOT NULL AND [EndedAt] >= [AcceptedAt])");

            migrationBuilder.CreateIndex(
                name: "IX_HandoverOffers_FromUnitId_Status",
                table: "HandoverOffers",
                columns: new[] { "FromUnitId", "Status" });

            migrationBuilder.CreateIndex(
                name: "IX_Absences_EndedAt_Until",
                table: "Absences",
                columns: new[] { "EndedAt", "Until" });

            migrationBuilder.CreateIndex(
                name: "IX_Absences_UserId_From",
                table: "Absences",
                columns: new[] { "UserId", "From" });

            migrationBuilder.CreateIndex(
                name: "IX_DutyPeriods_EndedAt_Until",
                table: "DutyPeriods",
                columns: new[] { "EndedAt", "Until" });

            migrationBuilder.CreateIndex(
                name: "IX_DutyPeriods_Open",
                table: "DutyPeriods",
                column: "UserId",
                unique: true,
                filter: "[EndedAt] IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_DutyPeriods_UserId",
                table: "DutyPeriods",
                column: "UserId");

            migrationBuilder.CreateIndex(
                name: "IX_ShiftHandoverItems_CaseId",
                table: "ShiftHandoverItems",
                column: "CaseId");

            migrationBuilder.CreateIndex(
                name: "IX_ShiftHandoverItems_DeadlineId",
                table: "ShiftHandoverItems",
                column: "DeadlineId");

            migrationBuilder.CreateIndex(
                name: "IX_ShiftHandoverItems_HandoverId",
                table: "ShiftHandoverItems",
                column: "HandoverId");

            migrationBuilder.CreateIndex(
                name: "IX_ShiftHandoverItems_IncidentId",
                table: "ShiftHandoverItems",
                column: "IncidentId");

            migrationBuilder.CreateIndex(
                name: "IX_ShiftHandovers_DecidedById",
                table: "ShiftHandovers",
                column: "DecidedById");

            migrationBuilder.CreateIndex(
                name: "IX_ShiftHandovers_FromUserId_Status",
                table: "ShiftHandovers",
                columns: new[] { "FromUserId", "Status" });

            migrationBuilder.CreateIndex(
                name: "IX_ShiftHandovers_ToUserId_Status",
                table: "ShiftHandovers",
                columns: new[] { "ToUserId", "Status" });

            migrationBuilder.CreateIndex(
                name: "IX_ShiftHandovers_UnitId_Status",
                table: "ShiftHandovers",
                columns: new[] { "UnitId", "Status" });

            migrationBuilder.CreateIndex(
                name: "IX_UnitPosts_UnitId_Skill",
                table: "UnitPosts",
                columns: new[] { "UnitId", "Skill" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Absences");

            migrationBuilder.DropTable(
                name: "DutyPeriods");

            migrationBuilder.DropTable(
                name: "ShiftHandoverItems");

            migrationBuilder.DropTable(
                name: "UnitPosts");

            migrationBuilder.DropTable(
                name: "ShiftHandovers");

            migrationBuilder.DropIndex(
                name: "IX_Responsibilities_HeldBy",
                table: "Responsibilities");

            migrationBuilder.DropIndex(
                name: "IX_Responsibilities_OwnerUnitId_AcceptedAt",
                table: "Responsibilities");

            migrationBuilder.DropIndex(
                name: "IX_Responsibilities_OwnerUnitId_EndedAt",
                table: "Responsibilities");

            migrationBuilder.DropCheckConstraint(
                name: "CK_Responsibilities_Ended",
                table: "Responsibilities");

            migrationBuilder.DropIndex(
                name: "IX_HandoverOffers_FromUnitId_Status",
                table: "HandoverOffers");

            migrationBuilder.DropColumn(
                name: "Came",
                table: "Responsibilities");

            migrationBuilder.DropColumn(
                name: "CameById",
                table: "Responsibilities");

            migrationBuilder.DropColumn(
                name: "EndedWithCase",
                table: "Responsibilities");

            migrationBuilder.DropColumn(
                name: "WithdrawnBecause",
                table: "HandoverOffers");

            migrationBuilder.CreateIndex(
                name: "IX_HandoverOffers_FromUnitId",
                table: "HandoverOffers",
                column: "FromUnitId");
        }
    }
}
