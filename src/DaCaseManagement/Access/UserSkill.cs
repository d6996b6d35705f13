using DaCaseManagement.Policy;

namespace DaCaseManagement.Access;

/// <summary>What somebody is accredited or trained for (RTE-4). Kept by administrators; the training register is another matter.</summary>
public sealed class UserSkill
{
    private UserSkill() { }

    public UserSkill(long userId, Skill skill) => (UserId, Skill) = (userId, skill);

    public long UserId { get; private set; }

    public Skill Skill { get; private set; }
}
