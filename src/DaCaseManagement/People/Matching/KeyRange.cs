namespace DaCaseManagement.People.Matching;

/// <summary>The range of keys that begin with a prefix, as two comparisons that every database answers from its index (a LIKE is not one on SQLite).</summary>
public static class KeyRange
{
    /// <summary>No key that begins with the prefix is greater.</summary>
    public static string UpTo(string prefix) => prefix + (prefix.All(c => c is ' ' or (>= 'A' and <= 'Z')) ? "ZZZZZZZZ" : "힣");
}
