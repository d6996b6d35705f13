using DaCaseManagement.Access;
using DaCaseManagement.Imports;
using DaCaseManagement.Pipeline;

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace DaCaseManagement.Data;

internal sealed class ImportFileConfiguration : IEntityTypeConfiguration<ImportFile>
{
    public void Configure(EntityTypeBuilder<ImportFile> b)
    {
        b.Property(f => f.Reference).HasMaxLength(20);
        b.HasIndex(f => f.Reference).IsUnique();
        b.Property(f => f.Source).HasMaxLength(ImportNames.MostSource);
        b.Property(f => f.StoredAs).HasMaxLength(40).IsUnicode(false);
        b.Property(f => f.ContentHash).HasMaxLength(64).IsUnicode(false);
        b.Property(f => f.Delimiter).HasMaxLength(1);
        b.Property(f => f.Columns).HasMaxLength(8_000).IsUnicode(false);
        b.Property(f => f.ByName).HasMaxLength(Lengths.Name);
        b.HasOne<User>().WithMany().HasForeignKey(f => f.ById);
        b.Ignore(f => f.IsOver);
        b.HasIndex(f => new { f.Status, f.Id });
        b.HasIndex(f => f.ContentHash);
    }
}

internal sealed class ImportProblemConfiguration : IEntityTypeConfiguration<ImportProblem>
{
    public void Configure(EntityTypeBuilder<ImportProblem> b)
    {
        b.Property(p => p.Column).HasMaxLength(Lengths.Line);
        b.Property(p => p.AsTyped).HasMaxLength(Lengths.Line);
        b.Property(p => p.Why).HasMaxLength(Lengths.Line);
        b.HasOne<ImportFile>().WithMany().HasForeignKey(p => p.ImportFileId);
        b.HasIndex(p => new { p.ImportFileId, p.Id });
    }
}

internal sealed class LegacyRecordConfiguration : IEntityTypeConfiguration<LegacyRecord>
{
    public void Configure(EntityTypeBuilder<LegacyRecord> b)
    {
        b.Property(r => r.Source).HasMaxLength(ImportNames.MostSource);
        b.Property(r => r.Reference).HasMaxLength(Lengths.Name);
        b.Property(r => r.ContentHash).HasMaxLength(64).IsUnicode(false);
        b.Property(r => r.KeptAsTyped).HasMaxLength(Lengths.Narrative);
        b.HasOne(r => r.Person).WithMany().HasForeignKey(r => r.PersonId);
        b.HasOne(r => r.Incident).WithMany().HasForeignKey(r => r.IncidentId);
        b.HasOne<ImportFile>().WithMany().HasForeignKey(r => r.ImportFileId);
        b.HasOne<ImportFile>().WithMany().HasForeignKey(r => r.LastImportFileId);
        b.HasIndex(r => new { r.Source, r.Kind, r.Reference }).IsUnique();
    }
}
