namespace DaCaseManagement.People.Matching;

/// <summary>How alike two records are (PPL-2). A person decides in every band.</summary>
public enum MatchBand
{
    Different,
    Possible,
    Same,
}
