using Microsoft.EntityFrameworkCore.Migrations;

namespace DaCaseManagement.Sqlite;

/// <summary>A decided version of the policy is never changed or taken away, whoever asks.</summary>
internal static class PolicyTriggers
{
    public static void KeepDecidedPolicies(this MigrationBuilder migrations)
    {
        migrations.Sql("CREATE TRIGGER PolicyVersions_Decided BEFORE UPDATE ON PolicyVersions WHEN OLD.State IN ('Approved', 'Refused', 'Withdrawn') BEGIN SELECT RAISE(ABORT, 'A decided policy version is never changed'); END;");
        migrations.Sql("CREATE TRIGGER PolicyVersions_Kept BEFORE DELETE ON PolicyVersions BEGIN SELECT RAISE(ABORT, 'A policy version is never deleted'); END;");
    }
}
