using Bess.Domain.Assets;

namespace Bess.Backtesting.Strategies;

/// <summary>Settings that strategies share; each uses those that concern it.</summary>
public sealed record StrategySettings
{
    /// <summary>Weight and tail share of CVaR. Default: neutral.</summary>
    public RiskPreference Risk { get; init; }

    /// <summary>Joint price paths drawn for a day. Default: 200.</summary>
    public int Scenarios { get; init; } = 200;

    /// <summary>Paths that are kept of them for planning. Default: 20.</summary>
    public int KeptScenarios { get; init; } = 20;

    /// <summary>Days that a plan looks ahead, the day of delivery included. Default: 2.</summary>
    public int HorizonDays { get; init; } = 2;

    /// <summary>Least stored energy at the end of each local day, MWh; null for none.</summary>
    public double? MidnightFloorMwh { get; init; }

    /// <summary>Whether reserve is sold where there is a market for it. Default: true.</summary>
    public bool SellsReserve { get; init; } = true;

    /// <summary>
    /// Share of the energy window that a plan with reserve leaves in the store at the end of its day, beyond what the reserve asks, in [0, 1).
    /// It grows from nothing at the decision. Default: 0.02. The plan is run for a day and a half without correction, by a plant that
    /// loses a little more than planned: without this margin reserve is short of energy on most days.
    /// </summary>
    public double ReserveMarginShare { get; init; } = 0.02;

    /// <summary>Factor on the wear cost that plans reckon with. Default: 1; 0 plans as if use were free.</summary>
    public double WearFactor { get; init; } = 1;

    /// <summary>Share of the power limit that plans use, in (0, 1]. Default: 1; less is conservative.</summary>
    public double PowerShare { get; init; } = 1;

    /// <summary>Step of plans and dispatch; null for the market's own. A coarser one holds power over several market steps.</summary>
    public TimeSpan? Step { get; init; }

    /// <summary>Whether parameters follow the regime of prices (calm or wild) as far as it is known. Default: false.</summary>
    public bool IsRegimeAdaptive { get; init; }

    /// <summary>Whether plans use the rank of forecast hours only, with the spread of the last days. Default: false.</summary>
    public bool UsesRanks { get; init; }

    /// <summary>Seed of everything random. Default: 1.</summary>
    public int Seed { get; init; } = 1;
}
