using DaCaseManagement.Access;

using MediatR;

namespace DaCaseManagement.Clocks;

/// <summary>Old means of the system are forgotten once a day.</summary>
public sealed class KeysWork : IRegularWork
{
    public TimeSpan Every => TimeSpan.FromDays(1);

    public Task Do(IMediator mediator, CancellationToken cancel) => mediator.Send(new ForgetOldKeys(), cancel);
}
