using DaCaseManagement.Access;

using Microsoft.AspNetCore.Authorization;

namespace DaCaseManagement.Web.Pages.Access;

[AllowAnonymous]
public sealed class SignInRecoveryModel(SignIns signIns) : SecondStepPage(signIns)
{
    protected override bool IsRecovery => true;

    protected override string Ask => "Enter one of your recovery codes";

    protected override string Wrong => "The recovery code is not right, or was used before";
}
