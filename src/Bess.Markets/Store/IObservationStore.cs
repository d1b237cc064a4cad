using Bess.Domain.Series;
using Bess.Domain.Time;

namespace Bess.Markets.Store;

/// <summary>Keeps market series for good: every value with when it was delivered and when it became known.</summary>
/// <remarks>Append-only: a changed value is a revision beside the old one. Safe for one writer and many readers.</remarks>
public interface IObservationStore
{
    /// <summary>Adds what is not there yet.</summary>
    /// <remarks>
    /// A value equal to the last known one of its interval adds nothing, so appending the same again changes nothing. All of it is
    /// kept or none, and it is durable on return.
    /// </remarks>
    /// <param name="series">The values.</param>
    /// <param name="cancellationToken">Gives up; nothing is half-written.</param>
    /// <returns>What was done.</returns>
    Task<AppendOutcome> AppendAsync(ObservedSeries series, CancellationToken cancellationToken);

    /// <summary>Reads a series.</summary>
    /// <param name="id">Which.</param>
    /// <param name="span">Deliveries that begin in it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>All revisions; empty when nothing is known of it.</returns>
    Task<ObservedSeries> ReadAsync(SeriesId id, DeliveryInterval span, CancellationToken cancellationToken);

    /// <summary>All series of which something is kept.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>In order of zone and name.</returns>
    Task<IReadOnlyList<SeriesId>> ListAsync(CancellationToken cancellationToken);
}
