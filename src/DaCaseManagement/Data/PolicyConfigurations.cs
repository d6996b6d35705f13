using DaCaseManagement.Pipeline;
using DaCaseManagement.Policy.Changes;

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace DaCaseManagement.Data;

internal sealed class PolicyVersionConfiguration : IEntityTypeConfiguration<PolicyVersion>
{
    public void Configure(EntityTypeBuilder<PolicyVersion> b)
    {
        // What has been decided is never changed: a trigger refuses it (each provider's migration), and SQL Server must know that there is one.
        b.ToTable("PolicyVersions", t => t.HasTrigger("PolicyVersions_Decided"));
        b.Property(v => v.Name).HasMaxLength(40).IsUnicode(false);
        b.Property(v => v.Profile).HasMaxLength(200_000);
        b.Property(v => v.Typed).HasMaxLength(400_000);
        b.Property(v => v.FileDigest).HasMaxLength(64).IsUnicode(false);
        b.Property(v => v.Reason).HasMaxLength(Lengths.Note);
        b.Property(v => v.DecidedWords).HasMaxLength(Lengths.Note);
        b.HasOne(v => v.BasedOn).WithMany().HasForeignKey(v => v.BasedOnId);
        b.HasIndex(v => new { v.Name, v.Number }).IsUnique();
        b.HasIndex(v => v.Turn).IsUnique();
        b.HasIndex(v => new { v.State, v.Id });

        // One draft a person, and a file is proposed once, however many nodes read it.
        b.HasIndex(v => v.ProposedById).IsUnique().HasFilter("[State] = 'Draft'");
        b.HasIndex(v => v.FileDigest).IsUnique().HasFilter("[State] = 'Proposed' AND [FileDigest] IS NOT NULL");
    }
}
