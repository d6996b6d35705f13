namespace DaCaseManagement.Incidents;

/// <summary>What the recorded facts suggest about speed, and why (REC-3). It suggests; a person decides.</summary>
public static class ResponseGrading
{
    /// <param name="yes">Codes of the prompts answered yes.</param>
    /// <param name="no">Codes of the prompts answered no.</param>
    public static (ResponseGrade Suggested, IReadOnlyList<string> Because) Suggest(IReadOnlySet<string> yes, IReadOnlySet<string> no, bool serious)
    {
        var immediate = new List<string>();
        var priority = new List<string>();
        Add(immediate, yes.Contains("injured"), "somebody is hurt");
        Add(immediate, yes.Contains("medical"), "medical help is needed");
        Add(immediate, yes.Contains("weapons"), "there is a weapon");
        Add(immediate, yes.Contains("strangled"), "strangling, choking or smothering");
        Add(immediate, no.Contains("safe-to-talk"), "it is not safe to talk");
        Add(immediate, yes.Contains("suspect-here") && yes.Contains("threats"), "the suspect is there and has made threats");
        Add(immediate, yes.Contains("suspect-here") && yes.Contains("children"), "the suspect is there with children");
        Add(priority, yes.Contains("suspect-here"), "the suspect is there");
        Add(priority, yes.Contains("threats"), "threats to kill or seriously hurt");
        Add(priority, yes.Contains("children"), "children are there");
        Add(priority, yes.Contains("orders"), "an order or bail condition may be broken");
        Add(priority, serious, "the offence is serious");
        return immediate.Count > 0 ? (ResponseGrade.Immediate, immediate)
            : priority.Count > 0 ? (ResponseGrade.Priority, priority)
            : (ResponseGrade.Appointment, []);

        static void Add(List<string> reasons, bool holds, string reason)
        {
            if (holds)
            {
                reasons.Add(reason);
            }
        }
    }

    public static (ResponseGrade Suggested, IReadOnlyList<string> Because) Suggest(Incident incident) => Suggest(
        incident.Prompts.Where(p => p.Reply == PromptReply.Yes).Select(p => p.Code).ToHashSet(),
        incident.Prompts.Where(p => p.Reply == PromptReply.No).Select(p => p.Code).ToHashSet(),
        Offences.Find(incident.Offence)?.Serious == true || incident.HonourBasedOrForcedMarriage);
}
