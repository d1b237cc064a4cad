using Bess.Domain.Series;
using Bess.Domain.Time;

namespace Bess.Markets.Store.Filling;

/// <summary>What a run needs before it may start.</summary>
/// <param name="Series">The series.</param>
/// <param name="Span">The deliveries.</param>
public sealed record HorizonNeed(IReadOnlyList<SeriesId> Series, DeliveryInterval Span)
{
    /// <summary>Smallest share of the span's time that each series must cover.</summary>
    /// <value>0 … 1; default 0.95.</value>
    public double MinimumCoverage { get; init; } = 0.95;

    /// <summary>Only what was known at this instant counts.</summary>
    /// <value>Default: null, everything.</value>
    public DateTimeOffset? AsOf { get; init; }
}
