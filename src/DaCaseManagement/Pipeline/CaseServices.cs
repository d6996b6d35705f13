using DaCaseManagement.Cases;
using DaCaseManagement.Clocks;
using DaCaseManagement.Incidents;
using DaCaseManagement.Incidents.Closing;
using DaCaseManagement.People;
using DaCaseManagement.People.Patterns;
using DaCaseManagement.Risk;
using DaCaseManagement.Routing;

using Microsoft.Extensions.DependencyInjection;

namespace DaCaseManagement.Pipeline;

public static class CaseServices
{
    /// <summary>The few services handlers share; everything else is a request or a pure function.</summary>
    public static IServiceCollection AddCaseServices(this IServiceCollection services) => services
        .AddSingleton<WeightsInForce>()
        .AddScoped<PersonIndex>()
        .AddScoped<CandidateSearch>()
        .AddScoped<WeightEstimator>()
        .AddScoped<PersonSearch>()
        .AddScoped<HistoryOfPeople>()
        .AddScoped<HistoryOfPlaces>()
        .AddScoped<HistorySearch>()
        .AddScoped<Deadlines>()
        .AddSingleton<ClockEngine>()
        .AddSingleton<IRegularWork, DutyWork>()
        .AddSingleton<IRegularWork, KeysWork>()
        .AddScoped<CaseStory>()
        .AddScoped<CaseRouter>()
        .AddScoped<NewContact>()
        .AddScoped<Ownership>()
        .AddScoped<UnitWork>()
        .AddScoped<ShiftBook>()
        .AddScoped<AbsentOwners>()
        .AddScoped<ReassignPlanner>()
        .AddScoped<GradeBook>()
        .AddScoped<GradeReview>()
        .AddScoped<ContactClock>()
        .AddScoped<FollowUps>()
        .AddScoped<RiskEvents>()
        .AddScoped<AfterReport>()
        .AddScoped<CasesOfReport>()
        .AddScoped<ClosingBook>()
        .AddScoped<DispatchClocks>()
        .AddScoped<DispatchBook>()
        .AddScoped<BoardReader>()
        .AddScoped<BoardLog>()
        .AddScoped<Mails>()
        .AddScoped<MailQueue>()
        .AddScoped<AfterAssessment>()
        .AddScoped<Imports.LegacyCases>()
        .AddScoped<Imports.AfterImport>()
        .AddSingleton<Imports.ImportRun>()
        .AddScoped<Policy.Changes.PolicyStore>()
        .AddScoped<RecountEverything>();
}
