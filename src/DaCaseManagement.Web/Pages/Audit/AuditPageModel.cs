using DaCaseManagement.Pipeline;

using FluentValidation;

using MediatR;

namespace DaCaseManagement.Web.Pages.Audit;

/// <summary>Pages whose question is typed: what is wrong with it is said at its field, at 400, as for any form.</summary>
public abstract class AuditPageModel(IMediator mediator) : AppPage(mediator)
{
    /// <summary>The answer, or null when the question was refused.</summary>
    protected async Task<T?> AskTyped<T>(IQuery<T> query)
        where T : class
    {
        try
        {
            return ModelState.IsValid ? await Ask(query) : Refused<T>();
        }
        catch (ValidationException e)
        {
            foreach (var error in e.Errors)
            {
                ModelState.AddModelError(FieldFor(error.PropertyName), error.ErrorMessage);
            }

            return Refused<T>();
        }
    }

    private T? Refused<T>()
        where T : class
    {
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return null;
    }
}
