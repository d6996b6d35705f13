using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Cases;
using DaCaseManagement.Clocks;
using DaCaseManagement.Imports;
using DaCaseManagement.Incidents;
using DaCaseManagement.Incidents.Closing;
using DaCaseManagement.Marac;
using DaCaseManagement.People;
using DaCaseManagement.People.Patterns;
using DaCaseManagement.Policy.Changes;
using DaCaseManagement.Risk;
using DaCaseManagement.Risk.Instruments;
using DaCaseManagement.Routing;
using DaCaseManagement.Worklists;

using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace DaCaseManagement.Data;

/// <summary>Every table. One model for both providers; what differs lives in the provider projects.</summary>
public sealed class CaseDbContext(DbContextOptions<CaseDbContext> options) : IdentityUserContext<User, long>(options)
{
    public DbSet<Unit> Units => Set<Unit>();

    public DbSet<Area> Areas => Set<Area>();

    public DbSet<SignInSession> Sessions => Set<SignInSession>();

    public DbSet<AuditEvent> AuditEvents => Set<AuditEvent>();

    public DbSet<AuditHead> AuditHeads => Set<AuditHead>();

    public DbSet<OnceKey> OnceKeys => Set<OnceKey>();

    public DbSet<ProtectionKey> ProtectionKeys => Set<ProtectionKey>();

    public DbSet<PolicyVersion> PolicyVersions => Set<PolicyVersion>();

    public DbSet<ReferenceCounter> ReferenceCounters => Set<ReferenceCounter>();

    public DbSet<Person> People => Set<Person>();

    public DbSet<PersonName> PersonNames => Set<PersonName>();

    public DbSet<PersonPhone> PersonPhones => Set<PersonPhone>();

    public DbSet<PersonAddress> PersonAddresses => Set<PersonAddress>();

    public DbSet<PersonKey> PersonKeys => Set<PersonKey>();

    public DbSet<ComparisonDue> ComparisonsDue => Set<ComparisonDue>();

    public DbSet<PersonJoin> PersonJoins => Set<PersonJoin>();

    public DbSet<DifferentPeople> DifferentPeople => Set<DifferentPeople>();

    public DbSet<DuplicateCandidate> DuplicateCandidates => Set<DuplicateCandidate>();

    public DbSet<WeightSet> WeightSets => Set<WeightSet>();

    public DbSet<Marker> Markers => Set<Marker>();

    public DbSet<Standing> Standings => Set<Standing>();

    public DbSet<WelfareReview> WelfareReviews => Set<WelfareReview>();

    public DbSet<Incident> Incidents => Set<Incident>();

    public DbSet<IncidentChange> IncidentChanges => Set<IncidentChange>();

    public DbSet<Dispatch> Dispatches => Set<Dispatch>();

    public DbSet<InvolvedPerson> InvolvedPeople => Set<InvolvedPerson>();

    public DbSet<CaseIncident> CaseIncidents => Set<CaseIncident>();

    public DbSet<ClosingAct> ClosingActs => Set<ClosingAct>();

    public DbSet<CaseClosing> CaseClosings => Set<CaseClosing>();

    public DbSet<Case> Cases => Set<Case>();

    public DbSet<TimelineEntry> Timeline => Set<TimelineEntry>();

    public DbSet<AggressorDecision> AggressorDecisions => Set<AggressorDecision>();

    public DbSet<RiskChange> RiskChanges => Set<RiskChange>();

    public DbSet<FollowUpTask> FollowUpTasks => Set<FollowUpTask>();

    public DbSet<ContactRecord> Contacts => Set<ContactRecord>();

    public DbSet<SavedFilter> SavedFilters => Set<SavedFilter>();

    public DbSet<RiskAssessment> Assessments => Set<RiskAssessment>();

    public DbSet<InstrumentVersion> InstrumentVersions => Set<InstrumentVersion>();

    public DbSet<GradeDecision> GradeDecisions => Set<GradeDecision>();

    public DbSet<UserSkill> UserSkills => Set<UserSkill>();

    public DbSet<Exemption> Exemptions => Set<Exemption>();

    public DbSet<VulnerabilityAssessment> VulnerabilityAssessments => Set<VulnerabilityAssessment>();

    public DbSet<ReviewOpening> ReviewOpenings => Set<ReviewOpening>();

    public DbSet<AssessmentGap> AssessmentGaps => Set<AssessmentGap>();

    public DbSet<Responsibility> Responsibilities => Set<Responsibility>();

    public DbSet<HandoverOffer> HandoverOffers => Set<HandoverOffer>();

    public DbSet<DutyPeriod> DutyPeriods => Set<DutyPeriod>();

    public DbSet<Absence> Absences => Set<Absence>();

    public DbSet<UnitPost> UnitPosts => Set<UnitPost>();

    public DbSet<ShiftHandover> ShiftHandovers => Set<ShiftHandover>();

    public DbSet<Deadline> Deadlines => Set<Deadline>();

    public DbSet<DeadlineEvent> DeadlineEvents => Set<DeadlineEvent>();

    public DbSet<ClockLease> ClockLeases => Set<ClockLease>();

    public DbSet<ClockOutage> ClockOutages => Set<ClockOutage>();

    public DbSet<Notice> Notices => Set<Notice>();

    public DbSet<OutgoingMail> OutgoingMails => Set<OutgoingMail>();

    public DbSet<Referral> Referrals => Set<Referral>();

    public DbSet<Meeting> Meetings => Set<Meeting>();

    public DbSet<AgendaItem> AgendaItems => Set<AgendaItem>();

    public DbSet<ImportFile> ImportFiles => Set<ImportFile>();

    public DbSet<ImportProblem> ImportProblems => Set<ImportProblem>();

    public DbSet<LegacyRecord> LegacyRecords => Set<LegacyRecord>();

    public override int SaveChanges(bool acceptAllChangesOnSuccess)
    {
        using var found = DetectOnce();
        CountVersions();
        return base.SaveChanges(acceptAllChangesOnSuccess);
    }

    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        using var found = DetectOnce();
        CountVersions();
        return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<string>().HaveMaxLength(400);
        configurationBuilder.Properties<DateTime>().HaveConversion<UtcConverter>();
        foreach (var type in typeof(CaseDbContext).Assembly.GetTypes().Where(t => t.IsEnum))
        {
            configurationBuilder.Properties(type).HaveConversion<string>().HaveMaxLength(40).AreUnicode(false);
        }
    }

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(CaseDbContext).Assembly);
        foreach (var type in builder.Model.GetEntityTypes())
        {
            if (typeof(IVersioned).IsAssignableFrom(type.ClrType))
            {
                builder.Entity(type.ClrType).Property(nameof(IVersioned.Version)).IsConcurrencyToken();
            }

            // SQLite uses a filtered index only for a query that says the filter alike, and there a flag is asked by its name alone.
            foreach (var index in type.GetIndexes().Where(i => i.GetFilter() is not null && Database.ProviderName!.EndsWith("Sqlite", StringComparison.Ordinal)))
            {
                index.SetFilter(index.GetFilter()!.Replace("] = 1", "]", StringComparison.Ordinal));
            }

            // Nothing is deleted because something else was.
            foreach (var key in type.GetForeignKeys().Where(k => !k.IsOwnership))
            {
                key.DeleteBehavior = DeleteBehavior.Restrict;
            }
        }
    }

    /// <summary>Looking through everything for what has changed costs more than writing it: once for a save, not three times.</summary>
    private Detected DetectOnce()
    {
        ChangeTracker.DetectChanges();
        return new Detected(ChangeTracker);
    }

    private void CountVersions()
    {
        foreach (var entry in ChangeTracker.Entries<IVersioned>())
        {
            // What an entity owns (a case's safe contact) is part of it: changing that alone is a new version too.
            var changed = entry.State is EntityState.Modified
                || (entry.State is EntityState.Unchanged && entry.References.Any(r => r.TargetEntry is { State: EntityState.Added or EntityState.Modified } owned && owned.Metadata.IsOwned()));
            if (changed)
            {
                var version = entry.Property(nameof(IVersioned.Version));
                version.CurrentValue = (int)version.OriginalValue! + 1;
            }
        }
    }

    private readonly struct Detected : IDisposable
    {
        private readonly ChangeTracker tracker;
        private readonly bool before;

        public Detected(ChangeTracker tracker)
        {
            (this.tracker, before) = (tracker, tracker.AutoDetectChangesEnabled);
            tracker.AutoDetectChangesEnabled = false;
        }

        public void Dispose() => tracker.AutoDetectChangesEnabled = before;
    }

    private sealed class UtcConverter() : ValueConverter<DateTime, DateTime>(
        v => v.Kind == DateTimeKind.Local ? v.ToUniversalTime() : v,
        v => DateTime.SpecifyKind(v, DateTimeKind.Utc));
}
