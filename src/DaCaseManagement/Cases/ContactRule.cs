using DaCaseManagement.Policy;

namespace DaCaseManagement.Cases;

/// <param name="From">What the time is counted from.</param>
/// <param name="Visit">Only a visit will do.</param>
/// <param name="Because">In words, for the case's story and where the time is moved.</param>
public sealed record ContactDue(DateTime From, int Hours, bool Visit, string Because)
{
    public DateTime DueAt => From.AddHours(Hours);
}

/// <summary>When somebody must have reached the victim (CAS-7): as agreed with her, else as the policy says for her grade; at medium risk the first visit too (CAS-10). Pure.</summary>
public static class ContactRule
{
    /// <param name="lastReached">The last contact in which she was reached; failed attempts do not count.</param>
    /// <param name="visited">She has been visited and reached since the case began.</param>
    /// <param name="begun">What is counted from where she was never reached.</param>
    /// <returns>The earliest that applies; null when nothing was agreed and the policy asks for none.</returns>
    public static ContactDue? Of(Grade? grade, int? agreedHours, DateTime? lastReached, bool visited, DateTime begun, FollowUpPolicy policy)
    {
        var from = lastReached ?? begun;
        ContactDue?[] all =
        [
            agreedHours is { } agreed ? new ContactDue(from, agreed, false, $"Agreed with the victim: at least every {Words(agreed)}") : null,
            agreedHours is null && grade == Grade.High && policy.HighContactHours is { } high ? new ContactDue(from, high, false, $"High risk: at least every {Words(high)} until safe") : null,
            grade == Grade.Medium && !visited && policy.MediumVisitHours is { } visit ? new ContactDue(begun, visit, true, $"Medium risk: first visit within {Words(visit)}") : null,
        ];
        return all.OfType<ContactDue>().MinBy(d => d.DueAt);
    }

    public static string Words(int hours) => hours == 1 ? "hour" : hours % 24 != 0 ? $"{hours} hours" : hours == 24 ? "24 hours" : $"{hours / 24} days";
}
