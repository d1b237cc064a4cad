using Bess.Grains.Wire;

namespace Bess.Grains;

/// <summary>A node of a round's aggregation tree: a leaf asks batteries, the others ask the nodes below. It learns sums; a leaf also the answers it adds up, unless they are masked.</summary>
/// <remarks>Key: see <see cref="GrainKeys.Aggregator"/>. All calls may be repeated.</remarks>
[Alias("bess.IAggregatorGrain")]
[GrainInterfaceType("bess.aggregator")]
public interface IAggregatorGrain : IGrainWithStringKey
{
    /// <summary>Takes over, at the start of a round or in the middle.</summary>
    /// <param name="message">The round so far.</param>
    /// <param name="opens">True at the start: the batteries below are told of the round.</param>
    /// <returns>Who does not take part.</returns>
    [Alias("Restore")]
    Task<TreeOpenedMessage> RestoreAsync(SubtreeMessage message, bool opens);

    /// <summary>Asks everybody below.</summary>
    /// <param name="message">The broadcast.</param>
    /// <param name="positions">Places of the whole round after the changes.</param>
    /// <param name="changes">Who comes and goes with it, below this node.</param>
    /// <param name="leftMs">Milliseconds to the round's deadline; −1 for none.</param>
    /// <returns>The sum, or that the node must be told the round so far.</returns>
    [Alias("Ask")]
    Task<SumMessage> AskAsync(AskMessage message, int positions, ChangeMessage[] changes, int leftMs);

    /// <summary>Lets everybody below form, check and keep the schedules.</summary>
    /// <param name="sequence">Number of the round's last broadcast.</param>
    /// <returns>The sum of the reports, or that the node must be told the round so far.</returns>
    [Alias("Finish")]
    Task<PlanReportMessage> FinishAsync(int sequence);

    /// <summary>The round is over: forget it.</summary>
    /// <returns>Nothing.</returns>
    [Alias("Close")]
    Task CloseAsync();
}
