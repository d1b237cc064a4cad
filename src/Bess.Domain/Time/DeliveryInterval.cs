using System.Globalization;

namespace Bess.Domain.Time;

/// <summary>A span of delivery: start included, end excluded, in UTC, never empty.</summary>
/// <remarks>
/// Instants given with another offset are converted to UTC. Invariant: <c>Start &lt; End</c>. Default: the first tick of year
/// one, kept only so that <c>default</c> obeys the invariant. Equality is by both instants; immutable and thread-safe.
/// </remarks>
public readonly record struct DeliveryInterval
{
    private readonly DateTimeOffset _start;
    private readonly TimeSpan _lengthMinusOneTick;

    /// <summary>Creates an interval.</summary>
    /// <param name="start">First instant, included.</param>
    /// <param name="end">First instant after it, excluded.</param>
    /// <exception cref="ArgumentException">When <paramref name="end"/> is not after <paramref name="start"/>.</exception>
    public DeliveryInterval(DateTimeOffset start, DateTimeOffset end)
    {
        if (end <= start)
            throw new ArgumentException($"Expected an end after {UtcText.Of(start)}, was {UtcText.Of(end)}.", nameof(end));
        _start = start.ToUniversalTime();
        _lengthMinusOneTick = end - start - TimeSpan.FromTicks(1);
    }

    /// <summary>First instant, included; UTC.</summary>
    public DateTimeOffset Start => _start;

    /// <summary>First instant after the interval, excluded; UTC.</summary>
    public DateTimeOffset End => _start + Length;

    /// <summary>Length; &gt; 0.</summary>
    public TimeSpan Length => _lengthMinusOneTick + TimeSpan.FromTicks(1);

    /// <summary>Whether an instant lies in [start, end).</summary>
    /// <param name="instant">The instant; any offset.</param>
    /// <returns>Whether it is inside.</returns>
    public bool Contains(DateTimeOffset instant) => instant >= Start && instant < End;

    /// <summary>Whether two intervals share at least one instant.</summary>
    /// <param name="other">The other interval.</param>
    /// <returns>Whether they overlap; touching ends do not.</returns>
    public bool Overlaps(DeliveryInterval other) => Start < other.End && other.Start < End;

    /// <summary>The interval as <c>[start, end)</c> in ISO 8601, UTC.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"[{UtcText.Of(Start)}, {UtcText.Of(End)})");
}
