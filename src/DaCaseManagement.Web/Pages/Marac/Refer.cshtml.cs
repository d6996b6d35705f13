using DaCaseManagement.Access;
using DaCaseManagement.Marac;
using DaCaseManagement.Policy;
using DaCaseManagement.Web.Security;

using MediatR;

using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace DaCaseManagement.Web.Pages.Marac;

/// <summary>Puts a case before a MARAC (MRC-1, MRC-2).</summary>
[PagePermission(Permission.RaiseMaracReferrals)]
public sealed class ReferModel(IMediator mediator, CurrentUser user, PolicyInForce inForce) : AppPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public string Case { get; set; } = "";

    [BindProperty]
    public ReferralCriterion? Criterion { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public string? LawfulBasis { get; set; }

    [BindProperty]
    public string? VictimWants { get; set; }

    [BindProperty]
    public bool? IdvaTold { get; set; }

    public ReferralForm Form { get; private set; } = null!;

    /// <summary>What the record shows, and judgement, which is always open.</summary>
    public IEnumerable<SelectListItem> Criteria => Form.Met
        .Select(m => new SelectListItem($"{Words.Of(m.Criterion)}: {m.Because}", m.Criterion.ToString()))
        .Append(new SelectListItem("Professional judgement: the reasons below say why", nameof(ReferralCriterion.ProfessionalJudgement)));

    public IEnumerable<ReferralCriterion> NotShown => Enum.GetValues<ReferralCriterion>().Where(c => c != ReferralCriterion.ProfessionalJudgement && Form.Met.All(m => m.Criterion != c));

    public IEnumerable<SelectListItem> Bases => inForce.Policy.Marac.LawfulBases.Select(b => new SelectListItem(b, b));

    public IEnumerable<SelectListItem> YesOrNo { get; } = [new("Yes", "true"), new("No", "false")];

    public string GradeWords(Grade grade) => inForce.Policy.GradeLabel(grade);

    public async Task<IActionResult> OnGetAsync()
    {
        await Show();
        Criterion = Form.Met.Count > 0 ? Form.Met[0].Criterion : null;
        return Page();
    }

    public Task<IActionResult> OnPostAsync() => Do(new RaiseReferral(Case, Criterion, Reason, LawfulBasis, VictimWants, IdvaTold), raised =>
    {
        Tell($"Referred to MARAC as {raised.Reference}. The MARAC office has been given it to list at a meeting.");
        return user.May(Permission.ConsultMarac)
            ? RedirectToPage("/Marac/Referral", new { reference = raised.Reference })
            : RedirectToPage("/Cases/View", new { reference = raised.Case });
    }, Show);

    private async Task<IActionResult> Show()
    {
        Form = await Ask(new ViewReferralForm(Case));
        return Page();
    }
}
