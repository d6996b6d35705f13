using DaCaseManagement.Access;
using DaCaseManagement.Cases;
using DaCaseManagement.Incidents.Closing;
using DaCaseManagement.Pipeline;

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace DaCaseManagement.Data;

internal sealed class ClosingActConfiguration : IEntityTypeConfiguration<ClosingAct>
{
    public void Configure(EntityTypeBuilder<ClosingAct> b)
    {
        b.Property(a => a.Words).HasMaxLength(Lengths.Note);
        b.Property(a => a.Detail).HasMaxLength(-1);
        b.Property(a => a.ByName).HasMaxLength(Lengths.Name);
        b.Property(a => a.PolicyVersion).HasMaxLength(60);
        b.HasOne(a => a.Incident).WithMany().HasForeignKey(a => a.IncidentId);
        b.HasOne<User>().WithMany().HasForeignKey(a => a.ById);
        b.HasOne<ClosingAct>().WithMany().HasForeignKey(a => a.AboutId);
        b.HasIndex(a => new { a.IncidentId, a.Id });

        // One answer to each request, whoever decides at the same instant.
        b.HasIndex(a => a.AboutId).IsUnique().HasFilter("[AboutId] IS NOT NULL");

        // The database itself refuses changes: triggers, made by the migration.
        b.ToTable(t => t.HasTrigger("ClosingActs_AppendOnly"));
    }
}

internal sealed class CaseClosingConfiguration : IEntityTypeConfiguration<CaseClosing>
{
    public void Configure(EntityTypeBuilder<CaseClosing> b)
    {
        b.Property(c => c.PlanWith).HasMaxLength(Lengths.Line);
        b.Property(c => c.ToldHow).HasMaxLength(Lengths.Line);
        b.Property(c => c.NotToldBecause).HasMaxLength(Lengths.Note);
        b.Property(c => c.Words).HasMaxLength(Lengths.Note);
        b.Property(c => c.ByName).HasMaxLength(Lengths.Name);
        b.Property(c => c.PolicyVersion).HasMaxLength(60);
        b.HasOne(c => c.Case).WithMany().HasForeignKey(c => c.CaseId);
        b.HasOne<User>().WithMany().HasForeignKey(c => c.ById);
        b.HasIndex(c => new { c.CaseId, c.Id });
        b.ToTable(t => t.HasTrigger("CaseClosings_AppendOnly"));
    }
}
