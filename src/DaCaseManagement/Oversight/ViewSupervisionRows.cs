using System.Globalization;

using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Clocks;
using DaCaseManagement.Data;
using DaCaseManagement.Pipeline;
using DaCaseManagement.Policy;

using FluentValidation;

using MediatR;

namespace DaCaseManagement.Oversight;

/// <summary>The rows behind one number of the supervision page (INV-9), newest first, a page at a time.</summary>
/// <param name="Key">Of the row of the table; absent for the whole period.</param>
/// <param name="Before">Id of the last row of the page before.</param>
[Requires(Permission.ConsultOversight)]
public sealed record ViewSupervisionRows(Period Period, SupervisionBy By, string? Key, SupervisionWhat What, long? Before = null) : IQuery<SupervisionRows>;

public sealed record SupervisionRows(DateOnly From, DateOnly To, string Label, int Count, IReadOnlyList<SupervisionRow> Rows, long? Next) : IConsultation
{
    public IEnumerable<Subject> Consulted => Rows.Where(r => r.Case is not null).Select(r => Subject.Case(r.Case!));
}

/// <param name="Incident">Null for those who may not open it: they see that it was decided, by whom and how fast.</param>
public sealed record SupervisionRow(long Id, DateTime At, string Who, Verdict? Verdict, Grade? OfficersGrade, Grade? Grade, TimeSpan? Spent, bool Instant, string? Incident, string? Case);

public sealed class ViewSupervisionRowsValidator : AbstractValidator<ViewSupervisionRows>
{
    public ViewSupervisionRowsValidator(TimeProvider clock) => this.Readable(r => r.Period, clock);
}

public sealed class ViewSupervisionRowsHandler(CaseDbContext db, CurrentUser user, PolicyInForce inForce, TimeProvider clock) : IRequestHandler<ViewSupervisionRows, SupervisionRows>
{
    public const int PageSize = 50;

    public async Task<SupervisionRows> Handle(ViewSupervisionRows request, CancellationToken cancellationToken)
    {
        var (from, to, _) = request.Period.Read(LocalTime.DayOf(clock.GetUtcNow().UtcDateTime));
        var (policy, opens) = (inForce.Policy.Supervision, user.May(Permission.ConsultCases));
        List<SupervisionRow> all;
        var label = "All";
        if (request.What == SupervisionWhat.Queue)
        {
            var day = DateOnly.TryParseExact(request.Key, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var d) && d >= from && d <= to ? d : from;
            label = day.ToString("ddd d MMM yyyy", CultureInfo.InvariantCulture);
            all = [.. (await SupervisionReading.Queue(db, user, from, to, cancellationToken)).Where(q => q.WaitedAt(SupervisionReading.StartOf(day))).Select(q => new SupervisionRow(q.Id, q.OpenedAt, q.Unit, null, null, null, null, false, opens ? q.Incident : null, opens ? q.Case : null))];
        }
        else
        {
            var decisions = await SupervisionReading.Decisions(db, user, from, to, cancellationToken);
            var group = decisions.Where(d => request.Key is null || Supervising.Group(d, request.By)?.Key == request.Key).ToList();
            label = request.Key is null || group.Count == 0 ? label : Supervising.Group(group[0], request.By)!.Value.Label;
            all = [.. group.Where(d => Supervising.Is(d, request.What, policy)).Select(d => new SupervisionRow(d.Id, d.At, d.By, d.Verdict, d.OfficersGrade, d.Grade, d.Spent, Supervising.Is(d, SupervisionWhat.Instant, policy), opens ? d.Incident : null, opens ? d.Case : null))];
        }

        var page = all.OrderByDescending(r => r.Id).Where(r => request.Before is null || r.Id < request.Before).Take(PageSize + 1).ToList();
        return new SupervisionRows(from, to, label, all.Count, [.. page.Take(PageSize)], page.Count > PageSize ? page[PageSize - 1].Id : null);
    }
}
