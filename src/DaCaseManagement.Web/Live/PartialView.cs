using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Razor;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewEngines;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace DaCaseManagement.Web.Live;

/// <summary>Draws a partial view outside any request, with the services of the scope it is given. Such a view may hold no form of its own: a form's token is one person's.</summary>
internal static class PartialView
{
    public static async Task<string> Draw<T>(IServiceProvider services, string path, T model)
    {
        var action = new ActionContext(new DefaultHttpContext { RequestServices = services }, new RouteData(), new ActionDescriptor());
        var view = services.GetRequiredService<IRazorViewEngine>().GetView(null, path, isMainPage: false);
        using var written = new StringWriter();
        var data = new ViewDataDictionary<T>(new EmptyModelMetadataProvider(), new ModelStateDictionary()) { Model = model };
        var context = new ViewContext(action, view.View ?? throw new InvalidOperationException($"There is no view {path}."), data, new TempDataDictionary(action.HttpContext, services.GetRequiredService<ITempDataProvider>()), written, new HtmlHelperOptions());
        await view.View.RenderAsync(context);
        return written.ToString();
    }
}
