using Bess.Scheduling.Plants;

namespace Bess.Backtesting.Sites;

/// <summary>A battery, a roof and a load behind one connection, billed at the day-ahead price of each step.</summary>
/// <remarks>
/// Imported energy costs the price and a fee, exported energy earns the price less a fee. No position is sold day-ahead: the prices of a day
/// are known when it begins, what sun and load will do is not. Immutable and thread-safe.
/// </remarks>
public sealed record Site
{
    /// <summary>The battery with its energy before the first day.</summary>
    public required StoragePlant Plant { get; init; }

    /// <summary>Largest import, MW; ≥ 0.</summary>
    public required double ImportLimitMw { get; init; }

    /// <summary>Largest export, MW; ≥ 0.</summary>
    public required double ExportLimitMw { get; init; }

    /// <summary>Levies and fees on imported energy, currency/MWh; ≥ 0. Default: 0.</summary>
    public double ImportFeePerMwh { get; init; }

    /// <summary>Fee on exported energy, currency/MWh; ≥ 0. Default: 0.</summary>
    public double ExportFeePerMwh { get; init; }

    /// <summary>The roof; null for none.</summary>
    public SiteProfile? Solar { get; init; }

    /// <summary>The load; null for none.</summary>
    public SiteProfile? Load { get; init; }
}
