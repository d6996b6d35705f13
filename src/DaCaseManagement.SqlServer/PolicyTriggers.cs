using Microsoft.EntityFrameworkCore.Migrations;

namespace DaCaseManagement.SqlServer;

/// <summary>A decided version of the policy is never changed or taken away, whoever asks.</summary>
internal static class PolicyTriggers
{
    public static void KeepDecidedPolicies(this MigrationBuilder migrations)
    {
        // EXEC: the statement must stand alone in its batch, also in a script of all migrations.
        migrations.Sql("EXEC('CREATE TRIGGER PolicyVersions_Decided ON PolicyVersions AFTER UPDATE AS BEGIN SET NOCOUNT ON; IF EXISTS (SELECT 1 FROM deleted WHERE State IN (''Approved'', ''Refused'', ''Withdrawn'')) THROW 51000, ''A decided policy version is never changed'', 1; END');");
        migrations.Sql("EXEC('CREATE TRIGGER PolicyVersions_Kept ON PolicyVersions AFTER DELETE AS BEGIN SET NOCOUNT ON; IF EXISTS (SELECT 1 FROM deleted) THROW 51000, ''A policy version is never deleted'', 1; END');");
    }
}
