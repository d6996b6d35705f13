using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Data;
using DaCaseManagement.Pipeline;

using FluentValidation;

using MediatR;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Cases;

/// <summary>How the victim can be reached safely, in the victim's own words (CAS-8).</summary>
/// <param name="Version">The case's version the page was made from: a safe number is never overwritten unseen.</param>
/// <param name="EveryHours">The longest between two contacts, as agreed (CAS-7); absent when nothing was agreed.</param>
[Requires(Permission.KeepSafeContact)]
public sealed record KeepSafeContact(string Case, int Version, string? Number, string? Times, string? Means, string? CodeWord, string? Never, int? EveryHours = null) : ICommand<int>;

public sealed class KeepSafeContactValidator : AbstractValidator<KeepSafeContact>
{
    /// <summary>Eight weeks.</summary>
    public const int MostHours = 8 * 7 * 24;

    public KeepSafeContactValidator()
    {
        RuleFor(r => r.Number).PlainText("Safe number", 40);
        RuleFor(r => r.Times).PlainText("Safe times", Lengths.Line);
        RuleFor(r => r.Means).PlainText("Safe means", Lengths.Line);
        RuleFor(r => r.CodeWord).PlainText("Code word", Lengths.Name);
        RuleFor(r => r.Never).PlainText("Never do", Lengths.Note);
        RuleFor(r => r.EveryHours).Must(h => h is null or (>= 1 and <= MostHours)).WithMessage("Choose one of the times offered");
        RuleFor(r => r).Must(r => !string.IsNullOrWhiteSpace(r.Number + r.Times + r.Means + r.CodeWord + r.Never) || r.EveryHours is not null)
            .OverridePropertyName(nameof(KeepSafeContact.Number)).WithMessage("Enter at least one thing the victim said about safe contact");
    }
}

public sealed class KeepSafeContactHandler(CaseDbContext db, CurrentUser user, AuditTrail trail, TimeProvider clock, CaseStory story, ContactClock contact, FollowUps followUps) : IRequestHandler<KeepSafeContact, int>
{
    public async Task<int> Handle(KeepSafeContact request, CancellationToken cancellationToken)
    {
        var @case = await db.Cases.VisibleTo(user).SingleOrDefaultAsync(c => c.Reference == request.Case, cancellationToken)
            ?? throw new RecordNotFoundException("case", request.Case);
        var (old, now) = (@case.SafeContact, clock.GetUtcNow().UtcDateTime);
        var kept = new SafeContact { Number = Text(request.Number), Times = Text(request.Times), Means = Text(request.Means), CodeWord = Text(request.CodeWord), Never = Text(request.Never), EveryHours = request.EveryHours, AskedAt = now };
        if (@case.Version != request.Version && Differences(old, kept) is { Count: > 0 } differences)
        {
            throw new EditConflictException(differences, @case.Version);
        }

        @case.Keep(kept);
        await contact.Look(@case, cancellationToken);
        await followUps.Touched(@case.Id, @case.Reference, cancellationToken);

        // The whole of what was said before stays on the timeline (INV-4).
        story.Tell(@case.Id, TimelineKind.Contact, old.AskedAt is null ? "Safe contact recorded" : "Safe contact changed", $"{Words(kept)}{(old.AskedAt is null ? "" : $" Before: {Words(old)}")}");
        trail.Record(AuditAct.Alteration, "safe-contact.kept", Subject.Case(@case.Reference));
        await db.SaveChangesAsync(cancellationToken);
        return @case.Version;
    }

    private static string? Text(string? typed) => string.IsNullOrWhiteSpace(typed) ? null : typed.Trim();

    private static string Words(SafeContact c) => string.Join(" ", new[]
    {
        c.Number is null ? null : $"Number: {c.Number}.", c.Times is null ? null : $"Times: {c.Times}.", c.Means is null ? null : $"Means: {c.Means}.",
        c.CodeWord is null ? null : "A code word is agreed.", c.Never is null ? null : $"Never: {c.Never}.",
        c.EveryHours is { } hours ? $"Contact agreed at least every {ContactRule.Words(hours)}." : null,
    }.OfType<string>());

    private static string? Every(SafeContact c) => c.EveryHours is { } hours ? ContactRule.Words(hours) : null;

    private static List<FieldConflict> Differences(SafeContact theirs, SafeContact yours)
    {
        var conflicts = new List<FieldConflict>();
        void Compare(string field, string label, string? a, string? b)
        {
            if (a != b)
            {
                conflicts.Add(new FieldConflict(field, label, a ?? "", b ?? ""));
            }
        }

        Compare(nameof(SafeContact.Number), "Safe number", theirs.Number, yours.Number);
        Compare(nameof(SafeContact.Times), "Safe times", theirs.Times, yours.Times);
        Compare(nameof(SafeContact.Means), "Safe means", theirs.Means, yours.Means);
        Compare(nameof(SafeContact.CodeWord), "Code word", theirs.CodeWord, yours.CodeWord);
        Compare(nameof(SafeContact.Never), "Never do", theirs.Never, yours.Never);
        Compare(nameof(SafeContact.EveryHours), "Contact at least every", Every(theirs), Every(yours));
        return conflicts;
    }
}
