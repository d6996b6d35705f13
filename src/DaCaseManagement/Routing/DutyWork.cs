using DaCaseManagement.Clocks;

using MediatR;

namespace DaCaseManagement.Routing;

/// <summary>Shifts that ended without a word, and absences that began or ended (RTE-2, CLK-3).</summary>
public sealed class DutyWork : IRegularWork
{
    public TimeSpan Every => TimeSpan.FromMinutes(5);

    public async Task Do(IMediator mediator, CancellationToken cancel)
    {
        var look = await mediator.Send(new LookAtDuty(), cancel);
        if (look.Lapsed)
        {
            await mediator.Send(new FindLapsedShifts(), cancel);
        }

        if (look.Absent)
        {
            await mediator.Send(new FindAbsentOwners(), cancel);
        }
    }
}
