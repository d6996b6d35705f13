using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Cases;
using DaCaseManagement.Clocks;
using DaCaseManagement.Incidents;
using DaCaseManagement.Marac;
using DaCaseManagement.People;
using DaCaseManagement.People.Patterns;
using DaCaseManagement.Pipeline;
using DaCaseManagement.Risk;
using DaCaseManagement.Routing;

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

internal sealed class AuditEventConfiguration : IEntityTypeConfiguration<AuditEvent>
{
    public void Configure(EntityTypeBuilder<AuditEvent> b)
    {
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

internal sealed class IncidentConfiguration : IEntityTypeConfiguration<Incident>
{
    public void Configure(EntityTypeBuilder<Incident> b)
    {
        b.Property(i => i.Reference).HasMaxLength(20);
        b.HasIndex(i => i.Reference).IsUnique();
        b.HasIndex(i => i.DraftKey).IsUnique();
        b.Property(i => i.CallerNumber).HasMaxLength(40);
        b.Property(i => i.CallerNumberKey).HasMaxLength(20).IsUnicode(false);
        b.Property(i => i.CallerName).HasMaxLength(Lengths.Name);
        b.Property(i => i.Location).HasMaxLength(Lengths.Line);
        b.Property(i => i.LocationKey).HasMaxLength(130);
        b.Property(i => i.Postcode).HasMaxLength(10).IsUnicode(false);
        b.Property(i => i.WhatHappened).HasMaxLength(Lengths.Narrative);
        foreach (var note in new[] { nameof(Incident.UnreportedBefore), nameof(Incident.Threat), nameof(Incident.Harm), nameof(Incident.Risk), nameof(Incident.Investigation), nameof(Incident.Vulnerability), nameof(Incident.Engagement), nameof(Incident.SlowerBecause), nameof(Incident.AppointmentBecause) })
        {
            b.Property(note).HasMaxLength(Lengths.Note);
        }

        b.Property(i => i.AppointmentAsTyped).HasMaxLength(40);
        b.Property(i => i.Offence).HasMaxLength(40).IsUnicode(false);
        b.HasMany(i => i.Prompts).WithOne().HasForeignKey(p => p.IncidentId);
        b.HasMany(i => i.People).WithOne().HasForeignKey(p => p.IncidentId);
        b.HasOne<User>().WithMany().HasForeignKey(i => i.TakenById);
        b.HasIndex(i => i.CallerNumberKey);
        b.HasIndex(i => i.LocationKey);
        b.HasIndex(i => i.Postcode);
        b.HasIndex(i => new { i.Status, i.StartedAt });
    }
}

internal sealed class PromptAnswerConfiguration : IEntityTypeConfiguration<PromptAnswer>
{
    public void Configure(EntityTypeBuilder<PromptAnswer> b)
    {
        b.ToTable("IncidentPrompts");
        b.Property(p => p.Code).HasMaxLength(40).IsUnicode(false);
        b.Property(p => p.Note).HasMaxLength(Lengths.Note);
        b.HasIndex(p => new { p.IncidentId, p.Code }).IsUnique();
    }
}

internal sealed class InvolvedPersonConfiguration : IEntityTypeConfiguration<InvolvedPerson>
{
    public void Configure(EntityTypeBuilder<InvolvedPerson> b)
    {
        b.Property(p => p.GivenNames).HasMaxLength(Lengths.Name);
        b.Property(p => p.FamilyName).HasMaxLength(Lengths.Name);
        b.Property(p => p.Born).HasMaxLength(40);
        b.Property(p => p.Phone).HasMaxLength(40);
        b.Property(p => p.Address).HasMaxLength(Lengths.Line);
        b.Property(p => p.Relationship).HasMaxLength(Lengths.Name);
        b.Property(p => p.ChildNote).HasMaxLength(Lengths.Note);
        b.Ignore(p => p.IsEmpty);
        b.HasIndex(p => new { p.IncidentId, p.Slot }).IsUnique();
        b.HasOne(p => p.Person).WithMany().HasForeignKey(p => p.PersonId);
        b.HasIndex(p => new { p.PersonId, p.Part });
    }
}

internal sealed class IncidentChangeConfiguration : IEntityTypeConfiguration<IncidentChange>
{
    public void Configure(EntityTypeBuilder<IncidentChange> b)
    {
        b.Property(c => c.Field).HasMaxLength(60);
        b.Property(c => c.Old).HasMaxLength(Lengths.Narrative);
        b.Property(c => c.New).HasMaxLength(Lengths.Narrative);
        b.Property(c => c.UserName).HasMaxLength(Lengths.Name);
        b.HasOne<Incident>().WithMany().HasForeignKey(c => c.IncidentId);
        b.HasIndex(c => new { c.IncidentId, c.Version });
    }
}

internal sealed class CaseIncidentConfiguration : IEntityTypeConfiguration<CaseIncident>
{
    public void Configure(EntityTypeBuilder<CaseIncident> b)
    {
        b.HasKey(c => new { c.CaseId, c.IncidentId });
        b.HasOne(c => c.Case).WithMany().HasForeignKey(c => c.CaseId);
        b.HasOne(c => c.Incident).WithMany().HasForeignKey(c => c.IncidentId);
    }
}

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
        b.HasIndex(r => new { r.AssessmentId, r.Item }).IsUnique();
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
        b.Ignore(d => d.Stands);
        b.HasOne(d => d.Assessment).WithMany().HasForeignKey(d => d.AssessmentId);
        b.HasOne(d => d.Case).WithMany().HasForeignKey(d => d.CaseId);
        b.HasOne(d => d.By).WithMany().HasForeignKey(d => d.ById);
        b.HasIndex(d => new { d.CaseId, d.Id });
    }
}

internal sealed class ResponsibilityConfiguration : IEntityTypeConfiguration<Responsibility>
{
    public void Configure(EntityTypeBuilder<Responsibility> b)
    {
        b.HasOne(r => r.Case).WithMany().HasForeignKey(r => r.CaseId);
        b.HasOne(r => r.OwnerUnit).WithMany().HasForeignKey(r => r.OwnerUnitId);
        b.HasOne(r => r.OwnerUser).WithMany().HasForeignKey(r => r.OwnerUserId);

        // INV-1 in the database: at most one owner at a time.
        b.HasIndex(r => new { r.CaseId, r.Kind }).IsUnique().HasFilter("[IsCurrent] = 1").HasDatabaseName("IX_Responsibilities_OneOwner");
        b.HasIndex(r => new { r.OwnerUnitId, r.IsCurrent });

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
        b.HasOne(o => o.Case).WithMany().HasForeignKey(o => o.CaseId);
        b.HasOne(o => o.FromUnit).WithMany().HasForeignKey(o => o.FromUnitId);
        b.HasOne(o => o.ToUnit).WithMany().HasForeignKey(o => o.ToUnitId);
        b.HasIndex(o => new { o.CaseId, o.Kind }).IsUnique().HasFilter("[Status] = 'Open'").HasDatabaseName("IX_HandoverOffers_OneOpen");
        b.HasIndex(o => new { o.ToUnitId, o.Status });
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
        b.HasIndex(d => new { d.OwnerUnitId, d.DueAt, d.Id }).HasFilter("[IsOpen] = 1").HasDatabaseName("IX_Deadlines_OpenOfUnit");
        b.HasIndex(d => new { d.OwnerUserId, d.DueAt, d.Id }).HasFilter("[IsOpen] = 1").HasDatabaseName("IX_Deadlines_OpenOfUser");
        b.HasIndex(d => new { d.Kind, d.Subject, d.IsOpen });
        b.HasIndex(d => new { d.CaseId, d.IsOpen, d.DueAt });
    }
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
