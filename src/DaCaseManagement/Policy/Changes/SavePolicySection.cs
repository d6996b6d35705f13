using System.Text.Json;
using System.Text.Json.Nodes;

using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Data;
using DaCaseManagement.Pipeline;

using FluentValidation;

using MediatR;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Policy.Changes;

/// <summary>Keeps one section of a change. What cannot be taken over yet is kept as typed and answered with what is wrong: nothing is lost, and nothing wrong is proposed.</summary>
/// <param name="Fields">By path; see <see cref="PolicyFormReading"/>.</param>
/// <param name="Version">Of the draft the form was drawn from.</param>
[Requires(Permission.ProposePolicy)]
public sealed record SavePolicySection(string Section, IReadOnlyDictionary<string, string[]> Fields, int? Version) : ICommand<PolicySectionSaved>;

/// <param name="Errors">Empty when the section was taken over.</param>
public sealed record PolicySectionSaved(int Version, IReadOnlyDictionary<string, string> Errors);

public sealed class SavePolicySectionValidator : AbstractValidator<SavePolicySection>
{
    private const int MostFields = 2_500;
    private const int MostCharacters = 200_000;

    public SavePolicySectionValidator()
    {
        RuleFor(c => c.Section).Must(s => PolicyForm.Find(s) is not null).WithMessage("There is no such section");
        RuleFor(c => c.Fields).Must(f => f.Count <= MostFields && f.Sum(x => x.Key.Length + x.Value.Sum(v => v.Length)) <= MostCharacters).WithMessage("This is more than a section can hold");
        RuleFor(c => c.Fields).Must(f => f.Values.SelectMany(v => v).All(v => TextRules.Problem(v, "This", MostCharacters) is null)).WithMessage("There is a character that cannot be kept; type it again");
    }
}

public sealed class SavePolicySectionHandler(CaseDbContext db, PolicyStore store, CurrentUser user, AuditTrail trail) : IRequestHandler<SavePolicySection, PolicySectionSaved>
{
    public async Task<PolicySectionSaved> Handle(SavePolicySection request, CancellationToken cancellationToken)
    {
        var section = PolicyForm.Find(request.Section)!;
        var draft = await db.PolicyVersions.SingleOrDefaultAsync(v => v.State == PolicyState.Draft && v.ProposedById == user.Id, cancellationToken)
            ?? throw new RefusedException("OVR-9", "", "This change has been proposed or thrown away. Begin a new one");
        if (request.Version is { } version && version != draft.Version)
        {
            throw new EditConflictException([new FieldConflict("", section.Title, "Changed in another window", "In the form below")], draft.Version);
        }

        var taken = PolicyFormReading.Take(section, (JsonObject)JsonNode.Parse(draft.Profile)!, request.Fields);
        if (taken.Errors.Count == 0 && section.Code == "assessment" && await store.InstrumentFault(taken.Profile.Deserialize<ForcePolicy>(PolicyFile.Json)!, cancellationToken) is { } fault)
        {
            taken = new SectionTaken((JsonObject)JsonNode.Parse(draft.Profile)!, new Dictionary<string, string> { ["assessment.instrument"] = fault[(fault.IndexOf(": ", StringComparison.Ordinal) + 2)..] });
        }

        var typed = DraftTyping.Of(draft);
        typed.Remove(section.Code);
        if (taken.Errors.Count > 0)
        {
            typed[section.Code] = request.Fields.ToDictionary();
        }

        draft.Keep(taken.Profile.ToJsonString(), DraftTyping.Text(typed));
        trail.Record(AuditAct.Alteration, "policy.section-saved", Subject.System("policy"), $"draft {draft.Id}; {section.Code}; {taken.Errors.Count} to mend");
        await db.SaveChangesAsync(cancellationToken);
        return new PolicySectionSaved(draft.Version, taken.Errors);
    }
}
