using System.Text.Json;
using System.Text.Json.Nodes;

using DaCaseManagement.Access;
using DaCaseManagement.Data;
using DaCaseManagement.Pipeline;

using MediatR;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Policy.Changes;

/// <summary>The change this person is writing; null when there is none.</summary>
[Requires(Permission.ProposePolicy)]
[ReadsNoRecord("A policy holds no person and no case.")]
public sealed record ViewPolicyChange(string? Section = null) : IQuery<PolicyDraft?>;

/// <param name="Open">Titles of the sections in which something that was typed cannot be taken over yet.</param>
/// <param name="Shown">The asked section's fields: as typed where it could not be taken over, else as kept.</param>
/// <param name="IsStale">Another version was approved since: it must be begun again from there.</param>
public sealed record PolicyDraft(
    long Id, int Version, string BasedOn, bool IsStale, IReadOnlyList<PolicyChange> Changes, IReadOnlyList<PolicyFinding> Findings, IReadOnlyList<string> Open, IReadOnlyDictionary<string, string[]> Shown, IReadOnlyDictionary<string, string> Errors);

public sealed class ViewPolicyChangeHandler(CaseDbContext db, PolicyStore store, CurrentUser user) : IRequestHandler<ViewPolicyChange, PolicyDraft?>
{
    public async Task<PolicyDraft?> Handle(ViewPolicyChange request, CancellationToken cancellationToken)
    {
        var draft = await db.PolicyVersions.AsNoTracking().Include(v => v.BasedOn).SingleOrDefaultAsync(v => v.State == PolicyState.Draft && v.ProposedById == user.Id, cancellationToken);
        if (draft is null)
        {
            return null;
        }

        var head = await store.Last(cancellationToken);
        var profile = (JsonObject)JsonNode.Parse(draft.Profile)!;
        var typed = DraftTyping.Of(draft);
        var (shown, errors) = (new Dictionary<string, string[]>(), (IReadOnlyDictionary<string, string>)new Dictionary<string, string>());
        if (PolicyForm.Find(request.Section) is { } section)
        {
            shown = typed.GetValueOrDefault(section.Code) ?? PolicyFormReading.Show(section, profile);
            errors = typed.ContainsKey(section.Code) ? PolicyFormReading.Take(section, profile, shown).Errors : errors;
        }

        var policy = profile.Deserialize<ForcePolicy>(PolicyFile.Json)!;
        return new PolicyDraft(
            draft.Id, draft.Version, draft.BasedOn!.Called, draft.BasedOnId != head.Id,
            PolicyStore.Parse(draft.BasedOn) is { } before ? PolicyDiff.Of(before, policy) : [], PolicyCheck.Of(policy),
            [.. PolicyForm.Sections.Where(s => typed.ContainsKey(s.Code)).Select(s => s.Title)], shown, errors);
    }
}

/// <summary>What was typed and not taken over: section, then field, then values.</summary>
internal static class DraftTyping
{
    public static Dictionary<string, Dictionary<string, string[]>> Of(PolicyVersion draft) =>
        draft.Typed is { } typed ? JsonSerializer.Deserialize<Dictionary<string, Dictionary<string, string[]>>>(typed)! : [];

    public static string? Text(Dictionary<string, Dictionary<string, string[]>> typed) => typed.Count == 0 ? null : JsonSerializer.Serialize(typed);
}
