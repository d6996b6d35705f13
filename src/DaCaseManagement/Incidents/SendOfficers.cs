using System.Globalization;

using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Pipeline;

using FluentValidation;

using MediatR;

namespace DaCaseManagement.Incidents;

/// <summary>REC-6: these officers are on their way.</summary>
[Requires(Permission.DispatchOfficers)]
public sealed record SendOfficers(string Reference, string? CallSign, string? Officers) : ICommand<SentOfficers>;

/// <param name="Alone">One officer goes alone: the parties cannot be seen apart (REC-7).</param>
public sealed record SentOfficers(bool Alone);

public sealed class SendOfficersValidator : AbstractValidator<SendOfficers>
{
    public SendOfficersValidator()
    {
        RuleFor(r => r.CallSign).RequiredText("Enter the call sign or collar number of who is sent", "Call sign", Lengths.Name);
        RuleFor(r => r.Officers).Must(o => int.TryParse(o, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n is >= 1 and <= 50).WithMessage("Enter how many officers go, such as 2");
    }
}

public sealed class SendOfficersHandler(DispatchBook book, AuditTrail trail) : IRequestHandler<SendOfficers, SentOfficers>
{
    public async Task<SentOfficers> Handle(SendOfficers request, CancellationToken cancellationToken)
    {
        var (incident, steps, now) = await book.Open(request.Reference, cancellationToken);
        if (now.Find(request.CallSign) is { } already)
        {
            throw new RefusedException("REC-6", nameof(request.CallSign), already.ArrivedAt is null ? $"{already.CallSign} is on the way already" : $"{already.CallSign} is there already");
        }

        var officers = int.Parse(request.Officers!, CultureInfo.InvariantCulture);
        var after = await book.Add(incident, steps, DispatchStep.Sent, request.CallSign!.Trim(), officers, cancellationToken);
        trail.Record(AuditAct.Alteration, "officers.sent", Subject.Incident(incident.Reference), $"officers {officers}");
        return new SentOfficers(after.Alone);
    }
}
