using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Incidents;
using DaCaseManagement.Pipeline;

using FluentValidation;

using MediatR;

namespace DaCaseManagement.People;

/// <summary>Who may be meant by a name, a date of birth, a number or an address, however it is spelt (PPL-2).</summary>
[Requires(Permission.ConsultPeople)]
public sealed record SearchPeople(string? Given, string? Family, PartialDate? Born, string? Phone, string? Address) : IQuery<PeopleFound>;

public sealed record PeopleFound(IReadOnlyList<FoundPerson> People, bool More) : IConsultation
{
    public IEnumerable<Subject> Consulted => People.Select(p => Subject.Person(p.Reference));
}

public sealed class SearchPeopleValidator : AbstractValidator<SearchPeople>
{
    public SearchPeopleValidator()
    {
        RuleFor(q => q.Given).PlainText("First names", Lengths.Name);
        RuleFor(q => q.Family).PlainText("Family name", Lengths.Name);
        RuleFor(q => q.Phone).PlainText("Telephone", 40);
        RuleFor(q => q.Address).PlainText("Address", Lengths.Line);
        RuleFor(q => q.Family).Must((q, _) => !string.IsNullOrWhiteSpace(q.Given + q.Family + q.Phone + q.Address) || q.Born is not null).WithMessage("Enter a name, a date of birth, a number or an address");
    }
}

public sealed class SearchPeopleHandler(PersonSearch search, HistoryOfPeople described) : IRequestHandler<SearchPeople, PeopleFound>
{
    public async Task<PeopleFound> Handle(SearchPeople request, CancellationToken cancellationToken)
    {
        var found = await search.Find(new PersonSearch.Asked(request.Given, request.Family, request.Born, Gender.Unknown, [request.Phone], [request.Address]), cancellationToken);
        return new PeopleFound((await described.Describe([found.People], null, cancellationToken))[0], found.More);
    }
}
