namespace DaCaseManagement.People.Patterns;

/// <summary>Somebody looked after a victim who had stopped reporting (PPL-6): what was found, and when to look again. Never altered (INV-4).</summary>
public sealed class WelfareReview
{
    private WelfareReview() { }

    public WelfareReview(Person person, string reason, string words, DateOnly on, DateOnly nextOn, bool restricted, long byId, string byName, DateTime at) =>
        (Person, Reason, Words, On, NextOn, Restricted, ById, ByName, At) = (person, reason, words, on, nextOn, restricted, byId, byName, at);

    public long Id { get; private set; }

    public long PersonId { get; private set; }

    public Person Person { get; private set; } = null!;

    /// <summary>One of the policy's.</summary>
    public string Reason { get; private set; } = "";

    public string Words { get; private set; } = "";

    public DateOnly On { get; private set; }

    /// <summary>Off the list until this day, unless she reports again.</summary>
    public DateOnly NextOn { get; private set; }

    /// <summary>Made with restricted incidents in sight: its words are for those who may see these.</summary>
    public bool Restricted { get; private set; }

    public long ById { get; private set; }

    public string ByName { get; private set; } = "";

    public DateTime At { get; private set; }
}
