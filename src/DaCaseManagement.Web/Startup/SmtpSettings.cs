using System.Net.Mail;

namespace DaCaseManagement.Web.Startup;

/// <summary>The force's mail server.</summary>
/// <param name="Site">Where people reach this system, for the link in a mail; null for none.</param>
/// <param name="GiveUpHours">How long a mail is tried.</param>
public sealed record SmtpSettings(string Host, int Port, string From, string? User, string? Password, bool Tls, Uri? Site, int GiveUpHours)
{
    /// <exception cref="StartupException">For a value that cannot be used.</exception>
    public static SmtpSettings? Read(IConfiguration configuration)
    {
        if (Settings.Text(configuration, "Smtp:Host") is not { } host)
        {
            return null;
        }

        if (Settings.Text(configuration, "Smtp:From") is not { } from || !MailAddress.TryCreate(from, out _))
        {
            throw new StartupException("Setting 'Smtp:From' must be the e-mail address that mail comes from.");
        }

        Uri? site = null;
        if (Settings.Text(configuration, "Smtp:Site") is { } typed && (!Uri.TryCreate(typed, UriKind.Absolute, out site) || site.Scheme is not ("http" or "https")))
        {
            throw new StartupException("Setting 'Smtp:Site' must be the address at which people reach this system, such as https://da.force.example.");
        }

        return new SmtpSettings(
            host, Settings.Number(configuration, "Smtp:Port", 587, 1, 65_535), from, Settings.Text(configuration, "Smtp:User"), Settings.Text(configuration, "Smtp:Password"),
            Settings.Choice(configuration, "Smtp:Tls", Settings.Answer.True) == Settings.Answer.True, site, Settings.Number(configuration, "Smtp:GiveUpHours", 72, 1, 720));
    }
}
