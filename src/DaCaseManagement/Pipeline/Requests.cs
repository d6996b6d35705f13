using DaCaseManagement.Audit;

using MediatR;

namespace DaCaseManagement.Pipeline;

/// <summary>A request that changes something. It runs in one transaction, and must leave at least one audit event in it.</summary>
public interface ICommand<out TResponse> : IRequest<TResponse>;

/// <summary>A request that only reads.</summary>
public interface IQuery<out TResponse> : IRequest<TResponse>;

/// <summary>What a query answered about people or cases: the pipeline logs the consultation before the answer is shown (ACC-2).</summary>
public interface IConsultation
{
    /// <summary>The records that were read. Empty means nothing personal was shown.</summary>
    IEnumerable<Subject> Consulted { get; }

    /// <summary>The code in the log where it is not the request's own name.</summary>
    string? LoggedAs => null;
}

/// <summary>Marks a query whose answer shows no person's and no case's record, and says why that is so.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ReadsNoRecordAttribute(string because) : Attribute
{
    public string Because { get; } = because;
}
