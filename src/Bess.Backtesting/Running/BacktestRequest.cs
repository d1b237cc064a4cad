using Bess.Backtesting.Markets;
using Bess.Backtesting.Plant;
using Bess.Backtesting.Strategies;
using Bess.Scheduling.Plants;

namespace Bess.Backtesting.Running;

/// <summary>What is to be run.</summary>
public sealed record BacktestRequest
{
    /// <summary>The market and its data.</summary>
    public required BacktestMarket Market { get; init; }

    /// <summary>The battery as plans see it, with its energy before the first day.</summary>
    public required StoragePlant Plant { get; init; }

    /// <summary>The battery as it really is. Default: a little worse than planned.</summary>
    public PlantSettings Reality { get; init; } = new();

    /// <summary>First local day.</summary>
    public required DateOnly From { get; init; }

    /// <summary>Last local day, included.</summary>
    public required DateOnly To { get; init; }

    /// <summary>Name of the strategy: <see cref="StrategyCatalog"/>.</summary>
    public required string Strategy { get; init; }

    /// <summary>Its settings.</summary>
    public StrategySettings Settings { get; init; } = new();
}
