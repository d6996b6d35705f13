namespace DaCaseManagement.Incidents;

/// <param name="Guidance">For less experienced staff, beside the prompt.</param>
public sealed record Prompt(string Code, string Question, string Guidance);

/// <summary>REC-4: prompts, not a script. Own words.</summary>
public static class Prompts
{
    public static readonly IReadOnlyList<Prompt> All =
    [
        new("safe-to-talk", "Is it safe to talk?", "If not, ask only questions that can be answered yes or no. Agree what to do if the line goes dead."),
        new("suspect-here", "Is the suspect there now?", "If gone: how long ago, which way, on foot or by what car, and are they likely to come back?"),
        new("injured", "Is anyone hurt?", "Who, where on the body, and how badly. Ask about pressure to the neck: harm may not show for hours."),
        new("medical", "Is medical help needed?", "Pregnancy, loss of consciousness, trouble breathing or swallowing always need an ambulance."),
        new("weapons", "Are there weapons, or has one been used?", "Include household things used as weapons. Who has it now?"),
        new("children", "Are children there?", "How many, where in the house, and are they safe? Each must be seen by an officer."),
        new("strangled", "Any strangling, choking or smothering?", "Use plain words: hands, an arm or anything round the neck. It raises the risk of being killed."),
        new("threats", "Any threats to kill or seriously hurt?", "The words used, and whether the caller believes them."),
        new("before", "Has this happened before, reported or not?", "Most people are hurt many times before they ring. Write their own account of what was never reported."),
        new("control", "Is somebody controlling where they go, who they see, or money?", "Coercive and controlling behaviour is a crime without any violence."),
        new("separated", "Have they separated, or tried to?", "Separation is the most dangerous time."),
        new("orders", "Any court order, bail condition or non-contact in force?", "A breach is acted on, never only noted."),
        new("drink-drugs", "Drink, drugs or mental ill health involved?", "Whose, and what is happening now."),
        new("language", "Is an interpreter needed?", "Which language. Never use a child or family member to interpret."),
        new("needs", "Any disability, illness or other need?", "Hearing, mobility, learning disability, care needs, dependence on the suspect."),
    ];

    public static Prompt? Find(string code) => All.FirstOrDefault(p => p.Code == code);
}
