using System.Security.Cryptography;
using System.Text.Json;

using DaCaseManagement.Access;
using DaCaseManagement.Data;

using MediatR;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Pipeline;

/// <summary>Third: a command happens once and whole, or not at all (INV-5).</summary>
public sealed class TransactBehaviour<TRequest, TResponse>(CaseDbContext db, Transactions transactions, CurrentUser user, TimeProvider clock, IDatabaseProvider provider)
    : IPipelineBehavior<TRequest, TResponse>
    where TRequest : IRequest<TResponse>
{
    private const int Attempts = 4;

    public async Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        if (request is not ICommand<TResponse>)
        {
            return await next();
        }

        var (key, name) = (user.FormKey, typeof(TRequest).Name);

        // The sender is part of it: a key that somebody else has used before is not this person's second sending.
        var hash = key is null ? "" : Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(new { user.Id, request })));
        Func<Task<TResponse>> work = key is { } form ? () => Once(form, name, hash, next, cancellationToken) : () => next();
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await transactions.Run(work, cancellationToken);
            }
            catch (DbUpdateException e) when (attempt < Attempts && (e is DbUpdateConcurrencyException || provider.IsUniqueViolation(e)))
            {
                // Two nodes did the same thing at the same instant (one form twice, two fields of one report, the first report of a year). The loser
                // looks again with fresh eyes: the handler judges what the winner left. A clash that goes on is a real fault.
            }
        }
    }

    private async Task<TResponse> Once(Guid key, string name, string hash, RequestHandlerDelegate<TResponse> next, CancellationToken cancel)
    {
        if (await Answered(key, name, hash, cancel) is { } answer)
        {
            return JsonSerializer.Deserialize<TResponse>(answer)!;
        }

        var response = await next();
        db.OnceKeys.Add(new OnceKey { Key = key, Request = name, ContentHash = hash, UserId = user.Id, At = clock.GetUtcNow().UtcDateTime, Answer = JsonSerializer.Serialize(response) });
        return response;
    }

    private Task<string?> Answered(Guid key, string name, string hash, CancellationToken cancel) =>
        db.OnceKeys.Where(k => k.Key == key && k.Request == name && k.ContentHash == hash && k.UserId == user.Id).Select(k => k.Answer).SingleOrDefaultAsync(cancel);
}
