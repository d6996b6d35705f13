using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Pipeline;
using DaCaseManagement.Policy;

using MediatR;

namespace DaCaseManagement.Incidents;

/// <summary>REC-10: every open incident that needs somebody, worst first.</summary>
[Requires(Permission.ConsultBoard)]
public sealed record ViewBoard : IQuery<Board>;

/// <param name="More">Open incidents that are not shown; counted no further than <see cref="BoardReader.MostCounted"/>.</param>
/// <param name="NextDueAt">When the order changes if nothing else happens.</param>
public sealed record Board(IReadOnlyList<BoardRow> Rows, int Waiting, int More, DateTime At, DateTime? NextDueAt) : IConsultation
{
    public IEnumerable<Subject> Consulted => Rows.Select(r => Subject.Incident(r.Reference));
}

/// <param name="What">The offence, or that nobody has decided.</param>
/// <param name="Clock">What must happen by <paramref name="DueAt"/>.</param>
/// <param name="HasIt">Who owns the investigation; while it is being taken, who takes it.</param>
/// <param name="Because">Why it stands where it does.</param>
public sealed record BoardRow(
    string Reference, IncidentStatus Status, DateTime StartedAt, string? Place, string? Area, string What, ResponseGrade? Response, Grade? Grade, bool Repeat, string? Clock, DateTime? DueAt, DateTime? ArrivedAt,
    string? HasIt, IReadOnlyList<Crew> Crews, bool Alone, bool Late, IReadOnlyList<string> Because);

public sealed class ViewBoardHandler(BoardReader reader) : IRequestHandler<ViewBoard, Board>
{
    public Task<Board> Handle(ViewBoard request, CancellationToken cancellationToken) => reader.Read(cancellationToken);
}
