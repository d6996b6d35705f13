namespace DaCaseManagement.Pipeline;

/// <summary>A rule says no. <see cref="Field"/> is where the message belongs on the form; <see cref="Rule"/> the id in domain.md.</summary>
public sealed class RefusedException(string rule, string field, string message) : Exception(message)
{
    public string Rule { get; } = rule;

    public string Field { get; } = field;
}

/// <summary>No such record, or not for this person: the two are never told apart (ACC-1).</summary>
public sealed class RecordNotFoundException(string kind, string reference) : Exception($"No {kind} with that reference.")
{
    public string Kind { get; } = kind;

    public string Reference { get; } = reference;
}

/// <summary>Not signed in, or without the permission.</summary>
public sealed class NotPermittedException(string request) : Exception($"{request} is not permitted.");

/// <summary>Somebody else changed the same record first. Carries both versions, field by field; nothing was overwritten.</summary>
public sealed class EditConflictException(IReadOnlyList<FieldConflict> fields, int version)
    : Exception("Somebody else changed this record while you were typing.")
{
    public IReadOnlyList<FieldConflict> Fields { get; } = fields;

    public int Version { get; } = version;
}

public sealed record FieldConflict(string Field, string Label, string Theirs, string Yours);
