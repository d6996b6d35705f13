namespace DaCaseManagement.Imports;

/// <summary>What follows once a batch is saved, inside its transaction: the one place where other rooms are told of imported records. Ids of new and of changed ones.</summary>
internal static class AfterImport
{
    /// <summary>CALL POINT: blocking keys of these records, then the search for possible duplicates. Nobody is joined here (PPL-2).</summary>
    public static Task People(IReadOnlyCollection<long> people, CancellationToken cancel) => Nothing(people, cancel);

    /// <summary>CALL POINT: recount of repeat standings for the people of these incidents.</summary>
    public static Task Incidents(IReadOnlyCollection<long> incidents, CancellationToken cancel) => Nothing(incidents, cancel);

    private static Task Nothing(IReadOnlyCollection<long> ids, CancellationToken cancel) => ids.Count == 0 ? Task.CompletedTask : Task.Delay(0, cancel);
}
