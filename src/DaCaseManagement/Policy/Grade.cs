namespace DaCaseManagement.Policy;

/// <summary>Risk of serious harm, lowest first so that grades compare. A force may call them otherwise (DIAL says low/medium/high): see <see cref="ForcePolicy.Grades"/>.</summary>
public enum Grade
{
    Standard = 1,
    Medium = 2,
    High = 3,
}
