using DaCaseManagement.Policy;

namespace DaCaseManagement.Access;

/// <summary>Passwords everybody tries first, one a line, lower case.</summary>
public sealed class CommonPasswords
{
    private readonly Lazy<HashSet<string>> list;

    private CommonPasswords(Func<IEnumerable<string>> lines) => list = new(() => [.. lines().Select(l => l.Trim().ToLowerInvariant()).Where(l => l.Length > 3)]);

    /// <summary>Read when first needed: the list is long, and most days nobody changes a password.</summary>
    public static CommonPasswords From(string path) => new(() => File.ReadLines(path));

    public static CommonPasswords Of(params IEnumerable<string> passwords) => new(() => passwords);

    public bool Contains(string text) => list.Value.Contains(text);
}

/// <summary>What a password must be: long, and not one that is guessed first. No rules about capitals or digits, and never changed by the calendar
/// (NCSC, "Password administration for system owners").</summary>
public sealed class PasswordRules(CommonPasswords common, PolicyInForce policy)
{
    public const int Longest = 200;

    /// <summary>What is wrong with it, or null.</summary>
    public string? Problem(string? password, string userName, string? fullName = null)
    {
        var fewest = policy.Policy.Security.PasswordLength;
        if (string.IsNullOrEmpty(password))
        {
            return "Enter a new password";
        }

        if (password.Length < fewest)
        {
            return $"The password must be {fewest} characters or more; this is {password.Length}";
        }

        if (password.Length > Longest)
        {
            return $"The password must be {Longest} characters or fewer; this is {password.Length:N0}";
        }

        var text = password.ToLowerInvariant();
        var bare = text.Trim("0123456789!\"£$%^&*()-_=+[]{};:'@#~,.<>/?\\| ".ToCharArray());
        return IsRepeatOrSequence(text) ? "The password repeats or counts up; choose three random words instead"
            : common.Contains(text) || (bare.Length > 0 && common.Contains(bare) && text.Length - bare.Length <= 6) || common.Contains(Unrepeated(text)) ? "The password is one of those that are guessed first; choose three random words instead"
            : Names(userName, fullName).Any(name => text.Contains(name, StringComparison.Ordinal)) ? "The password contains your name, your user name or the force's name; choose three random words instead"
            : null;
    }

    private IEnumerable<string> Names(string userName, string? fullName)
    {
        var words = $"{fullName} {policy.Policy.Profile.ForceName}".ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Append(userName.ToLowerInvariant()).Append("dacase").Where(w => w.Length >= 4 && w is not ("police" or "constabulary"));
    }

    /// <summary>One or two characters over and over, or a run such as 123456789012 or abcdefghijkl.</summary>
    private static bool IsRepeatOrSequence(string text)
    {
        if (text.Distinct().Count() <= 2)
        {
            return true;
        }

        var steps = text.Zip(text.Skip(1), (a, b) => b - a).ToList();
        var running = steps.Count(s => s is 1 or -1 or -9 or 9);
        return running >= steps.Count - 1;
    }

    /// <summary>"passwordpassword" is "password".</summary>
    private static string Unrepeated(string text)
    {
        for (var length = 1; length <= text.Length / 2; length++)
        {
            if (text.Length % length == 0 && string.Concat(Enumerable.Repeat(text[..length], text.Length / length)) == text)
            {
                return text[..length];
            }
        }

        return text;
    }
}
