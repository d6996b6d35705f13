using DaCaseManagement.Access;
using DaCaseManagement.Cases;
using DaCaseManagement.Incidents;
using DaCaseManagement.Pipeline;
using DaCaseManagement.Worklists;

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace DaCaseManagement.Data;

internal sealed class FollowUpTaskConfiguration : IEntityTypeConfiguration<FollowUpTask>
{
    public void Configure(EntityTypeBuilder<FollowUpTask> b)
    {
        b.Property(t => t.Words).HasMaxLength(Lengths.Line);
        b.Property(t => t.PolicyVersion).HasMaxLength(60);
        b.Property(t => t.DoneByName).HasMaxLength(Lengths.Name);
        b.Property(t => t.Note).HasMaxLength(Lengths.Note);
        b.Property(t => t.NotDoneBecause).HasMaxLength(Lengths.Note);
        b.Property(t => t.CancelledBecause).HasMaxLength(Lengths.Line);
        b.HasOne(t => t.Case).WithMany().HasForeignKey(t => t.CaseId);
        b.HasOne<Incident>().WithMany().HasForeignKey(t => t.IncidentId);

        // One plan for each incident of a case, whoever grades it at the same instant.
        b.HasIndex(t => new { t.CaseId, t.IncidentId, t.Place }).IsUnique();
        b.HasIndex(t => t.IncidentId);
    }
}

internal sealed class ContactRecordConfiguration : IEntityTypeConfiguration<ContactRecord>
{
    public void Configure(EntityTypeBuilder<ContactRecord> b)
    {
        // The database itself refuses changes: triggers, made by the migration.
        b.ToTable("VictimContacts", t => t.HasTrigger("VictimContacts_AppendOnly"));
        b.Property(c => c.Words).HasMaxLength(Lengths.Note);
        b.Property(c => c.ByName).HasMaxLength(Lengths.Name);
        b.HasOne<Case>().WithMany().HasForeignKey(c => c.CaseId);
        b.HasOne<User>().WithMany().HasForeignKey(c => c.ById);
        b.HasOne<ContactRecord>().WithMany().HasForeignKey(c => c.CorrectsId);
        b.HasMany(c => c.Told).WithOne().HasForeignKey(t => t.ContactId);
        b.HasIndex(c => new { c.CaseId, c.At, c.Id });

        // One correction of each.
        b.HasIndex(c => c.CorrectsId).IsUnique().HasFilter("[CorrectsId] IS NOT NULL");
    }
}

internal sealed class ToldOfConfiguration : IEntityTypeConfiguration<ToldOf>
{
    public void Configure(EntityTypeBuilder<ToldOf> b)
    {
        b.ToTable("VictimContactTold");
        b.HasOne(t => t.Change).WithMany().HasForeignKey(t => t.ChangeId);
    }
}

internal sealed class SavedFilterConfiguration : IEntityTypeConfiguration<SavedFilter>
{
    public void Configure(EntityTypeBuilder<SavedFilter> b)
    {
        b.Property(f => f.Name).HasMaxLength(60);
        b.Ignore(f => f.Filter);
        b.HasOne<User>().WithMany().HasForeignKey(f => f.UserId);
        b.HasIndex(f => new { f.UserId, f.Name }).IsUnique();
    }
}
