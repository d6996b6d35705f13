using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace DaCaseManagement.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Watch : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "NotAskedBecause",
                table: "CaseIncidents",
                type: "TEXT",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "UnassessedSince",
                table: "CaseIncidents",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "AssessmentGaps",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    AssessmentId = table.Column<long>(type: "INTEGER", nullable: false),
                    Gap = table.Column<string>(type: "TEXT", unicode: false, maxLength: 40, nullable: false),
                    AssessorId = table.Column<long>(type: "INTEGER", nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AssessmentGaps", x => x.Id);
                    table.ForeignKey(
                        name: "FK_AssessmentGaps_AspNetUsers_AssessorId",
                        column: x => x.AssessorId,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_AssessmentGaps_Assessments_AssessmentId",
                        column: x => x.AssessmentId,
                        principalTable: "Assessments",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Exemptions",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    CaseId = table.Column<long>(type: "INTEGER", nullable: false),
                    IncidentId = table.Column<long>(type: "INTEGER", nullable: false),
                    AskedById = table.Column<long>(type: "INTEGER", nullable: false),
                    Stage = table.Column<string>(type: "TEXT", unicode: false, maxLength: 40, nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Exemptions", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Exemptions_AspNetUsers_AskedById",
                        column: x => x.AskedById,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Exemptions_Cases_CaseId",
                        column: x => x.CaseId,
                        principalTable: "Cases",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Exemptions_Incidents_IncidentId",
                        column: x => x.IncidentId,
                        principalTable: "Incidents",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ReviewOpenings",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    AssessmentId = table.Column<long>(type: "INTEGER", nullable: false),
                    UserId = table.Column<long>(type: "INTEGER", nullable: false),
                    OpenedAt = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ReviewOpenings", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ReviewOpenings_AspNetUsers_UserId",
                        column: x => x.UserId,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_ReviewOpenings_Assessments_AssessmentId",
                        column: x => x.AssessmentId,
                        principalTable: "Assessments",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "RiskChanges",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    CaseId = table.Column<long>(type: "INTEGER", nullable: false),
                    Event = table.Column<string>(type: "TEXT", unicode: false, maxLength: 40, nullable: false),
                    Source = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    HappensAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Words = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    ById = table.Column<long>(type: "INTEGER", nullable: false),
                    ByName = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    RecordedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    PolicyVersion = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    OpensAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    DueAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Ahead = table.Column<bool>(type: "INTEGER", nullable: false),
                    AnsweredAt = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RiskChanges", x => x.Id);
                    table.ForeignKey(
                        name: "FK_RiskChanges_Cases_CaseId",
                        column: x => x.CaseId,
                        principalTable: "Cases",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "VulnerabilityAssessments",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    IncidentId = table.Column<long>(type: "INTEGER", nullable: false),
                    PersonId = table.Column<long>(type: "INTEGER", nullable: false),
                    Definition = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    PolicyVersion = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    Vulnerable = table.Column<bool>(type: "INTEGER", nullable: false),
                    Words = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    AssessorId = table.Column<long>(type: "INTEGER", nullable: false),
                    SubmittedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    CorrectsId = table.Column<long>(type: "INTEGER", nullable: true),
                    CorrectedBecause = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_VulnerabilityAssessments", x => x.Id);
                    table.ForeignKey(
                        name: "FK_VulnerabilityAssessments_AspNetUsers_AssessorId",
                        column: x => x.AssessorId,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_VulnerabilityAssessments_Incidents_IncidentId",
                        column: x => x.IncidentId,
                        principalTable: "Incidents",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_VulnerabilityAssessments_People_PersonId",
                        column: x => x.PersonId,
                        principalTable: "People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_VulnerabilityAssessments_VulnerabilityAssessments_CorrectsId",
                        column: x => x.CorrectsId,
                        principalTable: "VulnerabilityAssessments",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ExemptionSteps",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    ExemptionId = table.Column<long>(type: "INTEGER", nullable: false),
                    Stage = table.Column<string>(type: "TEXT", unicode: false, maxLength: 40, nullable: false),
                    Words = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    ById = table.Column<long>(type: "INTEGER", nullable: false),
                    ByName = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    PolicyVersion = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ExemptionSteps", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ExemptionSteps_Exemptions_ExemptionId",
                        column: x => x.ExemptionId,
                        principalTable: "Exemptions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "VulnerabilityAnswers",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    VulnerabilityAssessmentId = table.Column<long>(type: "INTEGER", nullable: false),
                    Code = table.Column<string>(type: "TEXT", unicode: false, maxLength: 40, nullable: false),
                    Prompt = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Reply = table.Column<string>(type: "TEXT", unicode: false, maxLength: 40, nullable: false),
                    Detail = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    Leads = table.Column<string>(type: "TEXT", unicode: false, maxLength: 100, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_VulnerabilityAnswers", x => x.Id);
                    table.ForeignKey(
                        name: "FK_VulnerabilityAnswers_VulnerabilityAssessments_VulnerabilityAssessmentId",
                        column: x => x.VulnerabilityAssessmentId,
                        principalTable: "VulnerabilityAssessments",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_GradeDecisions_At",
                table: "GradeDecisions",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "IX_Deadlines_Kind_SatisfiedAt",
                table: "Deadlines",
                columns: new[] { "Kind", "SatisfiedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_CaseIncidents_Unassessed",
                table: "CaseIncidents",
                columns: new[] { "UnassessedSince", "IncidentId", "CaseId" },
                filter: "[UnassessedSince] IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_AssessmentGaps_AssessmentId_Gap",
                table: "AssessmentGaps",
                columns: new[] { "AssessmentId", "Gap" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_AssessmentGaps_AssessorId_Gap_At",
                table: "AssessmentGaps",
                columns: new[] { "AssessorId", "Gap", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_AssessmentGaps_At",
                table: "AssessmentGaps",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "IX_Exemptions_AskedById",
                table: "Exemptions",
                column: "AskedById");

            migrationBuilder.CreateIndex(
                name: "IX_Exemptions_CaseId",
                table: "Exemptions",
                column: "CaseId");

            migrationBuilder.CreateIndex(
                name: "IX_Exemptions_IncidentId_CaseId_Stage",
                table: "Exemptions",
                columns: new[] { "IncidentId", "CaseId", "Stage" });

            migrationBuilder.CreateIndex(
                name: "IX_Exemptions_OneAsked",
                table: "Exemptions",
                columns: new[] { "IncidentId", "CaseId" },
                unique: true,
                filter: "[Stage] = 'Asked'");

            migrationBuilder.CreateIndex(
                name: "IX_ExemptionSteps_ExemptionId",
                table: "ExemptionSteps",
                column: "ExemptionId");

            migrationBuilder.CreateIndex(
                name: "IX_ReviewOpenings_AssessmentId_UserId",
                table: "ReviewOpenings",
                columns: new[] { "AssessmentId", "UserId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ReviewOpenings_UserId",
                table: "ReviewOpenings",
                column: "UserId");

            migrationBuilder.CreateIndex(
                name: "IX_RiskChanges_Ahead",
                table: "RiskChanges",
                column: "OpensAt",
                filter: "[Ahead]");

            migrationBuilder.CreateIndex(
                name: "IX_RiskChanges_CaseId_Event_Source",
                table: "RiskChanges",
                columns: new[] { "CaseId", "Event", "Source" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_VulnerabilityAnswers_VulnerabilityAssessmentId_Code",
                table: "VulnerabilityAnswers",
                columns: new[] { "VulnerabilityAssessmentId", "Code" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_VulnerabilityAssessments_AssessorId",
                table: "VulnerabilityAssessments",
                column: "AssessorId");

            migrationBuilder.CreateIndex(
                name: "IX_VulnerabilityAssessments_CorrectsId",
                table: "VulnerabilityAssessments",
                column: "CorrectsId",
                unique: true,
                filter: "[CorrectsId] IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_VulnerabilityAssessments_First",
                table: "VulnerabilityAssessments",
                columns: new[] { "IncidentId", "PersonId" },
                unique: true,
                filter: "[CorrectsId] IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_VulnerabilityAssessments_IncidentId",
                table: "VulnerabilityAssessments",
                column: "IncidentId");

            migrationBuilder.CreateIndex(
                name: "IX_VulnerabilityAssessments_PersonId",
                table: "VulnerabilityAssessments",
                column: "PersonId");

            // Closed in the system they were taken over from: no assessment is asked for. Who else waits the watch finds from the records after the next start.
            migrationBuilder.Sql("UPDATE CaseIncidents SET NotAskedBecause = 'Closed in the system it was taken over from' WHERE IncidentId IN (SELECT IncidentId FROM LegacyRecords WHERE IncidentId IS NOT NULL) AND IncidentId IN (SELECT Id FROM Incidents WHERE Status = 'Closed')");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "AssessmentGaps");

            migrationBuilder.DropTable(
                name: "ExemptionSteps");

            migrationBuilder.DropTable(
                name: "ReviewOpenings");

            migrationBuilder.DropTable(
                name: "RiskChanges");

            migrationBuilder.DropTable(
                name: "VulnerabilityAnswers");

            migrationBuilder.DropTable(
                name: "Exemptions");

            migrationBuilder.DropTable(
                name: "VulnerabilityAssessments");

            migrationBuilder.DropIndex(
                name: "IX_GradeDecisions_At",
                table: "GradeDecisions");

            migrationBuilder.DropIndex(
                name: "IX_Deadlines_Kind_SatisfiedAt",
                table: "Deadlines");

            migrationBuilder.DropIndex(
                name: "IX_CaseIncidents_Unassessed",
                table: "CaseIncidents");

            migrationBuilder.DropColumn(
                name: "NotAskedBecause",
                table: "CaseIncidents");

            migrationBuilder.DropColumn(
                name: "UnassessedSince",
                table: "CaseIncidents");
        }
    }
}
