namespace Bess.Cli.Commands.Data.Fetch;

/// <summary>What <c>bess data fetch</c> was asked to do.</summary>
/// <param name="Selection">Series and days.</param>
/// <param name="Source">Name of the publisher; null: the first that offers the series.</param>
/// <param name="FailOver">Name of a second publisher for what the first lacks, or null.</param>
/// <param name="BaseAddress">Another address of the publisher, or null.</param>
/// <param name="Refresh">Whether complete days are fetched again.</param>
/// <param name="Store">Where to keep it.</param>
internal sealed record FetchRequest(
    DataSelection Selection, string? Source, string? FailOver, Uri? BaseAddress, bool Refresh, StoreChoice Store);
