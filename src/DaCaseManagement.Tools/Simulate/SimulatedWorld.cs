using System.Diagnostics;

using DaCaseManagement.Access;
using DaCaseManagement.Data;
using DaCaseManagement.Pipeline;
using DaCaseManagement.Policy;

using MediatR;

using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace DaCaseManagement.Tools.Simulate;

/// <summary>Sends the same commands people send, as the people who send them.</summary>
internal sealed class SimulatedWorld(ServiceProvider services, PolicyInForce inForce, SimulatedTime time, SimulatedFaults faults)
{
    private readonly CaseDbContext reading = services.CreateScope().ServiceProvider.GetRequiredService<CaseDbContext>();

    public ForcePolicy Policy => inForce.Policy;

    public DateTime Now => time.Now;

    public int Refused { get; private set; }

    public int Failed { get; private set; }

    public Dictionary<string, int> Refusals { get; } = [];

    /// <summary>How often each command was sent, and how long it took.</summary>
    public Dictionary<string, (int Count, TimeSpan Took)> Commands { get; } = [];

    /// <summary>What the command answers; null when a rule said no or the database failed.</summary>
    public async Task<T?> Do<T>(Member who, IRequest<T> request)
    {
        var began = Stopwatch.GetTimestamp();
        using var scope = services.CreateScope();
        scope.ServiceProvider.GetRequiredService<CurrentUser>().Become(who.Id, who.UserName, who.FullName, who.Role, who.UnitId, who.AreaId, null, Policy.Roles[who.Role]);
        try
        {
            return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(request);
        }
        catch (Exception e) when (e is RefusedException or RecordNotFoundException or NotPermittedException or FluentValidation.ValidationException)
        {
            Refused++;
            var why = $"{request.GetType().Name}: {(e is FluentValidation.ValidationException or RefusedException ? e.Message.Split('\n')[0] : e.GetType().Name)}";
            Refusals[why] = Refusals.GetValueOrDefault(why) + 1;
            return default;
        }
        catch (Exception e) when (IsFault(e))
        {
            Failed++;
            return default;
        }
        finally
        {
            var (count, took) = Commands.GetValueOrDefault(request.GetType().Name);
            Commands[request.GetType().Name] = (count + 1, took + Stopwatch.GetElapsedTime(began));
        }
    }

    /// <summary>Only projections: one context for them all.</summary>
    public async Task<T> Read<T>(Func<CaseDbContext, Task<T>> ask)
    {
        var armed = faults.Armed;
        faults.Armed = false;
        try
        {
            return await ask(reading);
        }
        finally
        {
            faults.Armed = armed;
        }
    }

    public static bool IsFault(Exception e) => e is SimulatedFault || (e is DbUpdateException or InvalidOperationException && e.InnerException is SimulatedFault);
}
