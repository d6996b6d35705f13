using DaCaseManagement.Pipeline;
using DaCaseManagement.Policy;

using MediatR;

namespace DaCaseManagement.Access;

/// <summary>The key that waits to be confirmed, for the authenticator app; null when none does.</summary>
[Requires(Permission.UseSystem)]
[ReadsNoRecord("One's own account.")]
public sealed record ReadSecondFactorKey : IQuery<SecondFactorKey?>;

/// <param name="Key">Base 32, in groups of four, for typing.</param>
/// <param name="Address">The same as authenticator apps read it from a picture.</param>
public sealed record SecondFactorKey(string Key, string Address);

internal sealed class ReadSecondFactorKeyHandler(SecondFactor secondFactor, CurrentUser current, PolicyInForce policy) : IRequestHandler<ReadSecondFactorKey, SecondFactorKey?>
{
    public async Task<SecondFactorKey?> Handle(ReadSecondFactorKey request, CancellationToken cancellationToken)
    {
        if (await secondFactor.Pending(current.Id, cancellationToken) is not { } key)
        {
            return null;
        }

        var issuer = Uri.EscapeDataString(policy.Policy.Profile.ForceName + " DA");
        var address = $"otpauth://totp/{issuer}:{Uri.EscapeDataString(current.UserName)}?secret={key}&issuer={issuer}&digits=6&period=30";
        return new SecondFactorKey(string.Join(' ', key.Chunk(4).Select(c => new string(c))), address);
    }
}
