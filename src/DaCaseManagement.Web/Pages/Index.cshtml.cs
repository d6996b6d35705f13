using DaCaseManagement.Access;
using DaCaseManagement.Web.Security;

using MediatR;

namespace DaCaseManagement.Web.Pages;

[PagePermission(Permission.UseSystem)]
public sealed class IndexModel(IMediator mediator, CurrentUser user) : AppPage(mediator)
{
    public string FullName => user.FullName;
}
