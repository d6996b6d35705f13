using DaCaseManagement.Seeding;

using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace DaCaseManagement.Access;

public static class AccessSetup
{
    // OWASP's figure for PBKDF2 with SHA-512 (2023).
    private const int Rounds = 210_000;

    /// <summary>Accounts, passwords, second factors and sessions. The caller adds <see cref="CommonPasswords"/> and data protection.</summary>
    public static IServiceCollection AddAccess(this IServiceCollection services)
    {
        services.Configure<PasswordHasherOptions>(o => o.IterationCount = Rounds);
        services.TryAddScoped<IPasswordHasher<User>, PasswordHasher<User>>();
        services.TryAddScoped<ILookupNormalizer, UpperInvariantLookupNormalizer>();
        services.AddScoped<PasswordRules>();
        services.AddScoped<SecondFactor>();
        services.AddScoped<SignIns>();
        services.AddScoped<Sessions>();
        services.AddScoped<DemonstrationAccounts>();
        return services;
    }
}
