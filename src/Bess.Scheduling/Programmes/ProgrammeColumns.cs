using Bess.Scheduling.Formulations;

namespace Bess.Scheduling.Programmes;

/// <summary>Where an agent's variables stand in a programme; −1 or empty where it has none.</summary>
/// <param name="Power">First of T columns of the power at the connection, MW, &gt; 0 export.</param>
/// <param name="Energy">First of T columns of the stored energy.</param>
/// <param name="Pairs">Columns that exclude each other, with their step.</param>
internal sealed record ProgrammeColumns(int Power, int Energy, IReadOnlyList<(int Step, ExclusivePair Pair)> Pairs)
{
    /// <summary>First columns of what each venue buys and sells.</summary>
    public (int Sell, int Buy)[] Venues { get; init; } = [];

    /// <summary>Column of each product and step.</summary>
    public int[][] Reserves { get; init; } = [];

    /// <summary>The store in each scenario of real time.</summary>
    public StorageColumns[] Recourse { get; init; } = [];

    /// <summary>First column of the import.</summary>
    public int Import { get; init; } = -1;

    /// <summary>First column of the export.</summary>
    public int Export { get; init; } = -1;

    /// <summary>First column of the curtailed power.</summary>
    public int Curtailed { get; init; } = -1;
}
