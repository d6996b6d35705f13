using System.Collections;

using DaCaseManagement.Access;
using DaCaseManagement.Pipeline;

using FluentValidation;

using MediatR;

using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DaCaseManagement.Web.Pages;

/// <summary>What every page does the same way: ask, do, and come back with the errors and everything that was typed.</summary>
public abstract class AppPage(IMediator mediator) : PageModel
{
    private const string ToldKey = "told";

    /// <summary>What somebody else changed while this form was open, field by field; shown beside what was typed.</summary>
    public IReadOnlyList<FieldConflict> Conflicts { get; private set; } = [];

    /// <summary>The version the conflict was found at: saving again from here is a decision, not an accident.</summary>
    protected int? ConflictVersion { get; private set; }

    protected IMediator Mediator => mediator;

    protected CancellationToken Cancel => HttpContext.RequestAborted;

    protected Task<T> Ask<T>(IQuery<T> query) => mediator.Send(query, Cancel);

    /// <summary>Sends the command. Refused or not well-formed: the messages go to their fields and <paramref name="again"/> draws the page at 400.</summary>
    protected Task<IActionResult> Do<T>(ICommand<T> command, Func<T, IActionResult> then, Func<Task<IActionResult>> again) =>
        Do(command, answer => Task.FromResult(then(answer)), again);

    /// <summary>The same where what follows has more to ask or to do.</summary>
    protected async Task<IActionResult> Do<T>(ICommand<T> command, Func<T, Task<IActionResult>> then, Func<Task<IActionResult>> again)
    {
        var status = StatusCodes.Status400BadRequest;
        if (ModelState.IsValid)
        {
            try
            {
                return await then(await mediator.Send(command, Cancel));
            }
            catch (EditConflictException e)
            {
                (Conflicts, ConflictVersion, status) = (e.Fields, e.Version, StatusCodes.Status409Conflict);
                TakeVersion(e.Version);
            }
            catch (ValidationException e)
            {
                Say(e);
            }
            catch (RefusedException e)
            {
                ModelState.AddModelError(FieldFor(e.Field), e.Message);
            }
        }
        else
        {
            SayWhatFits();
        }

        Response.StatusCode = status;
        return await again();
    }

    /// <summary>Asks with what somebody typed. Not well-formed: the messages go to their fields, the page answers 400, and there is no answer.</summary>
    protected async Task<T?> AskOrSay<T>(IQuery<T> query)
        where T : class
    {
        if (ModelState.IsValid)
        {
            try
            {
                return await mediator.Send(query, Cancel);
            }
            catch (ValidationException e)
            {
                Say(e);
            }
        }
        else
        {
            SayWhatFits();
        }

        Response.StatusCode = StatusCodes.Status400BadRequest;
        return null;
    }

    /// <summary>For pages that draw themselves again without asking anything.</summary>
    protected Task<IActionResult> Do<T>(ICommand<T> command, Func<T, IActionResult> then) => Do(command, then, () => Task.FromResult<IActionResult>(Page()));

    /// <summary>What the next page says at its top. Never personal data: it travels in a cookie.</summary>
    protected void Tell(string what) => TempData[ToldKey] = what;

    /// <summary>For a command that holds a password or answers with a secret: sent twice it runs twice, and neither is kept with the form's key.</summary>
    protected void KeepNothing() => HttpContext.RequestServices.GetRequiredService<CurrentUser>().FormKey = null;

    /// <summary>Adds a message to a field and answers 400 with the page as it stands.</summary>
    protected IActionResult Refuse(string field, string message)
    {
        ModelState.AddModelError(FieldFor(field), message);
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return Page();
    }

    private void Say(ValidationException fault)
    {
        foreach (var error in fault.Errors)
        {
            ModelState.AddModelError(FieldFor(error.PropertyName), error.ErrorMessage);
        }
    }

    /// <summary>The name the field has on the form: the request's name, or the same inside a bound object (<c>Input.Name</c>). Messages about
    /// anything else stand at the top of the page.</summary>
    protected virtual string FieldFor(string field)
    {
        // "People[2].Born" is judged by its first name; the rest follows as it is.
        var (first, rest) = field.IndexOfAny(['.', '[']) is > 0 and var at ? (field[..at], field[at..]) : (field, "");
        foreach (var property in GetType().GetProperties().Where(p => p.IsDefined(typeof(BindPropertyAttribute), inherit: true)))
        {
            if (property.Name.Equals(first, StringComparison.OrdinalIgnoreCase))
            {
                return property.Name + rest;
            }

            if (property.PropertyType is { IsClass: true } type && type != typeof(string) && !typeof(IEnumerable).IsAssignableFrom(type)
                && Array.Find(type.GetProperties(), p => p.Name.Equals(first, StringComparison.OrdinalIgnoreCase)) is { } inner)
            {
                return $"{property.Name}.{inner.Name}{rest}";
            }
        }

        return "";
    }

    /// <summary>The form goes on from the version whose changes it now shows.</summary>
    private void TakeVersion(int version)
    {
        if (GetType().GetProperty("Version") is { CanWrite: true } property)
        {
            property.SetValue(this, version);
            ModelState.Remove("Version");
        }
    }

    /// <summary>A value that could not be bound gets a message that fits what the field holds.</summary>
    private void SayWhatFits()
    {
        foreach (var (name, entry) in ModelState.Where(e => e.Value?.ValidationState == ModelValidationState.Invalid).ToList())
        {
            var type = TypeOf(name);
            var message = type is null ? null
                : type.IsEnum || type == typeof(bool) ? "Choose one of the answers"
                : type == typeof(DateOnly) || type == typeof(DateTime) ? "Enter a real date, such as 21/11/2026"
                : type == typeof(TimeOnly) ? "Enter a time, such as 14:30"
                : type == typeof(int) || type == typeof(long) ? "Enter a whole number"
                : null;
            if (message is not null)
            {
                entry!.Errors.Clear();
                entry.Errors.Add(message);
            }
        }
    }

    private Type? TypeOf(string name)
    {
        Type? type = GetType();
        foreach (var part in name.Split('.'))
        {
            type = type?.GetProperty(part.Split('[')[0])?.PropertyType;
        }

        return type is null ? null : Nullable.GetUnderlyingType(type) ?? type;
    }
}
