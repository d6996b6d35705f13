using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace DaCaseManagement.IntegrationTests.Notices;

/// <summary>A real mail server on a real port, as small as one can be: takes every mail and keeps it as it came.</summary>
public sealed class SmtpServer : IDisposable
{
    private readonly TcpListener listener;
    private readonly CancellationTokenSource over = new();

    public SmtpServer(int port = 0)
    {
        listener = new TcpListener(IPAddress.Loopback, port);
        listener.Start();
        _ = Task.Run(Listen);
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>Each as it came over the line, with whom it was for in front.</summary>
    public ConcurrentQueue<string> Mails { get; } = [];

    /// <summary>Answers every mail with "not now".</summary>
    public bool Busy { get; set; }

    public static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    public void Dispose()
    {
        over.Cancel();
        listener.Stop();
        over.Dispose();
    }

    private async Task Listen()
    {
        try
        {
            while (!over.IsCancellationRequested)
            {
                var client = await listener.AcceptTcpClientAsync(over.Token);
                _ = Task.Run(() => Talk(client));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Closed for the night.
        }
    }

    private async Task Talk(TcpClient client)
    {
        using (client)
        {
            using var reader = new StreamReader(client.GetStream(), Encoding.ASCII);
            await using var writer = new StreamWriter(client.GetStream(), Encoding.ASCII) { NewLine = "\r\n", AutoFlush = true };
            await writer.WriteLineAsync("220 test ready");
            var mail = new StringBuilder();
            while (await reader.ReadLineAsync() is { } line)
            {
                var word = line.Split(' ', ':')[0].ToUpperInvariant();
                switch (word)
                {
                    case "RCPT" when Busy:
                        await writer.WriteLineAsync("451 not now");
                        break;
                    case "RCPT":
                        mail.AppendLine(line);
                        await writer.WriteLineAsync("250 ok");
                        break;
                    case "DATA":
                        await writer.WriteLineAsync("354 go on");
                        while (await reader.ReadLineAsync() is { } data && data != ".")
                        {
                            mail.AppendLine(data);
                        }

                        Mails.Enqueue(mail.ToString());
                        mail.Clear();
                        await writer.WriteLineAsync("250 kept");
                        break;
                    case "QUIT":
                        await writer.WriteLineAsync("221 bye");
                        return;
                    default:
                        await writer.WriteLineAsync("250 ok");
                        break;
                }
            }
        }
    }
}
