using DaCaseManagement.Access;
using DaCaseManagement.Policy.Changes;
using DaCaseManagement.Web.Security;

using MediatR;

using Microsoft.AspNetCore.Mvc;

namespace DaCaseManagement.Web.Pages.Policy;

/// <summary>What a proposal changes and does, and the second person's decision.</summary>
[PagePermission(Permission.ConsultPolicy)]
public sealed class ProposalModel(IMediator mediator) : AppPage(mediator)
{
    [BindProperty(SupportsGet = true, Name = "id")]
    public long Id { get; set; }

    [BindProperty]
    public string? DecisionWords { get; set; }

    public PolicyProposal Proposal { get; private set; } = null!;

    public Task OnGetAsync() => Load();

    public Task<IActionResult> OnPostApproveAsync() => Do(
        new ApprovePolicy(Id, DecisionWords),
        done => Then($"{done.Version} is approved. It holds from {Words.Time(done.From)}."),
        Load);

    public Task<IActionResult> OnPostRefuseAsync() => Do(new RefusePolicy(Id, DecisionWords), _ => Then("Refused. Whoever wrote it can read why."), Load);

    public Task<IActionResult> OnPostWithdrawAsync() => Do(new WithdrawPolicy(Id), _ => Then("Taken back. It stays readable."), Load);

    public Task<IActionResult> OnPostRenewAsync() => Do(
        new RenewPolicyProposal(Id),
        id =>
        {
            Tell("Proposed again on the latest version. Look at what it changes now.");
            return RedirectToPage(new { id });
        },
        Load);

    protected override string FieldFor(string field) => field == "Words" ? nameof(DecisionWords) : base.FieldFor(field);

    private RedirectToPageResult Then(string told)
    {
        Tell(told);
        return RedirectToPage(new { Id });
    }

    private async Task<IActionResult> Load()
    {
        Proposal = await Ask(new ViewPolicyProposal(Id));
        return Page();
    }
}
