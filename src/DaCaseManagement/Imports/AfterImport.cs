using DaCaseManagement.People;

namespace DaCaseManagement.Imports;

/// <summary>What follows once a batch is saved, inside its transaction: the one place where other rooms are told of imported records.</summary>
public sealed class AfterImport(PersonIndex index)
{
    /// <summary>They are found by their keys from now on, and compared with everybody else; nobody is joined here (PPL-2).</summary>
    public async Task People(IReadOnlyCollection<Person> added, IReadOnlyCollection<Person> changed, CancellationToken cancel)
    {
        await index.Update(added, areNew: true, cancel);
        await index.Update(changed, areNew: false, cancel);
    }

    /// <summary>CALL POINT for the recount of repeat standings: ids of new incidents and of those that gained something.</summary>
    public static Task Incidents(IReadOnlyCollection<long> incidents, CancellationToken cancel) => incidents.Count == 0 ? Task.CompletedTask : Task.Delay(0, cancel);
}
