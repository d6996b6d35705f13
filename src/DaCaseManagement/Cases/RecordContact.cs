using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Clocks;
using DaCaseManagement.Data;
using DaCaseManagement.Pipeline;

using FluentValidation;

using MediatR;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Cases;

/// <summary>Keeps a contact with the victim, or an attempt that failed (CAS-7). Only one in which the victim was reached counts as contact, tells the victim of anything (CAS-6, RTE-2) or
/// takes a step of the follow-up (CAS-10).</summary>
/// <param name="When">As typed.</param>
/// <param name="NewContactTold">The victim was told who the contact is now.</param>
/// <param name="ToldOf">Ids of what had happened that the victim was told of.</param>
/// <param name="Steps">Ids of open steps that this took.</param>
/// <param name="Corrects">The contact that was kept wrongly.</param>
[Requires(Permission.KeepContact)]
public sealed record RecordContact(
    string Case, string? When, ContactMeans? Means, ContactOutcome? Outcome, string? Words, bool NewContactTold = false, IReadOnlyList<long>? ToldOf = null, IReadOnlyList<long>? Steps = null, long? Corrects = null) : ICommand<long>;

public sealed class RecordContactValidator : AbstractValidator<RecordContact>
{
    public RecordContactValidator()
    {
        RuleFor(r => r.When).Must(w => LocalTime.Parse(w) is not null).WithMessage("Enter the day and time, like 21/11/2026 14:30");
        RuleFor(r => r.Means).NotNull().WithMessage("Choose how");
        RuleFor(r => r.Means).IsInEnum().WithMessage("Choose how");
        RuleFor(r => r.Outcome).NotNull().WithMessage("Choose what came of it");
        RuleFor(r => r.Outcome).IsInEnum().WithMessage("Choose what came of it");
        RuleFor(r => r.Words).PlainText("Your words", Lengths.Note);
        RuleFor(r => r.Words).Must(w => !string.IsNullOrWhiteSpace(w)).When(r => r.Outcome is ContactOutcome.Spoke or ContactOutcome.Unsafe)
            .WithMessage((r, _) => r.Outcome == ContactOutcome.Unsafe ? "Write what was not safe" : "Write what was said");
        RuleFor(r => r.ToldOf).Must(t => t is null || t.Count <= 50).WithMessage("Choose fewer");
        RuleFor(r => r.Steps).Must(t => t is null || t.Count <= 50).WithMessage("Choose fewer");
    }
}

public sealed class RecordContactHandler(CaseDbContext db, CurrentUser user, AuditTrail trail, TimeProvider clock, Deadlines deadlines, CaseStory story, FollowUps followUps, ContactClock contact, NewContact newContact)
    : IRequestHandler<RecordContact, long>
{
    private const int MostDaysBack = 60;
    private static readonly TimeSpan ClocksDiffer = TimeSpan.FromMinutes(5);

    public async Task<long> Handle(RecordContact request, CancellationToken cancellationToken)
    {
        var (now, at, outcome) = (clock.GetUtcNow().UtcDateTime, LocalTime.Parse(request.When)!.Value, request.Outcome!.Value);
        var @case = await db.Cases.VisibleTo(user).SingleOrDefaultAsync(c => c.Reference == request.Case, cancellationToken)
            ?? throw new RecordNotFoundException("case", request.Case);
        if (at > now + ClocksDiffer || at < now.AddDays(-MostDaysBack))
        {
            throw new RefusedException("CAS-7", "When", at > now ? "This has not happened yet. Record it when it has" : $"Enter a day within the last {MostDaysBack} days");
        }

        if (outcome != ContactOutcome.Spoke && (request.NewContactTold || request.ToldOf is { Count: > 0 } || request.Steps is { Count: > 0 }))
        {
            throw new RefusedException("CAS-7", "Outcome", "The victim was not reached, so nobody was told and no step was taken: take the ticks off, or choose that the victim was reached");
        }

        var corrected = await Corrected(@case.Id, request.Corrects, cancellationToken);
        var kept = new ContactRecord(@case.Id, at, request.Means!.Value, outcome, request.Words?.Trim() ?? "", request.NewContactTold, user.Id, user.FullName, corrected?.Id, now);
        db.Contacts.Add(kept);
        foreach (var change in await Changes(@case.Id, request.ToldOf ?? [], cancellationToken))
        {
            kept.Tell(change);
            await deadlines.Satisfy(RiskEvents.TellKind, RiskEvents.TellSubject(change.Id), cancellationToken);
        }

        if (request.NewContactTold)
        {
            await newContact.Told(@case.Reference, cancellationToken);
        }

        await db.SaveChangesAsync(cancellationToken);
        await TakeSteps(@case, request.Steps ?? [], kept, cancellationToken);
        await contact.Look(@case, cancellationToken, outcome == ContactOutcome.Spoke);
        await followUps.Touched(@case.Id, @case.Reference, cancellationToken);
        story.Tell(@case.Id, TimelineKind.Contact, Headline(kept), kept.Words.Length == 0 ? null : kept.Words, $"/cases/{@case.Reference}/contacts", at);
        trail.Record(AuditAct.Collection, corrected is null ? "contact.kept" : "contact.corrected", Subject.Case(@case.Reference), $"{outcome}; {kept.Means}; told of {kept.Told.Count}");
        return kept.Id;
    }

    private async Task<ContactRecord?> Corrected(long caseId, long? id, CancellationToken cancel)
    {
        if (id is null)
        {
            return null;
        }

        var corrected = await db.Contacts.AsNoTracking().SingleOrDefaultAsync(c => c.Id == id && c.CaseId == caseId, cancel) ?? throw new RecordNotFoundException("contact", "");
        return await db.Contacts.AnyAsync(c => c.CorrectsId == id, cancel)
            ? throw new RefusedException("INV-4", "", "Somebody has corrected this already. Look at the list, and correct that one if it is wrong too.")
            : corrected;
    }

    /// <summary>Only events of this case; whatever else was sent is not there.</summary>
    private async Task<List<RiskChange>> Changes(long caseId, IReadOnlyList<long> ids, CancellationToken cancel)
    {
        var changes = ids.Count == 0 ? [] : await db.RiskChanges.Where(c => c.CaseId == caseId && ids.Contains(c.Id)).ToListAsync(cancel);
        return changes.Count == ids.Distinct().Count() ? changes : throw new RecordNotFoundException("event", "");
    }

    private async Task TakeSteps(Case @case, IReadOnlyList<long> ids, ContactRecord kept, CancellationToken cancel)
    {
        foreach (var task in ids.Count == 0 ? [] : await db.FollowUpTasks.Include(t => t.Case).Where(t => t.CaseId == @case.Id && ids.Contains(t.Id) && t.IsOpen).ToListAsync(cancel))
        {
            task.Done(kept.At, user.Id, user.FullName, kept.Words);
            await deadlines.Satisfy(FollowUpTask.Kind, await followUps.Subject(task, cancel), cancel);
        }
    }

    private static string Headline(ContactRecord c) => (c.CorrectsId is null ? "" : "Correction: ") + c.Outcome switch
    {
        ContactOutcome.Spoke => "The victim was reached",
        ContactOutcome.NoAnswer => "Contact tried: no answer",
        ContactOutcome.SomebodyElse => "Contact tried: somebody else was there",
        _ => "Contact broken off: not safe",
    } + (c.NewContactTold ? "; told who the contact is now" : "");
}
