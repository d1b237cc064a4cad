using Bess.Domain.Time;
using Bess.Domain.Units;

namespace Bess.Markets.Sources.Csv;

/// <summary>A power for every interval of a grid, such as a commitment or a known injection, and the prices of deviating from it if there are any.</summary>
/// <remarks>
/// Invariants: every array has one finite number per interval; both prices are there or neither; the currency is there exactly
/// when they are. Equality is by reference; immutable and thread-safe.
/// </remarks>
public sealed class PowerTable
{
    internal PowerTable(TimeGrid grid, double[] powerMw, double[]? surplusPricePerMwh, double[]? shortfallPricePerMwh, Currency? currency)
    {
        Grid = grid;
        PowerMw = Array.AsReadOnly(powerMw);
        SurplusPricePerMwh = surplusPricePerMwh is null ? null : Array.AsReadOnly(surplusPricePerMwh);
        ShortfallPricePerMwh = shortfallPricePerMwh is null ? null : Array.AsReadOnly(shortfallPricePerMwh);
        Currency = currency;
    }

    /// <summary>The intervals, T of them.</summary>
    public TimeGrid Grid { get; }

    /// <summary>Power in MW, length T; &gt; 0 is export.</summary>
    public IReadOnlyList<double> PowerMw { get; }

    /// <summary>Price per MWh delivered above the power, length T, or null when the file has none.</summary>
    public IReadOnlyList<double>? SurplusPricePerMwh { get; }

    /// <summary>Price per MWh not delivered, length T, or null when the file has none.</summary>
    public IReadOnlyList<double>? ShortfallPricePerMwh { get; }

    /// <summary>Currency of both prices, or null when there are none.</summary>
    public Currency? Currency { get; }
}
