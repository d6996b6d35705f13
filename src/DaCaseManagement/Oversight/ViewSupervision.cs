using System.Globalization;

using DaCaseManagement.Access;
using DaCaseManagement.Clocks;
using DaCaseManagement.Data;
using DaCaseManagement.Pipeline;
using DaCaseManagement.Policy;

using FluentValidation;

using MediatR;

namespace DaCaseManagement.Oversight;

/// <summary>How supervision is done in a period: by reviewer, unit, day of the week or day (OVR-3, RSK-8).</summary>
[Requires(Permission.ConsultOversight)]
[ReadsNoRecord("numbers about staff and days; the rows behind them are another request, which is logged")]
public sealed record ViewSupervision(Period Period, SupervisionBy By = SupervisionBy.Reviewer) : IQuery<SupervisionPage>;

/// <param name="Queue">By day: how many sign-offs and unit reviews waited when the day began.</param>
/// <param name="Against">Lowering on days with a short and with a long queue; null when the days do not differ.</param>
public sealed record SupervisionPage(DateOnly From, DateOnly To, SupervisionFigures Whole, IReadOnlyList<SupervisionFigures> Rows, IReadOnlyDictionary<string, int> Queue, (SupervisionFigures Short, SupervisionFigures Long)? Against);

public sealed class ViewSupervisionValidator : AbstractValidator<ViewSupervision>
{
    public ViewSupervisionValidator(TimeProvider clock) => this.Readable(r => r.Period, clock);
}

public sealed class ViewSupervisionHandler(CaseDbContext db, CurrentUser user, PolicyInForce inForce, TimeProvider clock) : IRequestHandler<ViewSupervision, SupervisionPage>
{
    public async Task<SupervisionPage> Handle(ViewSupervision request, CancellationToken cancellationToken)
    {
        var (from, to, _) = request.Period.Read(LocalTime.DayOf(clock.GetUtcNow().UtcDateTime));
        var policy = inForce.Policy.Supervision;
        var decisions = await SupervisionReading.Decisions(db, user, from, to, cancellationToken);
        var rows = Supervising.By(decisions, request.By, policy);
        if (request.By != SupervisionBy.Day)
        {
            return new SupervisionPage(from, to, Supervising.Figures("", "All", decisions, policy), rows, new Dictionary<string, int>(), null);
        }

        var waiting = await SupervisionReading.Queue(db, user, from, to, cancellationToken);
        var mornings = rows.Select(r => (r.Key, At: SupervisionReading.StartOf(DateOnly.ParseExact(r.Key, "yyyy-MM-dd", CultureInfo.InvariantCulture))));
        var queue = mornings.ToDictionary(m => m.Key, m => waiting.Count(w => w.WaitedAt(m.At)));
        var against = Supervising.AgainstQueue([.. decisions.Select(d => (d, queue[Supervising.Group(d, SupervisionBy.Day)!.Value.Key]))], policy);
        return new SupervisionPage(from, to, Supervising.Figures("", "All", decisions, policy), rows, queue, against);
    }
}
