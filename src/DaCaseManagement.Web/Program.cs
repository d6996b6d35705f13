using System.Net.Sockets;

using DaCaseManagement.Policy;
using DaCaseManagement.Web.Startup;

using Microsoft.AspNetCore.Connections;

try
{
    var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
    var settings = Settings.Read(builder.Configuration, args);
    var policy = new PolicySource(settings.Policy, Path.Combine(AppContext.BaseDirectory, "policies"));
    builder.AddDefaultAddress();
    builder.AddConsoleLog();
    builder.AddCaseData(settings);
    builder.AddWeb(settings, policy);

    var app = builder.Build();
    app.UseWeb(settings);
    app.AnnounceWhenStarted(settings);
    await app.RunAsync();
    return 0;
}
catch (Exception e) when (e is StartupException or PolicyException)
{
    return Announcement.Fail(e.Message);
}
catch (Exception e) when (!Logging.Started && e is IOException { InnerException: AddressInUseException })
{
    return Announcement.Fail("The address is in use: another program, or another copy of this one, listens there. Choose another with --urls http://127.0.0.1:PORT.");
}
catch (Exception e) when (!Logging.Started && e is ArgumentException or FormatException or IOException or UnauthorizedAccessException or SocketException)
{
    return Announcement.Fail($"A setting, a settings file or an address cannot be used: {Announcement.OneLine(e)}");
}
