using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace DaCaseManagement.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Markers : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {

        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {

        }
    }
}
