using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace DaCaseManagement.SqlServer.Migrations
{
    /// <inheritdoc />
    public partial class MailOfUser : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "IX_OutgoingMails_UserId_QueuedAt",
                table: "OutgoingMails",
                columns: new[] { "UserId", "QueuedAt" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_OutgoingMails_UserId_QueuedAt",
                table: "OutgoingMails");
        }
    }
}
