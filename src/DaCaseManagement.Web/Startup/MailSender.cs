using System.Net;
using System.Net.Mail;
using System.Net.Mime;
using System.Net.Sockets;
using System.Text;

using DaCaseManagement.Access;
using DaCaseManagement.Clocks;

namespace DaCaseManagement.Web.Startup;

/// <summary>Sends what waits, a mail at a time, on every node; which node has which mail is settled in the database. A server that is away costs nothing but time.</summary>
internal sealed partial class MailSender(IServiceScopeFactory scopes, Settings settings, Readiness readiness, ILogger<MailSender> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1), Patience = TimeSpan.FromSeconds(20);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (settings.Smtp is not { } smtp)
        {
            return;
        }

        await readiness.Wait(stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (await Next(smtp, stoppingToken))
                {
                }
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                Waiting(e.GetType().Name);
            }

            await Task.Delay(Pause, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<bool> Next(SmtpSettings smtp, CancellationToken cancel)
    {
        if (await With(queue => queue.Claim(cancel)) is not { } mail)
        {
            return false;
        }

        try
        {
            await Send(smtp, mail, cancel);
        }
        catch (Exception e) when (e is SmtpException or SocketException or IOException or FormatException or InvalidOperationException || (e is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            // The kind only: a server's answer quotes addresses.
            var fault = e is SmtpException { StatusCode: var status } ? $"SMTP {status}" : e.GetType().Name;
            await With(async queue =>
            {
                await queue.Failed(mail.Id, fault, cancel);
                return true;
            });
            NotSent(fault);
            return true;
        }

        return await With(async queue =>
        {
            await queue.Sent(mail.Id, cancel);
            return true;
        });
    }

    private static async Task Send(SmtpSettings smtp, ClaimedMail mail, CancellationToken cancel)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(Patience);
        using var client = new SmtpClient(smtp.Host, smtp.Port) { EnableSsl = smtp.Tls, Credentials = smtp.User is null ? null : new NetworkCredential(smtp.User, smtp.Password) };
        using var message = new MailMessage(smtp.From, mail.To, MailText.Subject, MailText.Body(mail.Unread, smtp.Site)) { BodyEncoding = Encoding.ASCII, SubjectEncoding = Encoding.ASCII, BodyTransferEncoding = TransferEncoding.SevenBit };
        message.Headers["Message-ID"] = $"<notice-{mail.Id}@{new MailAddress(smtp.From).Host}>";
        message.Headers["Auto-Submitted"] = "auto-generated";
        await client.SendMailAsync(message, patience.Token);
    }

    private async Task<T> With<T>(Func<MailQueue, Task<T>> act)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentUser>().BecomeSystem("mail");
        return await act(scope.ServiceProvider.GetRequiredService<MailQueue>());
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A mail was not sent ({Fault}); it is tried again")]
    private partial void NotSent(string fault);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Mail waits: {Fault}")]
    private partial void Waiting(string fault);
}
