using DaCaseManagement.Audit;

using MediatR;

namespace DaCaseManagement.Pipeline;

/// <summary>Fourth: nothing is changed or shown that is not in the log. If the log cannot be written the action fails and shows nothing (ACC-2).</summary>
public sealed class AuditBehaviour<TRequest, TResponse>(AuditTrail trail, Transactions transactions) : IPipelineBehavior<TRequest, TResponse>
    where TRequest : IRequest<TResponse>
{
    public async Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        var response = await next();
        if (request is ICommand<TResponse>)
        {
            return trail.IsEmpty ? throw new InvalidOperationException($"{typeof(TRequest).Name} wrote no audit event.") : response;
        }

        if (response is IConsultation consultation)
        {
            foreach (var subject in consultation.Consulted.Distinct())
            {
                trail.Record(AuditAct.Consultation, consultation.LoggedAs ?? typeof(TRequest).Name, subject);
            }

            if (!trail.IsEmpty)
            {
                await transactions.Run(() => Task.FromResult(true), cancellationToken);
            }
        }

        return response;
    }
}
