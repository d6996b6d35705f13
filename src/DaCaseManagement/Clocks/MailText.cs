namespace DaCaseManagement.Clocks;

/// <summary>What a mail says: that something waits and how much, never about whom (ACC-4). Pure.</summary>
public static class MailText
{
    public const string Subject = "Something waits for you in DaCaseManagement";

    public static string Body(int unread, Uri? site) =>
        $"""
        {(unread >= 100 ? "100 or more notices are" : unread == 1 ? "One notice is" : $"{unread} notices are")} unread in DaCaseManagement.
        Something may be due or overdue.

        Sign in to see it{(site is null ? "." : $": {new Uri(site, "/notices")}")}

        This message names nobody on purpose. Do not answer it.
        You can turn it off under "My account".
        """.ReplaceLineEndings("\r\n");
}
