using DaCaseManagement.Access;
using DaCaseManagement.People;
using DaCaseManagement.People.Patterns;
using DaCaseManagement.Pipeline;

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace DaCaseManagement.Data;

internal sealed class PersonConfiguration : IEntityTypeConfiguration<Person>
{
    public void Configure(EntityTypeBuilder<Person> b)
    {
        b.Property(p => p.Reference).HasMaxLength(20);
        b.HasIndex(p => p.Reference).IsUnique();
        b.Property(p => p.GivenNames).HasMaxLength(Lengths.Name);
        b.Property(p => p.FamilyName).HasMaxLength(Lengths.Name);
        b.Property(p => p.Needs).HasMaxLength(Lengths.Note);
        b.Property(p => p.Ethnicity).HasMaxLength(Lengths.Name);
        b.Ignore(p => p.IdentityId);
        b.HasOne<Person>().WithMany().HasForeignKey(p => p.SameAsId);
        b.HasIndex(p => p.SameAsId).HasFilter("[SameAsId] IS NOT NULL");
        b.HasMany(p => p.Names).WithOne().HasForeignKey(n => n.PersonId);
        b.HasMany(p => p.Phones).WithOne().HasForeignKey(n => n.PersonId);
        b.HasMany(p => p.Addresses).WithOne().HasForeignKey(n => n.PersonId);
        b.HasMany(p => p.Markers).WithOne().HasForeignKey(n => n.PersonId);
    }
}

internal sealed class PersonNameConfiguration : IEntityTypeConfiguration<PersonName>
{
    public void Configure(EntityTypeBuilder<PersonName> b)
    {
        b.Property(n => n.Given).HasMaxLength(Lengths.Name);
        b.Property(n => n.Family).HasMaxLength(Lengths.Name);
        // Folding can lengthen a text (ß to SS), so keys have room.
        b.Property(n => n.GivenKey).HasMaxLength(Lengths.Line);
        b.Property(n => n.FamilyKey).HasMaxLength(Lengths.Line);
        b.Property(n => n.FamilySound).HasMaxLength(5).IsUnicode(false);
        b.HasIndex(n => new { n.FamilyKey, n.GivenKey });
        b.HasIndex(n => n.FamilyKey);
        b.HasIndex(n => n.FamilySound);
        b.HasIndex(n => n.GivenKey);
    }
}

internal sealed class PersonPhoneConfiguration : IEntityTypeConfiguration<PersonPhone>
{
    public void Configure(EntityTypeBuilder<PersonPhone> b)
    {
        b.Property(p => p.AsTyped).HasMaxLength(40);
        b.Property(p => p.Key).HasMaxLength(20).IsUnicode(false);
        b.HasIndex(p => p.Key);
    }
}

internal sealed class PersonAddressConfiguration : IEntityTypeConfiguration<PersonAddress>
{
    public void Configure(EntityTypeBuilder<PersonAddress> b)
    {
        b.Property(a => a.AsTyped).HasMaxLength(Lengths.Line);
        b.Property(a => a.Key).HasMaxLength(130);
        b.Property(a => a.Postcode).HasMaxLength(10).IsUnicode(false);
        b.HasIndex(a => a.Key);
        b.HasIndex(a => a.Postcode);
    }
}

internal sealed class PersonKeyConfiguration : IEntityTypeConfiguration<PersonKey>
{
    public void Configure(EntityTypeBuilder<PersonKey> b) => b.HasKey(k => new { k.Key, k.PersonId });
}

internal sealed class ComparisonDueConfiguration : IEntityTypeConfiguration<ComparisonDue>
{
    public void Configure(EntityTypeBuilder<ComparisonDue> b)
    {
        b.HasKey(c => c.PersonId);
        b.Property(c => c.PersonId).ValueGeneratedNever();
    }
}

internal sealed class PersonJoinConfiguration : IEntityTypeConfiguration<PersonJoin>
{
    public void Configure(EntityTypeBuilder<PersonJoin> b)
    {
        b.Property(j => j.Because).HasMaxLength(Lengths.Note);
        b.Property(j => j.UndoneBecause).HasMaxLength(Lengths.Note);
        b.Property(j => j.Evidence).HasMaxLength(Lengths.Note);
        b.HasOne(j => j.One).WithMany().HasForeignKey(j => j.OneId);
        b.HasOne(j => j.Other).WithMany().HasForeignKey(j => j.OtherId);
        b.HasOne<User>().WithMany().HasForeignKey(j => j.ById);
        b.HasOne<User>().WithMany().HasForeignKey(j => j.UndoneById);
    }
}

internal sealed class DifferentPeopleConfiguration : IEntityTypeConfiguration<DifferentPeople>
{
    public void Configure(EntityTypeBuilder<DifferentPeople> b)
    {
        b.Property(d => d.Because).HasMaxLength(Lengths.Note);
        b.Property(d => d.WithdrawnBecause).HasMaxLength(Lengths.Note);
        b.HasOne(d => d.One).WithMany().HasForeignKey(d => d.OneId);
        b.HasOne(d => d.Other).WithMany().HasForeignKey(d => d.OtherId);
        b.HasOne<User>().WithMany().HasForeignKey(d => d.ById);
        b.HasOne<User>().WithMany().HasForeignKey(d => d.WithdrawnById);
        b.HasIndex(d => new { d.OneId, d.OtherId }).IsUnique().HasFilter("[WithdrawnAt] IS NULL");
        b.HasIndex(d => d.OneId);
    }
}

internal sealed class DuplicateCandidateConfiguration : IEntityTypeConfiguration<DuplicateCandidate>
{
    public void Configure(EntityTypeBuilder<DuplicateCandidate> b)
    {
        b.HasOne(d => d.One).WithMany().HasForeignKey(d => d.OneId);
        b.HasOne(d => d.Other).WithMany().HasForeignKey(d => d.OtherId);
        b.HasIndex(d => new { d.OneId, d.OtherId }).IsUnique();
        b.HasIndex(d => new { d.Status, d.Bits, d.Id });
    }
}

internal sealed class WeightSetConfiguration : IEntityTypeConfiguration<WeightSet>
{
    public void Configure(EntityTypeBuilder<WeightSet> b)
    {
        b.Property(w => w.Name).HasMaxLength(Lengths.Name);
        b.Property(w => w.Json).HasMaxLength(-1);
    }
}

internal sealed class StandingConfiguration : IEntityTypeConfiguration<Standing>
{
    public void Configure(EntityTypeBuilder<Standing> b)
    {
        b.Property(s => s.Rule).HasMaxLength(Lengths.Name);
        b.Property(s => s.Place).HasMaxLength(150);
        b.Ignore(s => s.Facts);
        b.HasIndex(s => new { s.SubjectId, s.OtherId, s.Place, s.Pattern, s.Rule, s.Sight }).IsUnique().HasDatabaseName("IX_Standings_OneEach");
        b.HasIndex(s => s.OtherId).HasFilter("[OtherId] <> 0");

        // A list is one range of one of these; the days are in them so that what has lapsed is passed over unread.
        b.HasIndex(s => new { s.Pattern, s.Rule, s.AreaId, s.Rank, s.Id, s.HoldsUntil, s.ReachedOn }).HasDatabaseName("IX_Standings_AreaList");
        b.HasIndex(s => new { s.Pattern, s.Rule, s.Rank, s.Id, s.HoldsUntil, s.ReachedOn }).HasDatabaseName("IX_Standings_ForceList");
    }
}

internal sealed class WelfareReviewConfiguration : IEntityTypeConfiguration<WelfareReview>
{
    public void Configure(EntityTypeBuilder<WelfareReview> b)
    {
        b.Property(r => r.Reason).HasMaxLength(Lengths.Line);
        b.Property(r => r.Words).HasMaxLength(Lengths.Note);
        b.Property(r => r.ByName).HasMaxLength(Lengths.Name);
        b.HasOne(r => r.Person).WithMany().HasForeignKey(r => r.PersonId);
        b.HasOne<User>().WithMany().HasForeignKey(r => r.ById);
        b.HasIndex(r => new { r.PersonId, r.On });
    }
}

internal sealed class MarkerConfiguration : IEntityTypeConfiguration<Marker>
{
    public void Configure(EntityTypeBuilder<Marker> b)
    {
        b.ToTable("Markers");
        b.Ignore(m => m.Warning);
        b.Property(m => m.Reason).HasMaxLength(Lengths.Note);
        b.Property(m => m.Address).HasMaxLength(Lengths.Line);
        b.Property(m => m.PlaceKey).HasMaxLength(130);
        b.Property(m => m.Postcode).HasMaxLength(10).IsUnicode(false);
        b.HasMany(m => m.Reviews).WithOne().HasForeignKey(r => r.MarkerId);
        b.HasIndex(m => m.PlaceKey).HasFilter("[PlaceKey] IS NOT NULL");
        b.HasIndex(m => new { m.EndedAt, m.ReviewOn, m.Id });
    }
}

internal sealed class MarkerReviewConfiguration : IEntityTypeConfiguration<MarkerReview>
{
    public void Configure(EntityTypeBuilder<MarkerReview> b)
    {
        b.ToTable("MarkerReviews");
        b.Property(r => r.Because).HasMaxLength(Lengths.Note);
        b.HasOne<User>().WithMany().HasForeignKey(r => r.ById);
    }
}
