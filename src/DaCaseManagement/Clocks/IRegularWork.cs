using MediatR;

namespace DaCaseManagement.Clocks;

/// <summary>What a room wants done again and again by whichever node holds the lease, as the system. Asked by a query first: nothing is written when there is nothing to do.</summary>
public interface IRegularWork
{
    TimeSpan Every { get; }

    Task Do(IMediator mediator, CancellationToken cancel);
}
