using DaCaseManagement.Access;
using DaCaseManagement.Data;
using DaCaseManagement.Pipeline;

using FluentValidation;

using MediatR;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Audit;

/// <summary>The log, newest first, for the auditor. Every filter may be empty.</summary>
/// <param name="From">First day, Europe/London.</param>
/// <param name="To">Last day, Europe/London, the whole of it.</param>
/// <param name="Before">Only rows with a lower number: the <see cref="AuditPage.Older"/> of the page before.</param>
[Requires(Permission.ReadAudit)]
public sealed record ListAuditEvents(
    DateOnly? From = null,
    DateOnly? To = null,
    string? UserName = null,
    AuditAct? Act = null,
    string? Code = null,
    SubjectKind? SubjectKind = null,
    string? SubjectReference = null,
    long? Before = null) : IQuery<AuditPage>
{
    public const int PageSize = 50;
}

/// <param name="Older">Where the next page starts; null at the end of the log.</param>
public sealed record AuditPage(IReadOnlyList<AuditLine> Lines, long? Older) : IConsultation
{
    // What was filtered by is not kept: somebody may have typed a name.
    public IEnumerable<Subject> Consulted => [Subject.System("audit")];
}

/// <param name="FullName">The account's name today; null for the system and for accounts that never were.</param>
public sealed record AuditLine(
    long Sequence,
    DateTime At,
    string UserName,
    string? FullName,
    AuditAct Act,
    string Code,
    SubjectKind SubjectKind,
    string SubjectReference,
    string? Detail,
    Guid? Correlation);

public sealed class ListAuditEventsValidator : AbstractValidator<ListAuditEvents>
{
    private static readonly DateOnly Earliest = new(2000, 1, 1);
    private static readonly DateOnly Latest = new(2100, 1, 1);

    public ListAuditEventsValidator()
    {
        RuleFor(q => q.From).InclusiveBetween(Earliest, Latest).WithMessage("From must be a date between 2000 and 2100");
        RuleFor(q => q.To).InclusiveBetween(Earliest, Latest).WithMessage("To must be a date between 2000 and 2100");
        RuleFor(q => q.To).GreaterThanOrEqualTo(q => q.From).When(q => q is { From: not null, To: not null }).WithMessage("To must be the same day as From or later");
        RuleFor(q => q.UserName).PlainText("User name", Lengths.Name);
        RuleFor(q => q.Code).PlainText("Code", Lengths.Name);
        RuleFor(q => q.SubjectReference).PlainText("Reference", Lengths.Name);
    }
}

public sealed class ListAuditEventsHandler(CaseDbContext db) : IRequestHandler<ListAuditEvents, AuditPage>
{
    public async Task<AuditPage> Handle(ListAuditEvents request, CancellationToken cancellationToken)
    {
        var events = db.AuditEvents.AsNoTracking();
        if (request.From is { } from)
        {
            var start = StartOf(from);
            events = events.Where(e => e.At >= start);
        }

        if (request.To is { } to)
        {
            var end = StartOf(to.AddDays(1));
            events = events.Where(e => e.At < end);
        }

        if (Words(request.UserName) is { } userName)
        {
            events = By(events, userName, await UserId(userName, cancellationToken));
        }

        if (request.Act is { } act)
        {
            events = events.Where(e => e.Act == act);
        }

        if (Words(request.Code) is { } code)
        {
            events = events.Where(e => e.Code == code);
        }

        if (request.SubjectKind is { } kind)
        {
            events = events.Where(e => e.SubjectKind == kind);
        }

        if (Words(request.SubjectReference) is { } reference)
        {
            // The kinds are named so that the index on kind and reference is used when only a reference was typed.
            var kinds = request.SubjectKind is { } one ? [one] : Enum.GetValues<SubjectKind>();
            events = events.Where(e => kinds.Contains(e.SubjectKind) && e.SubjectReference == reference);
        }

        return await events.PageOf(db, request.Before, ListAuditEvents.PageSize, cancellationToken);
    }

    private static string? Words(string? typed) => string.IsNullOrWhiteSpace(typed) ? null : typed.Trim();

    private async Task<long?> UserId(string userName, CancellationToken cancel)
    {
        var normalised = userName.ToUpperInvariant();
        return await db.Users.Where(u => u.NormalizedUserName == normalised).Select(u => (long?)u.Id).SingleOrDefaultAsync(cancel);
    }

    /// <summary>By account where there is one; what was written without one (the system, sign-ins to accounts that never were) has user id 0.</summary>
    private static IQueryable<AuditEvent> By(IQueryable<AuditEvent> events, string userName, long? id) =>
        id is { } known ? events.Where(e => e.UserId == known) : events.Where(e => e.UserId == 0 && e.UserName == userName);

    private static DateTime StartOf(DateOnly day) => TimeZoneInfo.ConvertTimeToUtc(day.ToDateTime(TimeOnly.MinValue), TimeZoneInfo.FindSystemTimeZoneById("Europe/London"));
}

internal static class AuditPaging
{
    /// <summary>One page, newest first, read by position and not by counting, so that the thousandth page costs what the first does.</summary>
    public static async Task<AuditPage> PageOf(this IQueryable<AuditEvent> events, CaseDbContext db, long? before, int size, CancellationToken cancel)
    {
        if (before is { } position)
        {
            events = events.Where(e => e.Sequence < position);
        }

        var lines = await events
            .OrderByDescending(e => e.Sequence)
            .Take(size + 1)
            .Select(e => new AuditLine(
                e.Sequence,
                e.At,
                e.UserName,
                db.Users.Where(u => u.Id == e.UserId).Select(u => u.FullName).FirstOrDefault(),
                e.Act,
                e.Code,
                e.SubjectKind,
                e.SubjectReference,
                e.Detail,
                e.Correlation))
            .ToListAsync(cancel);
        return lines.Count > size ? new AuditPage(lines[..size], lines[size - 1].Sequence) : new AuditPage(lines, null);
    }
}
