using DaCaseManagement.Pipeline;

namespace DaCaseManagement.People;

/// <summary>When a marker is looked at again and when it ends by itself (PPL-8). Pure.</summary>
public static class MarkerDates
{
    /// <param name="mostMonths">The longest time without a review, by policy.</param>
    /// <returns>What is wrong with the day of review, or null.</returns>
    public static string? ReviewProblem(string? typed, DateOnly today, int mostMonths) =>
        string.IsNullOrWhiteSpace(typed) ? "Enter the day it is looked at again, like 21/5/2027"
        : DayText.Parse(typed) is not { } day ? "Enter the day of review like 21/5/2027"
        : day <= today ? "The day of review must be after today"
        : day > today.AddMonths(mostMonths) ? $"A marker is looked at again within {mostMonths} months: {today.AddMonths(mostMonths):d/M/yyyy} at the latest"
        : null;

    /// <returns>What is wrong with the last day, or null; it may be left empty.</returns>
    public static string? ExpiryProblem(string? typed, string? review, DateOnly today) =>
        string.IsNullOrWhiteSpace(typed) ? null
        : DayText.Parse(typed) is not { } day ? "Enter the last day like 21/11/2027, or leave it empty"
        : day < today ? "The last day must be today or later"
        : day > today.AddYears(20) ? "The last day must be within 20 years, or leave it empty"
        : DayText.Parse(review) is { } reviewed && day < reviewed ? "The day of review must not be after the last day"
        : null;
}
