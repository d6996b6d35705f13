using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Data;
using DaCaseManagement.People;
using DaCaseManagement.Pipeline;

using FluentValidation;

using MediatR;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Cases;

/// <summary>Records who of two people, each reported against the other, is judged the primary aggressor (PPL-7).</summary>
/// <param name="Aggressor">Reference of one of the two, or <see cref="Neither"/>.</param>
/// <param name="After">The decision the page showed as standing; null when there was none.</param>
[Requires(Permission.AssessRisk)]
public sealed record DecidePrimaryAggressor(string Case, string? Aggressor, string? Basis, string? Because, long? After) : ICommand<long>
{
    public const string Neither = "neither";
}

public sealed class DecidePrimaryAggressorValidator : AbstractValidator<DecidePrimaryAggressor>
{
    public DecidePrimaryAggressorValidator()
    {
        RuleFor(r => r.Aggressor).Must(a => !string.IsNullOrWhiteSpace(a)).WithMessage("Choose one of the two, or that neither can be named yet");
        RuleFor(r => r.Basis).RequiredText("Enter what it was decided on", "This", Lengths.Note);
        RuleFor(r => r.Because).RequiredText("Enter the reasons", "Reasons", Lengths.Note);
        RuleFor(r => r.Basis).Must(t => ContactDetails.In(t) is null).WithMessage((_, t) => Leave(t));
        RuleFor(r => r.Because).Must(t => ContactDetails.In(t) is null).WithMessage((_, t) => Leave(t));
    }

    private static string Leave(string? text) => $"Leave out {ContactDetails.In(text)}: this stands on both people's pages";
}

public sealed class DecidePrimaryAggressorHandler(CaseDbContext db, CurrentUser user, AuditTrail trail, TimeProvider clock, CaseStory story) : IRequestHandler<DecidePrimaryAggressor, long>
{
    public async Task<long> Handle(DecidePrimaryAggressor request, CancellationToken cancellationToken)
    {
        var @case = await db.Cases.AsNoTracking().VisibleTo(user).SingleOrDefaultAsync(c => c.Reference == request.Case, cancellationToken)
            ?? throw new RecordNotFoundException("case", request.Case);
        var directions = (await Directions.Of(db, @case.VictimId, @case.PerpetratorId, cancellationToken)).SeenBy(user);
        if (directions.Opposite.Count == 0)
        {
            throw new RefusedException("PPL-7", "", "Nobody has reported the other way round: there is nothing to decide between");
        }

        var parties = await db.People.AsNoTracking().Where(p => p.Id == @case.VictimId || p.Id == @case.PerpetratorId).ToListAsync(cancellationToken);
        var aggressor = request.Aggressor == DecidePrimaryAggressor.Neither ? null
            : parties.Find(p => p.Reference == request.Aggressor) ?? throw new RefusedException("PPL-7", nameof(DecidePrimaryAggressor.Aggressor), "Choose one of the two, or that neither can be named yet");
        var standing = await Directions.Decisions(db, [.. directions.Both]).Include(d => d.Aggressor).FirstOrDefaultAsync(cancellationToken);
        if (standing?.Id != request.After)
        {
            // Field by field beside what was typed; sending it again from here is a decision on top of theirs.
            throw new EditConflictException(
                [
                    new(nameof(request.Aggressor), "Primary aggressor", Words(standing?.Aggressor), Words(aggressor)),
                    new(nameof(request.Because), "Reasons", standing?.Because ?? "", request.Because ?? ""),
                ],
                (int)(standing?.Id ?? 0));
        }

        var opposite = directions.Opposite[0];
        var decision = new AggressorDecision(@case.Id, opposite.Id, aggressor?.Id, request.Basis!.Trim(), request.Because!.Trim(), user.Id, standing?.Id, clock.GetUtcNow().UtcDateTime);
        db.AggressorDecisions.Add(decision);
        foreach (var (id, reference) in new[] { (@case.Id, @case.Reference), (opposite.Id, opposite.Reference) })
        {
            story.Tell(id, TimelineKind.Risk, standing is null ? "Primary aggressor decided" : "Primary aggressor decided again; corrects the decision before", $"{Words(aggressor)}. Decided on: {decision.Basis} Because: {decision.Because}", $"/cases/{reference}/both-directions");
            trail.Record(AuditAct.Alteration, "aggressor.decided", Subject.Case(reference), standing is null ? "first" : "corrects " + standing.Id.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }

        await db.SaveChangesAsync(cancellationToken);
        return decision.Id;
    }

    private static string Words(Person? aggressor) => aggressor is null ? "Neither can be named on what is known" : $"{aggressor.DisplayName} ({aggressor.Reference})";
}
