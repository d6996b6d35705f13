using DaCaseManagement.Access;
using DaCaseManagement.Cases;
using DaCaseManagement.Clocks;
using DaCaseManagement.Incidents;
using DaCaseManagement.Marac;
using DaCaseManagement.Pipeline;
using DaCaseManagement.Risk;
using DaCaseManagement.Risk.Instruments;
using DaCaseManagement.Routing;

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace DaCaseManagement.Data;

internal sealed class CaseConfiguration : IEntityTypeConfiguration<Case>
{
    public void Configure(EntityTypeBuilder<Case> b)
    {
        b.Property(c => c.Reference).HasMaxLength(20);
        b.HasIndex(c => c.Reference).IsUnique();
        b.HasOne(c => c.Victim).WithMany().HasForeignKey(c => c.VictimId);
        b.HasOne(c => c.Perpetrator).WithMany().HasForeignKey(c => c.PerpetratorId);
        b.OwnsOne(c => c.SafeContact, s =>
        {
            s.Property(x => x.Number).HasMaxLength(40);
            s.Property(x => x.Times).HasMaxLength(Lengths.Line);
            s.Property(x => x.Means).HasMaxLength(Lengths.Line);
            s.Property(x => x.CodeWord).HasMaxLength(Lengths.Name);
            s.Property(x => x.Never).HasMaxLength(Lengths.Note);
        });
        b.Navigation(c => c.SafeContact).IsRequired();

        // One open case for a pair; the pair may open a new one after the last is closed.
        b.HasIndex(c => new { c.VictimId, c.PerpetratorId }).IsUnique().HasFilter("[ClosedAt] IS NULL").HasDatabaseName("IX_Cases_OpenPair");
        b.HasIndex(c => c.VictimId);
        b.HasIndex(c => c.PerpetratorId);
        b.HasIndex(c => new { c.ClosedAt, c.LastIncidentAt });
        b.HasIndex(c => new { c.Grade, c.ClosedAt });
        b.HasIndex(c => new { c.Grade, c.LastIncidentAt, c.Id }).HasFilter("[ClosedAt] IS NULL").HasDatabaseName("IX_Cases_OpenByGrade");
    }
}

internal sealed class TimelineConfiguration : IEntityTypeConfiguration<TimelineEntry>
{
    public void Configure(EntityTypeBuilder<TimelineEntry> b)
    {
        b.Property(t => t.Headline).HasMaxLength(Lengths.Line);
        b.Property(t => t.Detail).HasMaxLength(4_000);
        b.Property(t => t.UserName).HasMaxLength(Lengths.Name);
        b.Property(t => t.Link).HasMaxLength(Lengths.Line);
        b.HasOne<Case>().WithMany().HasForeignKey(t => t.CaseId);
        b.HasIndex(t => new { t.CaseId, t.At, t.Id });
    }
}

internal sealed class AggressorDecisionConfiguration : IEntityTypeConfiguration<AggressorDecision>
{
    public void Configure(EntityTypeBuilder<AggressorDecision> b)
    {
        b.Property(d => d.Basis).HasMaxLength(Lengths.Note);
        b.Property(d => d.Because).HasMaxLength(Lengths.Note);
        b.HasOne(d => d.Case).WithMany().HasForeignKey(d => d.CaseId);
        b.HasOne(d => d.Opposite).WithMany().HasForeignKey(d => d.OppositeId);
        b.HasOne(d => d.Aggressor).WithMany().HasForeignKey(d => d.AggressorId);
        b.HasOne(d => d.By).WithMany().HasForeignKey(d => d.ById);
        b.HasOne<AggressorDecision>().WithMany().HasForeignKey(d => d.CorrectsId);

        // One first decision of a pair of cases, and one correction of each decision: two people deciding at once are told of each other.
        b.HasIndex(d => new { d.CaseId, d.OppositeId }).IsUnique().HasFilter("[CorrectsId] IS NULL").HasDatabaseName("IX_AggressorDecisions_First");
        b.HasIndex(d => d.CorrectsId).IsUnique().HasFilter("[CorrectsId] IS NOT NULL");
        b.HasIndex(d => d.CaseId);
    }
}

internal sealed class RiskAssessmentConfiguration : IEntityTypeConfiguration<RiskAssessment>
{
    public void Configure(EntityTypeBuilder<RiskAssessment> b)
    {
        b.Property(a => a.Instrument).HasMaxLength(40).IsUnicode(false);
        b.Property(a => a.DraftReason).HasMaxLength(Lengths.Note);
        b.Property(a => a.InterpreterName).HasMaxLength(Lengths.Name);
        b.Property(a => a.InterpreterBecause).HasMaxLength(Lengths.Note);
        b.Property(a => a.Provisional).HasDefaultValue(false);
        b.HasMany(a => a.Children).WithOne().HasForeignKey(c => c.AssessmentId);
        b.HasOne(a => a.Incident).WithMany().HasForeignKey(a => a.IncidentId);
        b.HasOne(a => a.Case).WithMany().HasForeignKey(a => a.CaseId);
        b.HasOne(a => a.Assessor).WithMany().HasForeignKey(a => a.AssessorId);
        b.HasMany(a => a.Answers).WithOne().HasForeignKey(r => r.AssessmentId);
        b.HasIndex(a => new { a.CaseId, a.SubmittedAt });
        b.HasIndex(a => new { a.IncidentId, a.SubmittedAt });

        // One draft at a time for a victim at an incident, whoever opens it first.
        b.HasIndex(a => new { a.IncidentId, a.CaseId }).IsUnique().HasFilter("[SubmittedAt] IS NULL").HasDatabaseName("IX_Assessments_OneDraft");
    }
}

internal sealed class RiskAnswerConfiguration : IEntityTypeConfiguration<RiskAnswer>
{
    public void Configure(EntityTypeBuilder<RiskAnswer> b)
    {
        b.ToTable("AssessmentAnswers");
        b.Property(r => r.Detail).HasMaxLength(Lengths.Note);
        b.Property(r => r.Supplement).HasMaxLength(40).IsUnicode(false).HasDefaultValue("");
        b.Property(r => r.Degree).HasMaxLength(40).IsUnicode(false);
        b.Property(r => r.Confirmed).HasDefaultValue(false);
        b.HasIndex(r => new { r.AssessmentId, r.Supplement, r.Item }).IsUnique();
    }
}

internal sealed class ChildAtSceneConfiguration : IEntityTypeConfiguration<ChildAtScene>
{
    public void Configure(EntityTypeBuilder<ChildAtScene> b)
    {
        b.ToTable("AssessmentChildren");
        b.Property(c => c.Key).HasMaxLength(40).IsUnicode(false);
        b.Property(c => c.Name).HasMaxLength(Lengths.Name);
        b.Property(c => c.Born).HasMaxLength(40);
        b.Property(c => c.NotSeenBecause).HasMaxLength(Lengths.Note);
        b.Property(c => c.Words).HasMaxLength(Lengths.Note);
        b.HasIndex(c => new { c.AssessmentId, c.Key }).IsUnique();
    }
}

internal sealed class InstrumentVersionConfiguration : IEntityTypeConfiguration<InstrumentVersion>
{
    public void Configure(EntityTypeBuilder<InstrumentVersion> b)
    {
        b.ToTable("InstrumentVersions");
        b.Property(v => v.Code).HasMaxLength(40).IsUnicode(false);
        b.HasIndex(v => v.Code).IsUnique();
        b.Property(v => v.Json).HasMaxLength(-1);
        b.Property(v => v.Hash).HasMaxLength(64).IsUnicode(false);
        b.Property(v => v.LoadedBy).HasMaxLength(Lengths.Name);
    }
}

internal sealed class GradeDecisionConfiguration : IEntityTypeConfiguration<GradeDecision>
{
    public void Configure(EntityTypeBuilder<GradeDecision> b)
    {
        b.Property(d => d.Reason).HasMaxLength(Lengths.Note);
        b.Property(d => d.Information).HasMaxLength(Lengths.Note);
        b.Property(d => d.LoweringReason).HasMaxLength(Lengths.Line);
        b.Property(d => d.PolicyVersion).HasMaxLength(60);
        b.HasOne(d => d.Assessment).WithMany().HasForeignKey(d => d.AssessmentId);
        b.HasOne(d => d.Case).WithMany().HasForeignKey(d => d.CaseId);
        b.HasOne(d => d.By).WithMany().HasForeignKey(d => d.ById);
        b.HasOne<Unit>().WithMany().HasForeignKey(d => d.ByUnitId);
        b.HasOne<GradeDecision>().WithMany().HasForeignKey(d => d.AboutId);
        b.HasIndex(d => new { d.CaseId, d.Id });
        b.HasIndex(d => d.AssessmentId);

        // One answer to each proposal and each challenge, whoever asks at the same instant.
        b.HasIndex(d => d.AboutId).IsUnique().HasFilter("[AboutId] IS NOT NULL");

        // The database itself refuses changes: triggers, made by the migrations.
        b.ToTable(t => t.HasTrigger("GradeDecisions_AppendOnly"));

        // OVR-3 reads a period.
        b.HasIndex(d => d.At);
    }
}

internal sealed class ResponsibilityConfiguration : IEntityTypeConfiguration<Responsibility>
{
    public void Configure(EntityTypeBuilder<Responsibility> b)
    {
        b.HasOne(r => r.Case).WithMany().HasForeignKey(r => r.CaseId);
        b.HasOne(r => r.OwnerUnit).WithMany().HasForeignKey(r => r.OwnerUnitId);
        b.HasOne(r => r.OwnerUser).WithMany().HasForeignKey(r => r.OwnerUserId);
        b.Property(r => r.BelowBecause).HasMaxLength(Lengths.Note);

        // INV-1 in the database: at most one owner at a time, and none that has ended and goes on, or ended before they began.
        b.ToTable(t => t.HasCheckConstraint("CK_Responsibilities_Ended", "([IsCurrent] = 1 AND [EndedAt] IS NULL) OR ([IsCurrent] = 0 AND [EndedAt] IS NOT NULL AND [EndedAt] >= [AcceptedAt])"));
        b.HasIndex(r => new { r.CaseId, r.Kind }).IsUnique().HasFilter("[IsCurrent] = 1").HasDatabaseName("IX_Responsibilities_OneOwner");
        b.HasIndex(r => new { r.OwnerUnitId, r.IsCurrent });

        // What one person holds, whatever unit they are in now (RTE-2); what came to a unit and left it (RTE-5).
        b.HasIndex(r => r.OwnerUserId);
        b.HasIndex(r => new { r.OwnerUserId, r.OwnerUnitId }).HasFilter("[IsCurrent] = 1").HasDatabaseName("IX_Responsibilities_HeldBy");
        b.HasIndex(r => new { r.OwnerUnitId, r.AcceptedAt });
        b.HasIndex(r => new { r.OwnerUnitId, r.EndedAt });

        // For the owners of the past too, and for whoever asks in other words than the filter above.
        b.HasIndex(r => new { r.CaseId, r.IsCurrent, r.Kind });
    }
}

internal sealed class HandoverOfferConfiguration : IEntityTypeConfiguration<HandoverOffer>
{
    public void Configure(EntityTypeBuilder<HandoverOffer> b)
    {
        b.Property(o => o.Because).HasMaxLength(Lengths.Note);
        b.Property(o => o.RuleId).HasMaxLength(40);
        b.Property(o => o.PolicyVersion).HasMaxLength(60);
        b.Property(o => o.RejectedBecause).HasMaxLength(Lengths.Note);
        b.Property(o => o.WithdrawnBecause).HasMaxLength(Lengths.Note);
        b.HasOne(o => o.Case).WithMany().HasForeignKey(o => o.CaseId);
        b.HasOne(o => o.FromUnit).WithMany().HasForeignKey(o => o.FromUnitId);
        b.HasOne(o => o.ToUnit).WithMany().HasForeignKey(o => o.ToUnitId);
        b.HasIndex(o => new { o.CaseId, o.Kind }).IsUnique().HasFilter("[Status] = 'Open'").HasDatabaseName("IX_HandoverOffers_OneOpen");
        b.HasIndex(o => new { o.ToUnitId, o.Status });
        b.HasIndex(o => new { o.FromUnitId, o.Status });
        b.HasIndex(o => new { o.CaseId, o.Status });
    }
}

internal sealed class DeadlineConfiguration : IEntityTypeConfiguration<Deadline>
{
    public void Configure(EntityTypeBuilder<Deadline> b)
    {
        b.Property(d => d.Kind).HasMaxLength(40).IsUnicode(false);
        b.Property(d => d.Subject).HasMaxLength(Lengths.Name);
        b.HasOne(d => d.OwnerUnit).WithMany().HasForeignKey(d => d.OwnerUnitId);
        b.HasOne<Case>().WithMany().HasForeignKey(d => d.CaseId);
        b.HasOne<Incident>().WithMany().HasForeignKey(d => d.IncidentId);
        b.HasIndex(d => new { d.OwnerUnitId, d.IsOpen, d.DueAt, d.Id });
        b.HasIndex(d => new { d.OwnerUserId, d.IsOpen, d.DueAt, d.Id });

        // What is done stays for years; a list of what is open must not read past it.
        // The kind and the case are what a worklist is filtered by: a long one is read from the index alone.
        b.HasIndex(d => new { d.OwnerUnitId, d.DueAt, d.Id, d.Kind, d.CaseId }).HasFilter("[IsOpen] = 1").HasDatabaseName("IX_Deadlines_OpenOfUnit");
        b.HasIndex(d => new { d.OwnerUserId, d.DueAt, d.Id, d.Kind, d.CaseId }).HasFilter("[IsOpen] = 1").HasDatabaseName("IX_Deadlines_OpenOfUser");
        b.HasIndex(d => new { d.Kind, d.Subject, d.IsOpen });

        // What the engine looks for every second.
        b.HasIndex(d => new { d.NextAt, d.Id }).HasFilter("[IsOpen] = 1").HasDatabaseName("IX_Deadlines_Next");

        // How long the queue was on a day of the past (OVR-3).
        b.HasIndex(d => new { d.Kind, d.SatisfiedAt });
        b.HasIndex(d => new { d.CaseId, d.IsOpen, d.DueAt });
    }
}

internal sealed class DeadlineEventConfiguration : IEntityTypeConfiguration<DeadlineEvent>
{
    public void Configure(EntityTypeBuilder<DeadlineEvent> b)
    {
        b.HasOne<Deadline>().WithMany().HasForeignKey(e => e.DeadlineId);
        b.HasIndex(e => new { e.What, e.At });
    }
}

internal sealed class ClockLeaseConfiguration : IEntityTypeConfiguration<ClockLease>
{
    public void Configure(EntityTypeBuilder<ClockLease> b) => b.Property(l => l.Id).ValueGeneratedNever();
}

internal sealed class ClockOutageConfiguration : IEntityTypeConfiguration<ClockOutage>
{
    public void Configure(EntityTypeBuilder<ClockOutage> b) => b.HasIndex(o => o.CaughtUpAt);
}

internal sealed class NoticeConfiguration : IEntityTypeConfiguration<Notice>
{
    public void Configure(EntityTypeBuilder<Notice> b)
    {
        b.Property(n => n.Text).HasMaxLength(Lengths.Note);
        b.Property(n => n.CaseReference).HasMaxLength(20);
        b.HasOne<User>().WithMany().HasForeignKey(n => n.UserId);
        b.HasIndex(n => new { n.UserId, n.ReadAt, n.Id });
    }
}

internal sealed class OutgoingMailConfiguration : IEntityTypeConfiguration<OutgoingMail>
{
    public void Configure(EntityTypeBuilder<OutgoingMail> b)
    {
        b.Property(m => m.Fault).HasMaxLength(Lengths.Name);
        b.HasOne<User>().WithMany().HasForeignKey(m => m.UserId);

        // One at a time for each person: what is told while it waits is told by it.
        b.HasIndex(m => m.UserId).IsUnique().HasFilter("[IsWaiting] = 1").HasDatabaseName("IX_OutgoingMails_OneWaiting");
        b.HasIndex(m => new { m.UserId, m.QueuedAt });
        b.HasIndex(m => new { m.NextAt, m.Id }).HasFilter("[IsWaiting] = 1").HasDatabaseName("IX_OutgoingMails_Next");
        b.HasIndex(m => m.GivenUpAt).HasFilter("[GivenUpAt] IS NOT NULL");
    }
}

internal sealed class ReferralConfiguration : IEntityTypeConfiguration<Referral>
{
    public void Configure(EntityTypeBuilder<Referral> b)
    {
        b.Property(r => r.Reference).HasMaxLength(20);
        b.HasIndex(r => r.Reference).IsUnique();
        b.Property(r => r.Reason).HasMaxLength(Lengths.Note);
        b.Property(r => r.VictimWants).HasMaxLength(Lengths.Note);
        b.Property(r => r.LawfulBasis).HasMaxLength(Lengths.Line);
        b.Property(r => r.PolicyVersion).HasMaxLength(60);
        b.HasOne(r => r.Case).WithMany().HasForeignKey(r => r.CaseId);
        b.HasOne(r => r.Area).WithMany().HasForeignKey(r => r.AreaId);
        b.HasOne(r => r.ReferredBy).WithMany().HasForeignKey(r => r.ReferredById);
        b.HasIndex(r => new { r.Status, r.ReferredAt });
        b.HasIndex(r => new { r.CaseId, r.ReferredAt });
    }
}

internal sealed class MeetingConfiguration : IEntityTypeConfiguration<Meeting>
{
    public void Configure(EntityTypeBuilder<Meeting> b)
    {
        b.Property(m => m.Reference).HasMaxLength(20);
        b.HasIndex(m => m.Reference).IsUnique();
        b.Property(m => m.Venue).HasMaxLength(Lengths.Line);
        b.HasOne(m => m.Area).WithMany().HasForeignKey(m => m.AreaId);
        b.HasMany(m => m.Items).WithOne(i => i.Meeting).HasForeignKey(i => i.MeetingId);
        b.HasIndex(m => new { m.HeldOn, m.AreaId });
    }
}

internal sealed class AgendaItemConfiguration : IEntityTypeConfiguration<AgendaItem>
{
    public void Configure(EntityTypeBuilder<AgendaItem> b)
    {
        b.HasOne(i => i.Referral).WithMany().HasForeignKey(i => i.ReferralId);

        // A referral is heard once; a second hearing is a second referral.
        b.HasIndex(i => i.ReferralId).IsUnique();
    }
}
