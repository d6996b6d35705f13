namespace DaCaseManagement.Access;

/// <summary>One signed-in browser, known to the server: ending it here kills the cookie wherever it is (ASVS 7.4.1).</summary>
public sealed class SignInSession
{
    private SignInSession() { }

    public SignInSession(Guid id, long userId, DateTime at) => (Id, UserId, StartedAt, LastSeenAt) = (id, userId, at, at);

    public Guid Id { get; private set; }

    public long UserId { get; private set; }

    public User? User { get; private set; }

    public DateTime StartedAt { get; private set; }

    public DateTime LastSeenAt { get; private set; }

    public DateTime? EndedAt { get; private set; }

    public void Seen(DateTime at) => LastSeenAt = at;

    public void End(DateTime at) => EndedAt ??= at;
}
