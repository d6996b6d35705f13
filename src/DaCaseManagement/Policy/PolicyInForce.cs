using System.Text.Json.Nodes;

namespace DaCaseManagement.Policy;

/// <summary>One approved version as it was stored.</summary>
/// <param name="Turn">Its place in the order of approval.</param>
/// <param name="From">UTC.</param>
/// <param name="Policy">Null when this program cannot read it any more.</param>
public sealed record ApprovedPolicy(int Turn, string Version, DateTime From, ForcePolicy? Policy, string Json)
{
    /// <summary>What the version called a grade, even when the rest of it cannot be read any more.</summary>
    public string? GradeLabel(Grade grade) => Policy?.GradeLabel(grade)
        ?? (JsonNode.Parse(Json)?["grades"] as JsonArray)?.FirstOrDefault(g => (string?)g?["grade"] == grade.ToString())?["label"]?.GetValue<string>();
}

/// <summary>The profile that decides now, and those that decided before. In memory on every node: asking costs a look at the clock. A version approved later supersedes what was
/// approved before it from its own first moment on. The clock alone never takes a version back: a node whose clock is set back stays with what it has (a restart or an
/// approval looks at the clock afresh).</summary>
public sealed class PolicyInForce
{
    private readonly TimeProvider clock;
    private readonly Lock taking = new();
    private volatile Book book = new([]);
    private long latest;

    public PolicyInForce(TimeProvider clock) => this.clock = clock;

    /// <summary>One profile for good: for tools and tests.</summary>
    public PolicyInForce(ForcePolicy policy)
        : this(TimeProvider.System) => Begin(policy);

    public ForcePolicy Policy => book.At(Now()) ?? throw new InvalidOperationException("The policy has not been read yet.");

    /// <summary>The last approval this node knows of; 0 for none.</summary>
    public int Turn => book.Turn;

    /// <summary>What holds until the stored versions are read.</summary>
    public void Begin(ForcePolicy policy) => book = new([new ApprovedPolicy(0, policy.Version, DateTime.MinValue, policy, "{}")]);

    /// <summary>Takes approved versions over; those already known stay as they are.</summary>
    public void Take(IEnumerable<ApprovedPolicy> versions)
    {
        lock (taking)
        {
            var known = book.Versions.Where(v => v.Turn > 0).ToList();
            book = new([.. known.Concat(versions.Where(v => known.TrueForAll(k => k.Turn != v.Turn))).OrderBy(v => v.Turn)]);
        }
    }

    /// <summary>The rules a decision was made under, by the version it keeps, such as <c>national 1</c>; null for one that is not known or cannot be read any more.</summary>
    public ForcePolicy? Of(string version) => book.Find(version)?.Policy;

    /// <summary>The first version there ever was.</summary>
    public ForcePolicy? First => book.Versions.Count == 0 ? null : book.Versions[0].Policy;

    /// <summary>What a grade was called under the rules of its day.</summary>
    public string GradeLabel(Grade grade, string version) => book.Find(version)?.GradeLabel(grade) ?? Policy.GradeLabel(grade);

    /// <summary>The approved version that holds now, readable or not; null when none is stored.</summary>
    public ApprovedPolicy? Head => book.Head(Now());

    /// <summary>Never earlier than any time asked before.</summary>
    private DateTime Now()
    {
        var now = clock.GetUtcNow().UtcTicks;
        for (var seen = Interlocked.Read(ref latest); now > seen; seen = Interlocked.Read(ref latest))
        {
            Interlocked.CompareExchange(ref latest, now, seen);
        }

        return new DateTime(Interlocked.Read(ref latest), DateTimeKind.Utc);
    }

    private sealed class Book(IReadOnlyList<ApprovedPolicy> versions)
    {
        // A version whose first moment lies at or after that of one approved later never takes effect.
        private readonly List<ApprovedPolicy> steps = [.. versions.Where((v, n) => versions.Skip(n + 1).All(later => later.From > v.From))];

        public IReadOnlyList<ApprovedPolicy> Versions => versions;

        public int Turn => versions.Count == 0 ? 0 : versions[^1].Turn;

        public ApprovedPolicy? Head(DateTime now) => steps.FindLast(s => s.From <= now);

        public ForcePolicy? At(DateTime now) => steps.FindLast(s => s.From <= now && s.Policy is not null)?.Policy;

        public ApprovedPolicy? Find(string version) => versions.FirstOrDefault(v => v.Version == version);
    }
}
