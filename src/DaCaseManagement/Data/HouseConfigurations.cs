using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Pipeline;

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace DaCaseManagement.Data;

// Keys, lengths and the indexes that the queries of each room use. Filters are written for SQL Server's quoting, which SQLite also reads.

internal sealed class UserConfiguration : IEntityTypeConfiguration<User>
{
    public void Configure(EntityTypeBuilder<User> b) => b.Property(u => u.FullName).HasMaxLength(Lengths.Name);
}

internal sealed class UnitConfiguration : IEntityTypeConfiguration<Unit>
{
    public void Configure(EntityTypeBuilder<Unit> b)
    {
        b.Property(u => u.Code).HasMaxLength(20);
        b.Property(u => u.Name).HasMaxLength(Lengths.Name);
        b.HasIndex(u => u.Code).IsUnique();
    }
}

internal sealed class AreaConfiguration : IEntityTypeConfiguration<Area>
{
    public void Configure(EntityTypeBuilder<Area> b)
    {
        b.Property(a => a.Code).HasMaxLength(20);
        b.Property(a => a.Name).HasMaxLength(Lengths.Name);
        b.HasIndex(a => a.Code).IsUnique();
    }
}

internal sealed class SessionConfiguration : IEntityTypeConfiguration<SignInSession>
{
    public void Configure(EntityTypeBuilder<SignInSession> b)
    {
        b.Property(s => s.Id).ValueGeneratedNever();
        b.HasOne(s => s.User).WithMany().HasForeignKey(s => s.UserId);
    }
}

internal sealed class UserSkillConfiguration : IEntityTypeConfiguration<UserSkill>
{
    public void Configure(EntityTypeBuilder<UserSkill> b)
    {
        b.HasKey(s => new { s.UserId, s.Skill });
        b.HasOne<User>().WithMany().HasForeignKey(s => s.UserId);
    }
}

internal sealed class AuditEventConfiguration : IEntityTypeConfiguration<AuditEvent>
{
    public void Configure(EntityTypeBuilder<AuditEvent> b)
    {
        // The database itself refuses changes: triggers, made by the migrations.
        b.ToTable(t => t.HasTrigger("AuditEvents_AppendOnly"));
        b.HasKey(e => e.Sequence);
        b.Property(e => e.Sequence).ValueGeneratedNever();
        b.Property(e => e.UserName).HasMaxLength(Lengths.Name);
        b.Property(e => e.Code).HasMaxLength(60);
        b.Property(e => e.SubjectReference).HasMaxLength(Lengths.Name);
        b.Property(e => e.Detail).HasMaxLength(1_000);
        b.Property(e => e.Hash).HasMaxLength(64).IsUnicode(false);
        b.HasIndex(e => new { e.SubjectKind, e.SubjectReference, e.Sequence });
        b.HasIndex(e => new { e.UserId, e.Sequence });
        b.HasIndex(e => new { e.Code, e.Sequence });
        b.HasIndex(e => e.At);
    }
}

internal sealed class AuditHeadConfiguration : IEntityTypeConfiguration<AuditHead>
{
    public void Configure(EntityTypeBuilder<AuditHead> b)
    {
        b.Property(h => h.Id).ValueGeneratedNever();
        b.Property(h => h.Hash).HasMaxLength(64).IsUnicode(false);
    }
}

internal sealed class OnceKeyConfiguration : IEntityTypeConfiguration<OnceKey>
{
    public void Configure(EntityTypeBuilder<OnceKey> b)
    {
        b.HasKey(k => new { k.Key, k.Request, k.ContentHash });
        b.Property(k => k.Request).HasMaxLength(Lengths.Name);
        b.Property(k => k.ContentHash).HasMaxLength(64).IsUnicode(false);
        b.Property(k => k.Answer).HasMaxLength(4_000);
        b.HasIndex(k => k.At);
    }
}

internal sealed class ProtectionKeyConfiguration : IEntityTypeConfiguration<ProtectionKey>
{
    public void Configure(EntityTypeBuilder<ProtectionKey> b) => b.Property(k => k.Xml).HasMaxLength(8_000);
}

internal sealed class ReferenceCounterConfiguration : IEntityTypeConfiguration<ReferenceCounter>
{
    public void Configure(EntityTypeBuilder<ReferenceCounter> b)
    {
        b.HasKey(c => c.Series);
        b.Property(c => c.Series).HasMaxLength(20);
    }
}
