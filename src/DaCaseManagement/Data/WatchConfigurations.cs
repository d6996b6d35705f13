using DaCaseManagement.Access;
using DaCaseManagement.Cases;
using DaCaseManagement.Pipeline;
using DaCaseManagement.Risk;

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace DaCaseManagement.Data;

internal sealed class RiskChangeConfiguration : IEntityTypeConfiguration<RiskChange>
{
    public void Configure(EntityTypeBuilder<RiskChange> b)
    {
        b.Property(c => c.Source).HasMaxLength(60);
        b.Property(c => c.Words).HasMaxLength(Lengths.Note);
        b.Property(c => c.ByName).HasMaxLength(Lengths.Name);
        b.Property(c => c.PolicyVersion).HasMaxLength(60);
        b.HasOne(c => c.Case).WithMany().HasForeignKey(c => c.CaseId);

        // The same event from the same source happened once, however often it is said.
        b.HasIndex(c => new { c.CaseId, c.Event, c.Source }).IsUnique();
        b.HasIndex(c => c.OpensAt).HasFilter("[Ahead] = 1").HasDatabaseName("IX_RiskChanges_Ahead");
    }
}

internal sealed class ExemptionConfiguration : IEntityTypeConfiguration<Exemption>
{
    public void Configure(EntityTypeBuilder<Exemption> b)
    {
        b.HasOne(e => e.Case).WithMany().HasForeignKey(e => e.CaseId);
        b.HasOne(e => e.Incident).WithMany().HasForeignKey(e => e.IncidentId);
        b.HasOne(e => e.AskedBy).WithMany().HasForeignKey(e => e.AskedById);
        b.HasMany(e => e.Steps).WithOne().HasForeignKey(s => s.ExemptionId);
        b.HasIndex(e => new { e.IncidentId, e.CaseId, e.Stage });
        b.HasIndex(e => e.CaseId);
        b.HasIndex(e => e.AskedById);
        b.HasIndex(e => new { e.IncidentId, e.CaseId }).IsUnique().HasFilter("[Stage] = 'Asked'").HasDatabaseName("IX_Exemptions_OneAsked");
    }
}

internal sealed class ExemptionStepConfiguration : IEntityTypeConfiguration<ExemptionStep>
{
    public void Configure(EntityTypeBuilder<ExemptionStep> b)
    {
        b.ToTable("ExemptionSteps");
        b.Property(s => s.Words).HasMaxLength(Lengths.Note);
        b.Property(s => s.ByName).HasMaxLength(Lengths.Name);
        b.Property(s => s.PolicyVersion).HasMaxLength(60);
        b.HasIndex(s => s.ExemptionId);
    }
}

internal sealed class VulnerabilityAssessmentConfiguration : IEntityTypeConfiguration<VulnerabilityAssessment>
{
    public void Configure(EntityTypeBuilder<VulnerabilityAssessment> b)
    {
        b.Property(v => v.Definition).HasMaxLength(Lengths.Note);
        b.Property(v => v.Words).HasMaxLength(Lengths.Note);
        b.Property(v => v.CorrectedBecause).HasMaxLength(Lengths.Note);
        b.Property(v => v.PolicyVersion).HasMaxLength(60);
        b.HasOne(v => v.Incident).WithMany().HasForeignKey(v => v.IncidentId);
        b.HasOne(v => v.Person).WithMany().HasForeignKey(v => v.PersonId);
        b.HasOne(v => v.Assessor).WithMany().HasForeignKey(v => v.AssessorId);
        b.HasOne<VulnerabilityAssessment>().WithMany().HasForeignKey(v => v.CorrectsId);
        b.HasMany(v => v.Answers).WithOne().HasForeignKey(a => a.VulnerabilityAssessmentId);

        // One first assessment of a person at an incident, and one correction of each: two people at once are told of each other.
        b.HasIndex(v => new { v.IncidentId, v.PersonId }).IsUnique().HasFilter("[CorrectsId] IS NULL").HasDatabaseName("IX_VulnerabilityAssessments_First");
        b.HasIndex(v => v.CorrectsId).IsUnique().HasFilter("[CorrectsId] IS NOT NULL");
        b.HasIndex(v => v.IncidentId);
        b.HasIndex(v => v.PersonId);
        b.HasIndex(v => v.AssessorId);
    }
}

internal sealed class VulnerabilityAnswerConfiguration : IEntityTypeConfiguration<VulnerabilityAnswer>
{
    public void Configure(EntityTypeBuilder<VulnerabilityAnswer> b)
    {
        b.ToTable("VulnerabilityAnswers");
        b.Property(a => a.Code).HasMaxLength(40).IsUnicode(false);
        b.Property(a => a.Prompt).HasMaxLength(Lengths.Line);
        b.Property(a => a.Detail).HasMaxLength(Lengths.Note);
        b.Property(a => a.Leads).HasMaxLength(Lengths.Name).IsUnicode(false);
        b.HasIndex(a => new { a.VulnerabilityAssessmentId, a.Code }).IsUnique();
    }
}

internal sealed class ReviewOpeningConfiguration : IEntityTypeConfiguration<ReviewOpening>
{
    public void Configure(EntityTypeBuilder<ReviewOpening> b)
    {
        b.HasOne<RiskAssessment>().WithMany().HasForeignKey(o => o.AssessmentId);
        b.HasOne<User>().WithMany().HasForeignKey(o => o.UserId);
        b.HasIndex(o => new { o.AssessmentId, o.UserId }).IsUnique();
        b.HasIndex(o => o.UserId);
    }
}

internal sealed class AssessmentGapConfiguration : IEntityTypeConfiguration<AssessmentGap>
{
    public void Configure(EntityTypeBuilder<AssessmentGap> b)
    {
        b.HasOne(g => g.Assessment).WithMany().HasForeignKey(g => g.AssessmentId);
        b.HasOne<User>().WithMany().HasForeignKey(g => g.AssessorId);
        b.HasIndex(g => new { g.AssessmentId, g.Gap }).IsUnique();
        b.HasIndex(g => new { g.AssessorId, g.Gap, g.At });
        b.HasIndex(g => g.At);
    }
}
