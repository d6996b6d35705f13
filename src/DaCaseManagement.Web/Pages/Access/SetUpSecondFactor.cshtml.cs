using DaCaseManagement.Access;
using DaCaseManagement.Web.Security;

using MediatR;

using Microsoft.AspNetCore.Mvc;

using QRCoder;

namespace DaCaseManagement.Web.Pages.Access;

[PagePermission(Permission.UseSystem)]
public sealed class SetUpSecondFactorModel(IMediator mediator) : AppPage(mediator)
{
    [BindProperty]
    public string? Code { get; set; }

    public SecondFactorKey? Key { get; private set; }

    public IReadOnlyList<string>? RecoveryCodes { get; private set; }

    /// <summary>The key as a picture, in the page itself: it is nobody else's business.</summary>
    public string Picture
    {
        get
        {
            using var code = QRCodeGenerator.GenerateQrCode(Key!.Address, QRCodeGenerator.ECCLevel.M);
            using var png = new PngByteQRCode(code);
            return "data:image/png;base64," + Convert.ToBase64String(png.GetGraphic(6));
        }
    }

    public Task<IActionResult> OnGet() => Show();

    public Task<IActionResult> OnPost()
    {
        KeepNothing();
        return Do(
            new ConfirmSecondFactor(Code),
            codes =>
            {
                RecoveryCodes = codes;
                return Page();
            },
            Show);
    }

    private async Task<IActionResult> Show()
    {
        Key = await Ask(new ReadSecondFactorKey());
        return Key is null ? RedirectToPage("/Access/MyAccount") : Page();
    }
}
