using DaCaseManagement.Access;
using DaCaseManagement.Incidents;
using DaCaseManagement.Incidents.Closing;
using DaCaseManagement.Pipeline;

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace DaCaseManagement.Data;

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
        b.Property(i => i.Coding).HasDefaultValue(Coding.DomesticAbuse);

        // REC-11: the few that are not domestic abuse, newest first, whatever ten years hold.
        b.HasIndex(i => new { i.StartedAt, i.Id }).HasFilter("[Coding] <> 'DomesticAbuse'").HasDatabaseName("IX_Incidents_OtherCoding");

        // The board: those to whom nobody has come yet, whatever ten years hold (REC-10).
        b.HasIndex(i => new { i.UnattendedSince, i.Id }).HasFilter("[UnattendedSince] IS NOT NULL").HasDatabaseName("IX_Incidents_Unattended");
    }
}

internal sealed class DispatchConfiguration : IEntityTypeConfiguration<Dispatch>
{
    public void Configure(EntityTypeBuilder<Dispatch> b)
    {
        b.ToTable("Dispatches", t => t.HasTrigger("Dispatches_AppendOnly"));
        b.Property(d => d.CallSign).HasMaxLength(Lengths.Name);
        b.Property(d => d.ByName).HasMaxLength(Lengths.Name);
        b.HasOne<Incident>().WithMany().HasForeignKey(d => d.IncidentId);
        b.HasIndex(d => new { d.IncidentId, d.Id });
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
        b.Property(c => c.NotAskedBecause).HasMaxLength(Lengths.Line);
        b.HasIndex(c => c.IncidentId);

        // RSK-5: those who wait, oldest first, whatever has been settled in ten years.
        b.HasIndex(c => new { c.UnassessedSince, c.IncidentId, c.CaseId }).HasFilter("[UnassessedSince] IS NOT NULL").HasDatabaseName("IX_CaseIncidents_Unassessed");
    }
}
