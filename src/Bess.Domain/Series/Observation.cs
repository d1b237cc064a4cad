using Bess.Domain.Time;

namespace Bess.Domain.Series;

/// <summary>One value of a market series: for which interval it holds and since when it is known.</summary>
/// <param name="Start">Start of the interval, UTC.</param>
/// <param name="Step">Length of the interval; &gt; 0.</param>
/// <param name="Value">The value in the unit of the series; finite.</param>
/// <param name="KnownAt">Publication of this value, UTC; a later one for the same interval is a revision.</param>
public readonly record struct Observation(DateTimeOffset Start, TimeSpan Step, double Value, DateTimeOffset KnownAt)
{
    /// <summary>First instant after the interval, UTC.</summary>
    public DateTimeOffset End => Start + Step;

    /// <summary>The interval.</summary>
    public DeliveryInterval Interval => new(Start, End);
}
