using System.Reflection;

using DaCaseManagement.Access;

using MediatR;

namespace DaCaseManagement.Pipeline;

/// <summary>First: may this person ask this at all?</summary>
public sealed class AuthoriseBehaviour<TRequest, TResponse>(CurrentUser user) : IPipelineBehavior<TRequest, TResponse>
    where TRequest : IRequest<TResponse>
{
    private static readonly Permission? Needed = typeof(TRequest).GetCustomAttribute<RequiresAttribute>()?.Permission;

    public Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next) =>
        Needed is { } needed && user.IsKnown && user.May(needed) ? next() : throw new NotPermittedException(typeof(TRequest).Name);
}
