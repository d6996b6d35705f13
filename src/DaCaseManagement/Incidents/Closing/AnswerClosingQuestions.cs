using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Clocks;
using DaCaseManagement.Pipeline;

using FluentValidation;

using MediatR;

namespace DaCaseManagement.Incidents.Closing;

/// <summary>A control-room inspector answers the closing questions, each yes or no (REC-9).</summary>
/// <param name="Answers">By the question's code.</param>
[Requires(Permission.AnswerClosingQuestions)]
public sealed record AnswerClosingQuestions(string Reference, IReadOnlyDictionary<string, QuestionReply> Answers) : ICommand<bool>;

public sealed record QuestionReply(bool? Yes, string? Note);

public sealed class AnswerClosingQuestionsValidator : AbstractValidator<AnswerClosingQuestions>
{
    public AnswerClosingQuestionsValidator() => RuleFor(r => r).Custom((request, context) =>
    {
        foreach (var question in ClosingQuestions.All)
        {
            var (yes, note) = request.Answers.TryGetValue(question.Code, out var reply) ? (reply.Yes, reply.Note) : (null, null);
            var problem = TextRules.Problem(note, "Your note", Lengths.Note);
            if (yes is null)
            {
                context.AddFailure($"Answers[{question.Code}].Yes", "Answer: " + question.Question);
            }
            else if (problem is not null || (yes == false && string.IsNullOrWhiteSpace(note)))
            {
                context.AddFailure($"Answers[{question.Code}].Note", problem ?? "Write why not, and what is done about it");
            }
        }
    });
}

public sealed class AnswerClosingQuestionsHandler(ClosingBook book, AuditTrail trail, Deadlines deadlines) : IRequestHandler<AnswerClosingQuestions, bool>
{
    public async Task<bool> Handle(AnswerClosingQuestions request, CancellationToken cancellationToken)
    {
        await book.OpenToAct(request.Reference, cancellationToken);
        if (book.Gate[GateStep.InspectorAnswers].State == GateState.NotAsked)
        {
            throw new RefusedException("REC-9", "", "This force does not ask for answers here.");
        }

        List<ClosingAnswer> answers = [.. ClosingQuestions.All.Select(q => new ClosingAnswer(q.Code, request.Answers[q.Code].Yes == true, request.Answers[q.Code].Note?.Trim()))];
        var right = answers.Single(a => a.Code == ClosingQuestions.Decides);
        book.Add(book.New(ClosingActKind.QuestionsAnswered, right.Yes ? null : right.Note, detail: ClosingQuestions.Write(answers)));
        await deadlines.Satisfy("ClosingQuestions", request.Reference, cancellationToken);
        if (!right.Yes && book.Facts.Last(ClosingActKind.ClosingAsked) is { } asked)
        {
            book.Answer(asked.ById, $"The control-room inspector says that {request.Reference} must not be closed yet. {right.Note}");
        }

        trail.Record(AuditAct.Alteration, "closing.questions-answered", Subject.Incident(request.Reference), $"no to {answers.Count(a => !a.Yes)} of {answers.Count}");
        return right.Yes;
    }
}
