namespace DaCaseManagement.Access;

/// <summary>A policing area. MARAC areas are the same areas until a force says otherwise.</summary>
public sealed class Area
{
    private Area() { }

    public Area(string code, string name) => (Code, Name) = (code, name);

    public long Id { get; private set; }

    public string Code { get; private set; } = "";

    public string Name { get; private set; } = "";

    public void Rename(string name) => Name = name;
}
