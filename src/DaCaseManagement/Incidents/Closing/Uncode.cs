using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Cases;
using DaCaseManagement.Clocks;
using DaCaseManagement.Data;
using DaCaseManagement.People.Patterns;
using DaCaseManagement.Pipeline;
using DaCaseManagement.Policy;

using FluentValidation;

using MediatR;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Incidents.Closing;

/// <summary>Somebody says that an incident is not domestic abuse, with the reason (REC-11). It stays domestic abuse until a supervisor has decided.</summary>
[Requires(Permission.CloseIncidents)]
public sealed record AskUncoding(string Reference, Coding? To, string? Because) : ICommand<bool>;

public sealed class AskUncodingValidator : AbstractValidator<AskUncoding>
{
    public AskUncodingValidator()
    {
        RuleFor(r => r.To).Must(c => c is not (null or Coding.DomesticAbuse)).WithMessage("Choose what it is instead");
        RuleFor(r => r.Because).RequiredText("Write what shows that it is not domestic abuse", "Your reason", Lengths.Note);
    }
}

public sealed class AskUncodingHandler(ClosingBook book, AuditTrail trail) : IRequestHandler<AskUncoding, bool>
{
    public async Task<bool> Handle(AskUncoding request, CancellationToken cancellationToken)
    {
        await book.Open(request.Reference, cancellationToken);
        if (book.Incident.Coding != Coding.DomesticAbuse || book.Incident.FinishedAt is null)
        {
            throw new RefusedException("REC-11", "", book.Incident.FinishedAt is null ? "The report is still being taken: change it there." : "This incident is not recorded as domestic abuse.");
        }

        if (book.Facts.Uncoding is not null)
        {
            throw new RefusedException("REC-11", "", "Somebody has asked already, and a supervisor has yet to decide.");
        }

        book.Add(book.New(ClosingActKind.UncodingAsked, request.Because, detail: request.To.ToString()));
        await book.Ask(Recoding.Kind, request.Reference, Permission.ApproveRecoding, UnitKind.Response, cancellationToken);
        book.Tell($"Asked to record {request.Reference} as something other than domestic abuse", request.Because!.Trim(), "coding");
        trail.Record(AuditAct.Collection, "coding.asked", Subject.Incident(request.Reference), request.To.ToString());
        return true;
    }
}

/// <summary>A supervisor takes an incident off domestic abuse, or refuses, with words (REC-11). Never who asked.</summary>
[Requires(Permission.ApproveRecoding)]
public sealed record DecideUncoding(string Reference, bool? Approve, string? Words) : ICommand<bool>;

public sealed class DecideUncodingValidator : AbstractValidator<DecideUncoding>
{
    public DecideUncodingValidator()
    {
        RuleFor(r => r.Approve).NotNull().WithMessage("Choose whether this is domestic abuse");
        RuleFor(r => r.Words).RequiredText("Write why", "Your words", Lengths.Note);
    }
}

public sealed class DecideUncodingHandler(CaseDbContext db, ClosingBook book, CurrentUser user, AuditTrail trail, PolicyInForce inForce, Deadlines deadlines, FollowUps followUps) : IRequestHandler<DecideUncoding, bool>
{
    public async Task<bool> Handle(DecideUncoding request, CancellationToken cancellationToken)
    {
        await book.Open(request.Reference, cancellationToken);
        var asked = book.Facts.Uncoding ?? throw new RefusedException("REC-11", "", "Nothing waits for a decision here. The page now shows what was decided, and by whom.");
        if (asked.ById == user.Id)
        {
            throw new RefusedException("REC-11", "", "Nobody decides on their own request. Another supervisor must.");
        }

        await deadlines.Satisfy(Recoding.Kind, request.Reference, cancellationToken);
        var words = request.Words!.Trim();
        book.Add(book.New(request.Approve == true ? ClosingActKind.UncodingApproved : ClosingActKind.UncodingRefused, words, about: asked.Id, detail: asked.Detail));
        if (request.Approve == true)
        {
            Recoding.Set(db, book, user, Enum.Parse<Coding>(asked.Detail!));
            foreach (var link in book.Links)
            {
                link.Uncode();
            }

            await book.Cancel(["Assessment", "ExceptionDecision", "ClosureException", "ClosingQuestions"], "Not domestic abuse: decided by a supervisor", cancellationToken);
            await followUps.EndFor(book.Incident.Id, "Not domestic abuse: decided by a supervisor", cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
            await Recoding.Recount(db, inForce.Policy, book.Incident, cancellationToken);
        }

        book.Tell(request.Approve == true ? $"{request.Reference} is no longer recorded as domestic abuse" : $"{request.Reference} stays domestic abuse", words, "coding");
        book.Answer(asked.ById, request.Approve == true ? $"{request.Reference} is no longer recorded as domestic abuse. {words}" : $"{request.Reference} stays domestic abuse. {words}");
        trail.Record(AuditAct.Alteration, "coding.decided", Subject.Incident(request.Reference), $"{asked.Detail}; {(request.Approve == true ? "approved" : "refused")}");
        return request.Approve == true;
    }
}

internal static class Recoding
{
    public const string Kind = "RecodeDecision";

    /// <summary>The change stands in the history of the report too, so that an open form elsewhere does not undo it.</summary>
    public static void Set(CaseDbContext db, ClosingBook book, CurrentUser user, Coding to)
    {
        var incident = book.Incident;
        var field = ReportFields.Find("coding")!;
        var old = field.Get(incident) ?? "";
        incident.Coding = to;
        db.IncidentChanges.Add(new IncidentChange { IncidentId = incident.Id, Field = field.Name, Old = old, New = field.Get(incident) ?? "", Version = incident.Version + 1, UserId = user.Id, UserName = user.UserName, At = book.Now });
    }

    /// <summary>What is not domestic abuse counts in no pattern.</summary>
    public static async Task Recount(CaseDbContext db, ForcePolicy policy, Incident incident, CancellationToken cancel)
    {
        await Standings.RecountPeople(db, policy, [.. incident.People.Select(p => p.PersonId).OfType<long>()], cancel);
        await Standings.RecountPlaces(db, policy, [Places.Key(incident.LocationKey, incident.Postcode)], cancel);
    }
}
