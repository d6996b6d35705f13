using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Cases;
using DaCaseManagement.Clocks;
using DaCaseManagement.Data;
using DaCaseManagement.Incidents;
using DaCaseManagement.Pipeline;
using DaCaseManagement.Policy;

using FluentValidation;

using MediatR;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Routing;

/// <summary>Whether I am on duty, when I shall be away, what I left open and what others left for me or my unit.</summary>
[Requires(Permission.ConsultPeople)]
public sealed record ViewDuty : IQuery<DutyView>;

/// <param name="Until">When my shift ends; null when I am not on duty.</param>
/// <param name="Left">What I handed over and nobody has taken.</param>
/// <param name="Waiting">What is offered to me or to anybody in my unit.</param>
public sealed record DutyView(DateTime? Since, DateTime? Until, bool Lapsed, IReadOnlyList<AbsenceRow> Absences, IReadOnlyList<ShiftRow> Left, IReadOnlyList<ShiftRow> Waiting) : IConsultation
{
    public IEnumerable<Subject> Consulted => Left.Concat(Waiting).SelectMany(s => s.Items).Select(OpenItem.About).OfType<Subject>();
}

/// <param name="Until">The first instant at which they are back.</param>
public sealed record AbsenceRow(long Id, AbsenceKind Kind, DateTime From, DateTime? Until, string EnteredBy);

public sealed record ShiftRow(long Id, string From, string? To, DateTime At, DateTime? BackAt, string? Note, bool IsForMe, IReadOnlyList<OpenItem> Items);

/// <param name="Kind">Null for a report or an assessment that was begun.</param>
/// <param name="Words">What must happen, in the policy's words.</param>
public sealed record OpenItem(ShiftItemKind What, string? Kind, string Words, string? Case, string? Incident, DateTime? DueAt)
{
    public static Subject? About(OpenItem item) => item.Case is { } c ? Subject.Case(c) : item.Incident is { } i ? Subject.Incident(i) : null;
}

/// <summary>What would have to be handed over if my shift ended now, and who in my unit is on duty.</summary>
/// <param name="Back">Local day and time; nothing for about this time tomorrow.</param>
[Requires(Permission.ConsultPeople)]
public sealed record ViewShiftEnd(string? Back = null) : IQuery<ShiftEnd>;

public sealed record ShiftEnd(DateTime BackAt, IReadOnlyList<OpenItem> Items, IReadOnlyList<(long Id, string Name)> OnDuty, string? Unit) : IConsultation
{
    public IEnumerable<Subject> Consulted => Items.Select(OpenItem.About).OfType<Subject>();
}

public sealed class ViewShiftEndValidator : AbstractValidator<ViewShiftEnd>
{
    public ViewShiftEndValidator() => RuleFor(r => r.Back).Must(b => string.IsNullOrWhiteSpace(b) || LocalTime.Parse(b) is not null).WithMessage("Enter a real day and time, such as 22/11/2026 07:00");
}

public sealed class ViewDutyHandler(CaseDbContext db, CurrentUser user, TimeProvider clock, PolicyInForce inForce) : IRequestHandler<ViewDuty, DutyView>
{
    private const int Most = 20;

    public async Task<DutyView> Handle(ViewDuty request, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var duty = await db.DutyPeriods.AsNoTracking().Where(d => d.UserId == user.Id && d.EndedAt == null).Select(d => new { d.StartedAt, d.Until }).SingleOrDefaultAsync(cancellationToken);
        var absences = await AbsencesOf(db, user.Id, now).ToListAsync(cancellationToken);
        var left = await Rows(db.ShiftHandovers.Where(h => h.FromUserId == user.Id && h.Status == ShiftStatus.Open)).ToListAsync(cancellationToken);
        var manages = user.May(Permission.ManageUnit);
        var waiting = await Rows(db.ShiftHandovers.Where(h => h.UnitId == user.UnitId && h.Status == ShiftStatus.Open && h.FromUserId != user.Id && (manages || h.ToUserId == null || h.ToUserId == user.Id))).ToListAsync(cancellationToken);
        var items = await OpenItems.Read(db, user, inForce.Policy, left.Concat(waiting).SelectMany(h => h.Items), cancellationToken);
        return new DutyView(duty?.StartedAt, duty?.Until, duty?.Until <= now, absences, [.. left.Select(Row)], [.. waiting.Select(Row).Where(r => r.Items.Count > 0)]);

        ShiftRow Row(ShiftHandover h) => new(h.Id, h.FromUser!.FullName, h.ToUser?.FullName, h.At, h.BackAt, h.Note, h.ToUserId == user.Id, [.. h.Items.Select(i => items.GetValueOrDefault(i)).OfType<OpenItem>()]);
    }

    internal static IQueryable<AbsenceRow> AbsencesOf(CaseDbContext db, long userId, DateTime now) =>
        db.Absences.AsNoTracking().Where(a => a.UserId == userId && a.EndedAt == null && (a.Until == null || a.Until > now)).OrderBy(a => a.From).Take(Most)
            .Select(a => new AbsenceRow(a.Id, a.Kind, a.From, a.Until, db.Users.Where(u => u.Id == a.EnteredById).Select(u => u.FullName).FirstOrDefault() ?? "System"));

    private static IQueryable<ShiftHandover> Rows(IQueryable<ShiftHandover> of) => of.AsNoTracking().Include(h => h.Items).Include(h => h.FromUser).Include(h => h.ToUser).OrderBy(h => h.Id).Take(Most);
}

public sealed class ViewShiftEndHandler(CaseDbContext db, CurrentUser user, TimeProvider clock, ShiftBook book, PolicyInForce inForce) : IRequestHandler<ViewShiftEnd, ShiftEnd>
{
    public async Task<ShiftEnd> Handle(ViewShiftEnd request, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var began = await db.DutyPeriods.Where(d => d.UserId == user.Id && d.EndedAt == null).Select(d => (DateTime?)d.StartedAt).SingleOrDefaultAsync(cancellationToken);
        var back = string.IsNullOrWhiteSpace(request.Back) ? DutyTime.BackAt(now, began) : LocalTime.Parse(request.Back)!.Value;
        var open = await book.Open(user.Id, user.UnitId, back, cancellationToken);
        var items = await OpenItems.Read(db, user, inForce.Policy, open, cancellationToken);
        var colleagues = await db.Users.AsNoTracking().Where(u => u.UnitId == user.UnitId && user.UnitId != null && u.Id != user.Id && u.DisabledAt == null && db.DutyPeriods.At(now).Any(d => d.UserId == u.Id))
            .OrderBy(u => u.FullName).Take(100).Select(u => new { u.Id, u.FullName }).ToListAsync(cancellationToken);
        var unit = await db.Units.Where(u => u.Id == user.UnitId).Select(u => u.Name).SingleOrDefaultAsync(cancellationToken);
        return new ShiftEnd(back, [.. open.Select(i => items.GetValueOrDefault(i)).OfType<OpenItem>()], [.. colleagues.Select(c => (c.Id, c.FullName))], unit);
    }
}

internal static class OpenItems
{
    /// <summary>In words, without those whose case or incident this person may not see (INV-6) and those that have been done since.</summary>
    public static async Task<Dictionary<ShiftItem, OpenItem>> Read(CaseDbContext db, CurrentUser user, ForcePolicy policy, IEnumerable<ShiftItem> of, CancellationToken cancel)
    {
        var items = of.ToList();
        if (items.Count == 0)
        {
            return [];
        }

        var (caseIds, incidentIds, deadlineIds) = (Ids(i => i.CaseId), Ids(i => i.IncidentId), Ids(i => i.DeadlineId));
        var cases = await db.Cases.AsNoTracking().VisibleTo(user).Where(c => caseIds.Contains(c.Id)).Select(c => new { c.Id, c.Reference }).ToDictionaryAsync(c => c.Id, c => c.Reference, cancel);
        var incidents = await db.Incidents.AsNoTracking().VisibleTo(user, db).Where(i => incidentIds.Contains(i.Id)).Select(i => new { i.Id, i.Reference }).ToDictionaryAsync(i => i.Id, i => i.Reference, cancel);
        var due = await db.Deadlines.AsNoTracking().Where(d => deadlineIds.Contains(d.Id)).Select(d => new { d.Id, d.Kind, d.IsOpen, d.DueAt }).ToDictionaryAsync(d => d.Id, cancel);
        var found = new Dictionary<ShiftItem, OpenItem>();
        foreach (var item in items)
        {
            var deadline = item.DeadlineId is { } id ? due.GetValueOrDefault(id) : null;
            var hidden = item.CaseId is { } c ? !cases.ContainsKey(c) : item.IncidentId is { } n && !incidents.ContainsKey(n);
            if (hidden || deadline is { IsOpen: false })
            {
                continue;
            }

            var words = item.Kind switch
            {
                ShiftItemKind.Report => "Finish the report",
                ShiftItemKind.Assessment => "Submit the risk assessment that was begun",
                _ => deadline is not null && policy.Deadlines.TryGetValue(deadline.Kind, out var own) ? own.Words : "Due",
            };
            found[item] = new OpenItem(item.Kind, deadline?.Kind, words, item.CaseId is { } x ? cases[x] : null, item.IncidentId is { } y ? incidents.GetValueOrDefault(y) : null, deadline?.DueAt ?? item.DueAt);
        }

        return found;

        List<long> Ids(Func<ShiftItem, long?> which) => [.. items.Select(which).OfType<long>().Distinct()];
    }
}
