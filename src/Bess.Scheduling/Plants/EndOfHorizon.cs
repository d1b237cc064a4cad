using Bess.Domain.Assets;

namespace Bess.Scheduling.Plants;

/// <summary>What is asked of the energy stored at the end: any mix of a floor, a fixed amount and a piecewise value.</summary>
/// <remarks>Default: nothing. Immutable and thread-safe.</remarks>
public sealed record EndOfHorizon
{
    /// <summary>The least that must be left, MWh; null for none.</summary>
    public double? FloorMwh { get; init; }

    /// <summary>Exactly what must be left, MWh; null for nothing.</summary>
    public double? FixedMwh { get; init; }

    /// <summary>Value of what is left, from an empty store on, in pieces of falling value; empty for none.</summary>
    public IReadOnlyList<EnergyValueSegment> Values { get; init; } = [];

    /// <summary>The end of a domain condition.</summary>
    /// <param name="terminal">The condition.</param>
    /// <returns>The same, as numbers.</returns>
    public static EndOfHorizon From(TerminalCondition terminal) => terminal switch
    {
        TerminalCondition.Value(var price) => Worth(price.PerMwh),
        TerminalCondition.Floor(var minimum) => new EndOfHorizon { FloorMwh = minimum.Mwh },
        TerminalCondition.Fixed(var target) => new EndOfHorizon { FixedMwh = target.Mwh },
        _ => new EndOfHorizon(),
    };

    /// <summary>Every MWh left has one value.</summary>
    /// <param name="valuePerMwh">Currency/MWh; any sign.</param>
    /// <returns>The end.</returns>
    public static EndOfHorizon Worth(double valuePerMwh) => new() { Values = [new EnergyValueSegment(double.PositiveInfinity, valuePerMwh)] };

    /// <summary>Value of an amount left.</summary>
    /// <param name="energyMwh">MWh, ≥ 0.</param>
    /// <returns>Currency.</returns>
    public double Value(double energyMwh)
    {
        double value = 0, left = energyMwh;
        foreach (var segment in Values)
        {
            var part = Math.Min(left, segment.WidthMwh);
            value += part * segment.ValuePerMwh;
            left -= part;
        }

        return value;
    }

    internal bool IsOneValue => Values.Count == 1 && double.IsPositiveInfinity(Values[0].WidthMwh);

    internal void Check()
    {
        if (FloorMwh is { } floor && !double.IsFinite(floor))
            throw new ArgumentOutOfRangeException(nameof(FloorMwh), floor, "Expected a finite energy.");
        if (FixedMwh is { } target && !double.IsFinite(target))
            throw new ArgumentOutOfRangeException(nameof(FixedMwh), target, "Expected a finite energy.");
        for (var k = 0; k < Values.Count; k++)
        {
            if (!(Values[k].WidthMwh > 0) || !double.IsFinite(Values[k].ValuePerMwh))
                throw new ArgumentException($"Values[{k}]: expected a width > 0 and a finite value, was {Values[k]}.", nameof(Values));
            if (k > 0 && Values[k].ValuePerMwh > Values[k - 1].ValuePerMwh)
                throw new ArgumentException($"Values[{k}]: expected at most {Values[k - 1].ValuePerMwh}, was {Values[k].ValuePerMwh}.", nameof(Values));
            if (Values[k].ValuePerMwh < 0 && !IsOneValue)
                throw new ArgumentException($"Values[{k}]: expected a value >= 0 unless one value holds for all, was {Values[k].ValuePerMwh}.", nameof(Values));
        }
    }
}
