using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace DaCaseManagement.SqlServer.Migrations
{
    /// <inheritdoc />
    public partial class HistoryIndexes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "IX_Responsibilities_CaseId_IsCurrent_Kind",
                table: "Responsibilities",
                columns: new[] { "CaseId", "IsCurrent", "Kind" });

            migrationBuilder.CreateIndex(
                name: "IX_HandoverOffers_CaseId_Status",
                table: "HandoverOffers",
                columns: new[] { "CaseId", "Status" });

            migrationBuilder.CreateIndex(
                name: "IX_DifferentPeople_OneId",
                table: "DifferentPeople",
                column: "OneId");

            migrationBuilder.CreateIndex(
                name: "IX_Assessments_IncidentId_SubmittedAt",
                table: "Assessments",
                columns: new[] { "IncidentId", "SubmittedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_AggressorDecisions_CaseId",
                table: "AggressorDecisions",
                column: "CaseId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Responsibilities_CaseId_IsCurrent_Kind",
                table: "Responsibilities");

            migrationBuilder.DropIndex(
                name: "IX_HandoverOffers_CaseId_Status",
                table: "HandoverOffers");

            migrationBuilder.DropIndex(
                name: "IX_DifferentPeople_OneId",
                table: "DifferentPeople");

            migrationBuilder.DropIndex(
                name: "IX_Assessments_IncidentId_SubmittedAt",
                table: "Assessments");

            migrationBuilder.DropIndex(
                name: "IX_AggressorDecisions_CaseId",
                table: "AggressorDecisions");
        }
    }
}
