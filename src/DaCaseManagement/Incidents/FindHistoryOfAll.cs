using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Pipeline;

using FluentValidation;

using MediatR;

namespace DaCaseManagement.Incidents;

/// <summary>The history of everybody on the call screen at once (REC-2): one look, written to the log in one commit before anything is shown.</summary>
/// <param name="Asked">The first holds the number and the place of the call. What is not well-formed finds nothing: its own field says so when it is kept.</param>
[Requires(Permission.ConsultIncidents)]
public sealed record FindHistoryOfAll(IReadOnlyList<FindHistory> Asked) : IQuery<Histories>;

public sealed record Histories(IReadOnlyList<History> Found) : IConsultation
{
    public IEnumerable<Subject> Consulted => Found.SelectMany(h => h.Consulted);

    public string? LoggedAs => nameof(FindHistory);
}

public sealed class FindHistoryOfAllHandler(HistorySearch search, IValidator<FindHistory> wellFormed) : IRequestHandler<FindHistoryOfAll, Histories>
{
    public async Task<Histories> Handle(FindHistoryOfAll request, CancellationToken cancellationToken)
    {
        var asked = new List<FindHistory>();
        foreach (var one in request.Asked)
        {
            // Whoever is looked up first brings the call with them, should the one before be unreadable.
            var whole = asked.Count == 0 ? one with { Number = request.Asked[0].Number, Address = request.Asked[0].Address } : one;
            if (wellFormed.Validate(whole).IsValid)
            {
                asked.Add(whole);
            }
        }

        return new Histories(await search.Find(asked, cancellationToken));
    }
}
