using DaCaseManagement.Access;

using Microsoft.AspNetCore.Mvc;

namespace DaCaseManagement.Web.Pages;

/// <summary>Where a deadline's work is done, for whoever may do it there; else where it is shown.</summary>
public static class WorkLinks
{
    public static string? To(IUrlHelper url, CurrentUser user, string kind, string subject, string? @case, string? incident) => kind switch
    {
        "Assessment" when incident is not null && @case is not null && user.May(Permission.AssessRisk) => url.Page("/Risk/Assess", new { incident, @case }),
        "SupervisorSignOff" or "LoweringDecision" or "FirstGrade" or "SecondaryReview" or "ChallengeDecision" when incident is not null && @case is not null && user.May(Permission.ConsultCases) => url.Page("/Risk/Assessment", new { incident, @case }),
        "Reassessment" when @case is not null && user.May(Permission.AssessRisk) => url.Page("/Risk/Again", new { @case }),
        "ExceptionDecision" when incident is not null && @case is not null && user.May(Permission.ConsultCases) => url.Page("/Risk/Exception", new { incident, @case }),
        "VulnerabilityAssessment" when incident is not null && user.May(Permission.AssessRisk) => url.Page("/Risk/Vulnerability", new { incident, person = Last(subject) }),
        "VictimContact" or "VictimInformed" or "NewContactTold" when @case is not null && user.May(Permission.ConsultCases) => url.Page("/Cases/Contacts", new { reference = @case }),
        "FollowUp" or "PlanTouch" when @case is not null && user.May(Permission.ConsultCases) => url.Page("/Cases/FollowUp", new { reference = @case }),
        "CaseReview" when @case is not null && user.May(Permission.ReviewAssessments) => url.Page("/Cases/Review", new { reference = @case }),
        "MarkerReview" when user.May(Permission.KeepMarkers) => url.Page("/People/Marker", new { id = Last(subject) }),
        "ClosureEndorsement" or "ClosingQuestions" or "ClosureException" when incident is not null && user.May(Permission.ConsultIncidents) => url.Page("/Incidents/Close", new { reference = incident }),
        "RecodeDecision" when incident is not null && user.May(Permission.ConsultIncidents) => url.Page("/Incidents/Coding", new { reference = incident }),
        "MaracReferral" when @case is not null && user.May(Permission.RaiseMaracReferrals) => url.Page("/Marac/Refer", new { @case }),
        "MaracListing" when user.May(Permission.ConsultMarac) => url.Page("/Marac/Referral", new { reference = subject }),
        "MaracPreparation" when user.May(Permission.ConsultMarac) => url.Page("/Marac/Meeting", new { reference = subject }),
        _ when @case is not null && user.May(Permission.ConsultCases) => url.Page("/Cases/View", new { reference = @case }),
        _ when incident is not null && user.May(Permission.ConsultIncidents) => url.Page("/Incidents/View", new { reference = incident }),
        _ => null,
    };

    private static string Last(string subject) => subject[(subject.LastIndexOf(' ') + 1)..];
}
