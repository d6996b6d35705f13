using System.Globalization;

using DaCaseManagement.Clocks;
using DaCaseManagement.Pipeline;
using DaCaseManagement.Policy;

using FluentValidation;
using FluentValidation.Results;

namespace DaCaseManagement.Incidents;

/// <summary>What must be settled before the caller hangs up, and no more than that (REC-3, REC-5). Pure but for the exception that carries the messages.</summary>
public static class ReportCheck
{
    /// <returns>The appointment in UTC, or null when the response is not an appointment.</returns>
    /// <exception cref="ValidationException">Every message beside its field.</exception>
    public static DateTime? BeforeFinishing(Incident incident, ForcePolicy policy, DateTime now)
    {
        var problems = new List<ValidationFailure>();
        if (string.IsNullOrWhiteSpace(incident.CallerNumber) && string.IsNullOrWhiteSpace(incident.Location) && incident.People.All(p => p.IsEmpty))
        {
            problems.Add(new("caller-number", "Enter one fact to find them by: a number, a place or a name"));
        }

        if (incident.Response is null)
        {
            problems.Add(new("response", "Choose how fast somebody goes"));
        }

        var (suggested, because) = ResponseGrading.Suggest(incident);
        if (incident.Response > suggested && string.IsNullOrWhiteSpace(incident.SlowerBecause))
        {
            problems.Add(new("slower-because", $"Say why the response is slower than the facts suggest ({suggested.ToString().ToLowerInvariant()}: {string.Join("; ", because)})"));
        }

        DateTime? appointment = null;
        if (incident.Response == ResponseGrade.Appointment)
        {
            appointment = Appointment(incident, policy, now, problems);
        }

        return problems.Count == 0 ? appointment : throw new ValidationException(problems);
    }

    private static DateTime? Appointment(Incident incident, ForcePolicy policy, DateTime now, List<ValidationFailure> problems)
    {
        if (!incident.AppointmentAgreed)
        {
            problems.Add(new("appointment-agreed", "An appointment needs the victim's wish or agreement"));
        }

        if (!incident.AppointmentSafe)
        {
            problems.Add(new("appointment-safe", "Confirm that there is no risk in waiting, or send somebody now"));
        }

        if (string.IsNullOrWhiteSpace(incident.AppointmentBecause))
        {
            problems.Add(new("appointment-because", "Say why an appointment is right"));
        }

        var earliest = now.AddMinutes(policy.Response.AppointmentAfterMinutes);
        if (LocalTime.Parse(incident.AppointmentAsTyped) is not { } at)
        {
            problems.Add(new("appointment-at", "Enter the day and time of the appointment, like 22/11/2026 14:30"));
            return null;
        }

        if (at < earliest)
        {
            problems.Add(new("appointment-at", string.Create(CultureInfo.InvariantCulture, $"The appointment must be at least {policy.Response.AppointmentAfterMinutes} minutes from now: {LocalTime.Text(earliest)} or later")));
        }
        else if (at > now.AddDays(31))
        {
            problems.Add(new("appointment-at", "The appointment must be within a month"));
        }

        return at;
    }
}
