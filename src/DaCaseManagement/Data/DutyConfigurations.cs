using DaCaseManagement.Access;
using DaCaseManagement.Cases;
using DaCaseManagement.Clocks;
using DaCaseManagement.Incidents;
using DaCaseManagement.Pipeline;
using DaCaseManagement.Routing;

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace DaCaseManagement.Data;

internal sealed class DutyPeriodConfiguration : IEntityTypeConfiguration<DutyPeriod>
{
    public void Configure(EntityTypeBuilder<DutyPeriod> b)
    {
        b.HasOne(d => d.User).WithMany().HasForeignKey(d => d.UserId);
        b.HasIndex(d => d.UserId);

        // Nobody is on duty twice.
        b.HasIndex(d => d.UserId, "IX_DutyPeriods_Open").IsUnique().HasFilter("[EndedAt] IS NULL");
        b.HasIndex(d => new { d.EndedAt, d.Until });
    }
}

internal sealed class AbsenceConfiguration : IEntityTypeConfiguration<Absence>
{
    public void Configure(EntityTypeBuilder<Absence> b)
    {
        b.HasOne(a => a.User).WithMany().HasForeignKey(a => a.UserId);
        b.HasIndex(a => new { a.UserId, a.From });
        b.HasIndex(a => new { a.EndedAt, a.Until });
    }
}

internal sealed class UnitPostConfiguration : IEntityTypeConfiguration<UnitPost>
{
    public void Configure(EntityTypeBuilder<UnitPost> b)
    {
        b.HasOne(p => p.Unit).WithMany().HasForeignKey(p => p.UnitId);
        b.HasIndex(p => new { p.UnitId, p.Skill });
    }
}

internal sealed class ShiftHandoverConfiguration : IEntityTypeConfiguration<ShiftHandover>
{
    public void Configure(EntityTypeBuilder<ShiftHandover> b)
    {
        b.Property(h => h.Note).HasMaxLength(Lengths.Note);
        b.Property(h => h.RejectedBecause).HasMaxLength(Lengths.Note);
        b.HasOne(h => h.FromUser).WithMany().HasForeignKey(h => h.FromUserId);
        b.HasOne(h => h.ToUser).WithMany().HasForeignKey(h => h.ToUserId);
        b.HasOne(h => h.DecidedBy).WithMany().HasForeignKey(h => h.DecidedById);
        b.HasOne(h => h.Unit).WithMany().HasForeignKey(h => h.UnitId);
        b.HasMany(h => h.Items).WithOne().HasForeignKey(i => i.HandoverId);
        b.HasIndex(h => new { h.UnitId, h.Status });
        b.HasIndex(h => new { h.FromUserId, h.Status });
        b.HasIndex(h => new { h.ToUserId, h.Status });
    }
}

internal sealed class ShiftItemConfiguration : IEntityTypeConfiguration<ShiftItem>
{
    public void Configure(EntityTypeBuilder<ShiftItem> b)
    {
        b.ToTable("ShiftHandoverItems");
        b.HasOne<Deadline>().WithMany().HasForeignKey(i => i.DeadlineId);
        b.HasOne<Case>().WithMany().HasForeignKey(i => i.CaseId);
        b.HasOne<Incident>().WithMany().HasForeignKey(i => i.IncidentId);
    }
}
