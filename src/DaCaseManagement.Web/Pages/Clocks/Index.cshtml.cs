using DaCaseManagement.Access;
using DaCaseManagement.Clocks;
using DaCaseManagement.Web.Security;

using MediatR;

namespace DaCaseManagement.Web.Pages.Clocks;

/// <summary>Do the clocks run?</summary>
[PagePermission(Permission.ConsultClocks)]
public sealed class IndexModel(IMediator mediator) : AppPage(mediator)
{
    public ClocksState State { get; private set; } = null!;

    /// <summary>Word by e-mail that has not gone.</summary>
    public IReadOnlyList<StuckMail> Mail { get; private set; } = [];

    public async Task OnGetAsync()
    {
        State = await Ask(new ViewClocks());
        Mail = await Ask(new ListStuckMail());
    }
}
