using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

using DaCaseManagement.Sqlite;
using DaCaseManagement.SqlServer;
using DaCaseManagement.Web.Security;

using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;

namespace DaCaseManagement.Web.Startup;

/// <summary>The database, and the keys kept in it.</summary>
public static class DataSetup
{
    public static void AddCaseData(this WebApplicationBuilder builder, Settings settings)
    {
        if (settings.Provider == DatabaseProvider.Sqlite)
        {
            if (settings.ConnectionString is null)
            {
                RequireWritable(settings.DataDirectory);
            }

            builder.Services.AddSqliteCaseData(settings.ConnectionString ?? SqliteSetup.ConnectionTo(settings.SqliteFile), settings.MaxBatchSize);
        }
        else
        {
            RequireWritable(settings.DataDirectory);
            builder.Services.AddSqlServerCaseData(settings.ConnectionString!, settings.MaxBatchSize);
        }

        var keys = builder.Services.AddDataProtection().SetApplicationName("DaCaseManagement");
        builder.Services.AddOptions<KeyManagementOptions>().Configure<IServiceScopeFactory>((options, scopes) => options.XmlRepository = new DatabaseKeys(scopes));
        if (settings.CertificatePath is { } path)
        {
            keys.ProtectKeysWithCertificate(Certificate(path, settings.CertificatePassword));
        }
    }

    private static X509Certificate2 Certificate(string path, string? password)
    {
        try
        {
            return X509CertificateLoader.LoadPkcs12FromFile(path, password);
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new StartupException($"Setting 'DataProtection:CertificatePath': '{path}' cannot be opened as a certificate with the password given.");
        }
    }

    private static void RequireWritable(string directory)
    {
        try
        {
            Directory.CreateDirectory(directory);
            var probe = Path.Combine(directory, $".writable-{Guid.NewGuid():N}");
            File.WriteAllText(probe, "");
            File.Delete(probe);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StartupException($"The data directory '{directory}' cannot be written to. Set 'DataDirectory' to one that can, or change its permissions.");
        }
    }
}
