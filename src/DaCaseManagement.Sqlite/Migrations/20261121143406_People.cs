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

            migrationBuilder.AlterColumn<long>(
                name: "PersonId",
                table: "Markers",
                type: "INTEGER",
                nullable: true,
                oldClrType: typeof(long),
                oldType: "INTEGER");

            migrationBuilder.AddColumn<string>(
                name: "Address",
                table: "Markers",
                type: "TEXT",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "EndedAt",
                table: "Markers",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "PlaceKey",
                table: "Markers",
                type: "TEXT",
                maxLength: 130,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Postcode",
                table: "Markers",
                type: "TEXT",
                unicode: false,
                maxLength: 10,
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "ReviewOn",
                table: "Markers",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Version",
                table: "Markers",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateTable(
                name: "AggressorDecisions",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    CaseId = table.Column<long>(type: "INTEGER", nullable: false),
                    OppositeId = table.Column<long>(type: "INTEGER", nullable: false),
                    AggressorId = table.Column<long>(type: "INTEGER", nullable: true),
                    Basis = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    Because = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    ById = table.Column<long>(type: "INTEGER", nullable: false),
                    CorrectsId = table.Column<long>(type: "INTEGER", nullable: true),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AggressorDecisions", x => x.Id);
                    table.ForeignKey(
                        name: "FK_AggressorDecisions_AggressorDecisions_CorrectsId",
                        column: x => x.CorrectsId,
                        principalTable: "AggressorDecisions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_AggressorDecisions_AspNetUsers_ById",
                        column: x => x.ById,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_AggressorDecisions_Cases_CaseId",
                        column: x => x.CaseId,
                        principalTable: "Cases",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_AggressorDecisions_Cases_OppositeId",
                        column: x => x.OppositeId,
                        principalTable: "Cases",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_AggressorDecisions_People_AggressorId",
                        column: x => x.AggressorId,
                        principalTable: "People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

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
                name: "ImportFiles",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Reference = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Kind = table.Column<string>(type: "TEXT", unicode: false, maxLength: 40, nullable: false),
                    Source = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    StoredAs = table.Column<string>(type: "TEXT", unicode: false, maxLength: 40, nullable: true),
                    ContentHash = table.Column<string>(type: "TEXT", unicode: false, maxLength: 64, nullable: false),
                    Bytes = table.Column<long>(type: "INTEGER", nullable: false),
                    Encoding = table.Column<string>(type: "TEXT", unicode: false, maxLength: 40, nullable: false),
                    Delimiter = table.Column<string>(type: "TEXT", maxLength: 1, nullable: false),
                    Columns = table.Column<string>(type: "TEXT", unicode: false, maxLength: 8000, nullable: false),
                    Status = table.Column<string>(type: "TEXT", unicode: false, maxLength: 40, nullable: false),
                    ById = table.Column<long>(type: "INTEGER", nullable: true),
                    ByName = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    AddedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    StartedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    FinishedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    RowsDone = table.Column<long>(type: "INTEGER", nullable: false),
                    BytesDone = table.Column<long>(type: "INTEGER", nullable: false),
                    Batches = table.Column<int>(type: "INTEGER", nullable: false),
                    Added = table.Column<long>(type: "INTEGER", nullable: false),
                    Changed = table.Column<long>(type: "INTEGER", nullable: false),
                    Unchanged = table.Column<long>(type: "INTEGER", nullable: false),
                    Refused = table.Column<long>(type: "INTEGER", nullable: false),
                    Flagged = table.Column<long>(type: "INTEGER", nullable: false),
                    Fault = table.Column<string>(type: "TEXT", maxLength: 400, nullable: true),
                    LeaseBy = table.Column<Guid>(type: "TEXT", nullable: true),
                    LeaseUntil = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ImportFiles", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ImportFiles_AspNetUsers_ById",
                        column: x => x.ById,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "MarkerReviews",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    MarkerId = table.Column<long>(type: "INTEGER", nullable: false),
                    Kept = table.Column<bool>(type: "INTEGER", nullable: false),
                    Because = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    ReviewOnBefore = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    ReviewOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    ExpiresAtBefore = table.Column<DateTime>(type: "TEXT", nullable: true),
                    ExpiresAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    ById = table.Column<long>(type: "INTEGER", nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MarkerReviews", x => x.Id);
                    table.ForeignKey(
                        name: "FK_MarkerReviews_AspNetUsers_ById",
                        column: x => x.ById,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_MarkerReviews_Markers_MarkerId",
                        column: x => x.MarkerId,
                        principalTable: "Markers",
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
                name: "Standings",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Pattern = table.Column<string>(type: "TEXT", unicode: false, maxLength: 40, nullable: false),
                    Rule = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    SubjectId = table.Column<long>(type: "INTEGER", nullable: false),
                    OtherId = table.Column<long>(type: "INTEGER", nullable: false),
                    Place = table.Column<string>(type: "TEXT", maxLength: 150, nullable: false),
                    Sight = table.Column<string>(type: "TEXT", unicode: false, maxLength: 40, nullable: false),
                    AreaId = table.Column<long>(type: "INTEGER", nullable: true),
                    Count = table.Column<int>(type: "INTEGER", nullable: false),
                    ReachedOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    LatestOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    HoldsUntil = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Rank = table.Column<double>(type: "REAL", nullable: false),
                    Because = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Standings", x => x.Id);
                });

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

            migrationBuilder.CreateTable(
                name: "WelfareReviews",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    PersonId = table.Column<long>(type: "INTEGER", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Words = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    On = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    NextOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Restricted = table.Column<bool>(type: "INTEGER", nullable: false),
                    ById = table.Column<long>(type: "INTEGER", nullable: false),
                    ByName = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_WelfareReviews", x => x.Id);
                    table.ForeignKey(
                        name: "FK_WelfareReviews_AspNetUsers_ById",
                        column: x => x.ById,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_WelfareReviews_People_PersonId",
                        column: x => x.PersonId,
                        principalTable: "People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ImportProblems",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    ImportFileId = table.Column<long>(type: "INTEGER", nullable: false),
                    Row = table.Column<long>(type: "INTEGER", nullable: false),
                    Column = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    AsTyped = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Why = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Refused = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ImportProblems", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ImportProblems_ImportFiles_ImportFileId",
                        column: x => x.ImportFileId,
                        principalTable: "ImportFiles",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "LegacyRecords",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Source = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Kind = table.Column<string>(type: "TEXT", unicode: false, maxLength: 40, nullable: false),
                    Reference = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    ContentHash = table.Column<string>(type: "TEXT", unicode: false, maxLength: 64, nullable: false),
                    PersonId = table.Column<long>(type: "INTEGER", nullable: true),
                    IncidentId = table.Column<long>(type: "INTEGER", nullable: true),
                    ImportFileId = table.Column<long>(type: "INTEGER", nullable: false),
                    Batch = table.Column<int>(type: "INTEGER", nullable: false),
                    LastImportFileId = table.Column<long>(type: "INTEGER", nullable: false),
                    LastBatch = table.Column<int>(type: "INTEGER", nullable: false),
                    KeptAsTyped = table.Column<string>(type: "TEXT", maxLength: 10000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LegacyRecords", x => x.Id);
                    table.ForeignKey(
                        name: "FK_LegacyRecords_ImportFiles_ImportFileId",
                        column: x => x.ImportFileId,
                        principalTable: "ImportFiles",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_LegacyRecords_ImportFiles_LastImportFileId",
                        column: x => x.LastImportFileId,
                        principalTable: "ImportFiles",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_LegacyRecords_Incidents_IncidentId",
                        column: x => x.IncidentId,
                        principalTable: "Incidents",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_LegacyRecords_People_PersonId",
                        column: x => x.PersonId,
                        principalTable: "People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Responsibilities_CaseId_IsCurrent_Kind",
                table: "Responsibilities",
                columns: new[] { "CaseId", "IsCurrent", "Kind" });

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
                name: "IX_Markers_EndedAt_ReviewOn_Id",
                table: "Markers",
                columns: new[] { "EndedAt", "ReviewOn", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Markers_PlaceKey",
                table: "Markers",
                column: "PlaceKey",
                filter: "[PlaceKey] IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_HandoverOffers_CaseId_Status",
                table: "HandoverOffers",
                columns: new[] { "CaseId", "Status" });

            migrationBuilder.CreateIndex(
                name: "IX_Cases_OpenByGrade",
                table: "Cases",
                columns: new[] { "Grade", "LastIncidentAt", "Id" },
                filter: "[ClosedAt] IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Assessments_IncidentId_SubmittedAt",
                table: "Assessments",
                columns: new[] { "IncidentId", "SubmittedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_AggressorDecisions_AggressorId",
                table: "AggressorDecisions",
                column: "AggressorId");

            migrationBuilder.CreateIndex(
                name: "IX_AggressorDecisions_ById",
                table: "AggressorDecisions",
                column: "ById");

            migrationBuilder.CreateIndex(
                name: "IX_AggressorDecisions_CaseId",
                table: "AggressorDecisions",
                column: "CaseId");

            migrationBuilder.CreateIndex(
                name: "IX_AggressorDecisions_CorrectsId",
                table: "AggressorDecisions",
                column: "CorrectsId",
                unique: true,
                filter: "[CorrectsId] IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_AggressorDecisions_First",
                table: "AggressorDecisions",
                columns: new[] { "CaseId", "OppositeId" },
                unique: true,
                filter: "[CorrectsId] IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_AggressorDecisions_OppositeId",
                table: "AggressorDecisions",
                column: "OppositeId");

            migrationBuilder.CreateIndex(
                name: "IX_DifferentPeople_ById",
                table: "DifferentPeople",
                column: "ById");

            migrationBuilder.CreateIndex(
                name: "IX_DifferentPeople_OneId",
                table: "DifferentPeople",
                column: "OneId");

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
                name: "IX_ImportFiles_ById",
                table: "ImportFiles",
                column: "ById");

            migrationBuilder.CreateIndex(
                name: "IX_ImportFiles_ContentHash",
                table: "ImportFiles",
                column: "ContentHash");

            migrationBuilder.CreateIndex(
                name: "IX_ImportFiles_Reference",
                table: "ImportFiles",
                column: "Reference",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ImportFiles_Status_Id",
                table: "ImportFiles",
                columns: new[] { "Status", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_ImportProblems_ImportFileId_Id",
                table: "ImportProblems",
                columns: new[] { "ImportFileId", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_LegacyRecords_ImportFileId",
                table: "LegacyRecords",
                column: "ImportFileId");

            migrationBuilder.CreateIndex(
                name: "IX_LegacyRecords_IncidentId",
                table: "LegacyRecords",
                column: "IncidentId");

            migrationBuilder.CreateIndex(
                name: "IX_LegacyRecords_LastImportFileId",
                table: "LegacyRecords",
                column: "LastImportFileId");

            migrationBuilder.CreateIndex(
                name: "IX_LegacyRecords_PersonId",
                table: "LegacyRecords",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_LegacyRecords_Source_Kind_Reference",
                table: "LegacyRecords",
                columns: new[] { "Source", "Kind", "Reference" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_MarkerReviews_ById",
                table: "MarkerReviews",
                column: "ById");

            migrationBuilder.CreateIndex(
                name: "IX_MarkerReviews_MarkerId",
                table: "MarkerReviews",
                column: "MarkerId");

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

            migrationBuilder.CreateIndex(
                name: "IX_Standings_AreaList",
                table: "Standings",
                columns: new[] { "Pattern", "Rule", "AreaId", "Rank", "Id", "HoldsUntil", "ReachedOn" });

            migrationBuilder.CreateIndex(
                name: "IX_Standings_ForceList",
                table: "Standings",
                columns: new[] { "Pattern", "Rule", "Rank", "Id", "HoldsUntil", "ReachedOn" });

            migrationBuilder.CreateIndex(
                name: "IX_Standings_OneEach",
                table: "Standings",
                columns: new[] { "SubjectId", "OtherId", "Place", "Pattern", "Rule", "Sight" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Standings_OtherId",
                table: "Standings",
                column: "OtherId",
                filter: "[OtherId] <> 0");

            migrationBuilder.CreateIndex(
                name: "IX_WelfareReviews_ById",
                table: "WelfareReviews",
                column: "ById");

            migrationBuilder.CreateIndex(
                name: "IX_WelfareReviews_PersonId_On",
                table: "WelfareReviews",
                columns: new[] { "PersonId", "On" });

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
                name: "AggressorDecisions");

            migrationBuilder.DropTable(
                name: "ComparisonsDue");

            migrationBuilder.DropTable(
                name: "DifferentPeople");

            migrationBuilder.DropTable(
                name: "DuplicateCandidates");

            migrationBuilder.DropTable(
                name: "ImportProblems");

            migrationBuilder.DropTable(
                name: "LegacyRecords");

            migrationBuilder.DropTable(
                name: "MarkerReviews");

            migrationBuilder.DropTable(
                name: "PersonJoins");

            migrationBuilder.DropTable(
                name: "PersonKeys");

            migrationBuilder.DropTable(
                name: "Standings");

            migrationBuilder.DropTable(
                name: "WeightSets");

            migrationBuilder.DropTable(
                name: "WelfareReviews");

            migrationBuilder.DropTable(
                name: "ImportFiles");

            migrationBuilder.DropIndex(
                name: "IX_Responsibilities_CaseId_IsCurrent_Kind",
                table: "Responsibilities");

            migrationBuilder.DropIndex(
                name: "IX_PersonNames_FamilyKey",
                table: "PersonNames");

            migrationBuilder.DropIndex(
                name: "IX_People_SameAsId",
                table: "People");

            migrationBuilder.DropIndex(
                name: "IX_Markers_EndedAt_ReviewOn_Id",
                table: "Markers");

            migrationBuilder.DropIndex(
                name: "IX_Markers_PlaceKey",
                table: "Markers");

            migrationBuilder.DropIndex(
                name: "IX_HandoverOffers_CaseId_Status",
                table: "HandoverOffers");

            migrationBuilder.DropIndex(
                name: "IX_Cases_OpenByGrade",
                table: "Cases");

            migrationBuilder.DropIndex(
                name: "IX_Assessments_IncidentId_SubmittedAt",
                table: "Assessments");

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

            migrationBuilder.DropColumn(
                name: "Address",
                table: "Markers");

            migrationBuilder.DropColumn(
                name: "EndedAt",
                table: "Markers");

            migrationBuilder.DropColumn(
                name: "PlaceKey",
                table: "Markers");

            migrationBuilder.DropColumn(
                name: "Postcode",
                table: "Markers");

            migrationBuilder.DropColumn(
                name: "ReviewOn",
                table: "Markers");

            migrationBuilder.DropColumn(
                name: "Version",
                table: "Markers");

            migrationBuilder.AlterColumn<long>(
                name: "PersonId",
                table: "Markers",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L,
                oldClrType: typeof(long),
                oldType: "INTEGER",
                oldNullable: true);
        }
    }
}
