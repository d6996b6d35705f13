using DaCaseManagement.Access;

using Microsoft.AspNetCore.Authorization;

namespace DaCaseManagement.Web.Pages.Access;

[AllowAnonymous]
public sealed class SignInCodeModel(SignIns signIns) : SecondStepPage(signIns)
{
    protected override bool IsRecovery => false;

    protected override string Ask => "Enter the six digits your authenticator shows";

    protected override string Wrong => "The code is not right, or was used before. Wait for the next one and enter all six digits";
}
