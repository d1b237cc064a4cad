using System.Globalization;

namespace Bess.Domain.Time;

/// <summary>A regular sequence of delivery intervals: a start, a step and a count.</summary>
/// <remarks>
/// Instants are UTC (others are converted). Each interval includes its start and excludes its end. Invariants: step &gt; 0,
/// count ≥ 1. Equality is by start, step and count; immutable and thread-safe.
/// </remarks>
public sealed record TimeGrid
{
    /// <summary>Creates a grid.</summary>
    /// <param name="start">First instant, included.</param>
    /// <param name="step">Length of every interval; &gt; 0.</param>
    /// <param name="count">Number of intervals; ≥ 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">When the step is not above zero, or the count below one.</exception>
    public TimeGrid(DateTimeOffset start, TimeSpan step, int count)
    {
        if (step <= TimeSpan.Zero)
            throw new ArgumentOutOfRangeException(nameof(step), step, "Expected a step > 0.");
        if (count < 1)
            throw new ArgumentOutOfRangeException(nameof(count), count, "Expected a count >= 1.");
        Start = start.ToUniversalTime();
        Step = step;
        Count = count;
    }

    /// <summary>First instant, included; UTC.</summary>
    public DateTimeOffset Start { get; }

    /// <summary>Length of every interval; &gt; 0.</summary>
    public TimeSpan Step { get; }

    /// <summary>Number of intervals; ≥ 1.</summary>
    public int Count { get; }

    /// <summary>First instant after the last interval, excluded; UTC.</summary>
    public DateTimeOffset End => Start + (Step * Count);

    /// <summary>Length of every interval in hours; &gt; 0.</summary>
    public double StepHours => Step.TotalHours;

    /// <summary>The whole grid as one interval.</summary>
    public DeliveryInterval Span => new(Start, End);

    /// <summary>One interval.</summary>
    /// <param name="index">0 … Count − 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">When the index is outside that range.</exception>
    public DeliveryInterval this[int index] => new(StartOf(index), StartOf(index) + Step);

    /// <summary>Start of one interval.</summary>
    /// <param name="index">0 … Count − 1.</param>
    /// <returns>The instant, UTC.</returns>
    /// <exception cref="ArgumentOutOfRangeException">When the index is outside that range.</exception>
    public DateTimeOffset StartOf(int index)
    {
        if ((uint)index >= (uint)Count)
            throw new ArgumentOutOfRangeException(nameof(index), index, $"Expected 0 … {Count - 1}.");
        return Start + (Step * index);
    }

    /// <summary>Index of the interval that holds an instant.</summary>
    /// <param name="instant">The instant; any offset.</param>
    /// <returns>0 … Count − 1, or −1 when the instant is outside [Start, End).</returns>
    public int IndexOf(DateTimeOffset instant) => Contains(instant) ? (int)((instant - Start).Ticks / Step.Ticks) : -1;

    /// <summary>Whether an instant lies in [Start, End).</summary>
    /// <param name="instant">The instant; any offset.</param>
    /// <returns>Whether it is inside.</returns>
    public bool Contains(DateTimeOffset instant) => instant >= Start && instant < End;

    /// <summary>Index of the interval with which another grid begins, if all its intervals are intervals of this grid.</summary>
    /// <param name="sub">The other grid.</param>
    /// <returns>0 … Count − 1, or −1 when the steps differ, the starts are not aligned or the other grid reaches outside.</returns>
    public int OffsetOf(TimeGrid sub)
    {
        ArgumentNullException.ThrowIfNull(sub);
        var distance = sub.Start - Start;
        return sub.Step == Step && distance >= TimeSpan.Zero && distance.Ticks % Step.Ticks == 0 && sub.End <= End
            ? (int)(distance.Ticks / Step.Ticks)
            : -1;
    }

    /// <summary>The grid as start, step and count, for example <c>2026-03-09T23:00:00Z + 24 × 01:00:00</c>.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{UtcText.Of(Start)} + {Count} × {Step:c}");
}
