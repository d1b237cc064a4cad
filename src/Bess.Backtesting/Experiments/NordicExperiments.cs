using Bess.Backtesting.Running;
using Bess.Backtesting.Strategies;
using Bess.Domain.Assets;

namespace Bess.Backtesting.Experiments;

/// <summary>The nine hypotheses of the Nordic three-market system, each ready to be tested.</summary>
/// <remarks>The run that is handed in sets market, battery, days and all that an experiment does not name.</remarks>
public static class NordicExperiments
{
    /// <summary>Share of the capacity that the midnight floor asks for: 30 %.</summary>
    public const double MidnightFloorShare = 0.3;

    /// <summary>Share of the power that conservative dispatch uses: 80 %.</summary>
    public const double ConservativePowerShare = 0.8;

    /// <summary>Weight of CVaR: 0.1.</summary>
    public const double CvarLambda = 0.1;

    private const string Stacked = "multi-market";
    private const string Stochastic = "two-stage";
    private const string RiskAverse = "cvar";
    private const string Rolling = "rolling";
    private const string OnForecast = "deterministic";

    /// <summary>All nine.</summary>
    public static IReadOnlyList<Experiment> All { get; } =
    [
        Of("reserve-stacking", "Selling reserve beside energy earns more than energy alone.", Stacked,
            (settings, _) => settings with { SellsReserve = false }, (settings, _) => settings with { SellsReserve = true }),
        Of("degradation-term", "Plans that reckon with wear earn more, wear counted, than plans that do not.", Stacked,
            (settings, _) => settings with { WearFactor = 0 }, (settings, _) => settings with { WearFactor = 1 }),
        // A plan with a floor ends with the day, so the one without it does too.
        Of("midnight-floor", "Keeping 30 % of the capacity at midnight earns more.", Stacked,
            (settings, _) => settings with { HorizonDays = 1, MidnightFloorMwh = null },
            (settings, capacityMwh) => settings with { HorizonDays = 1, MidnightFloorMwh = MidnightFloorShare * capacityMwh }),
        new("cvar", "A weight of 0.1 on CVaR makes the worst 5 % of days less bad.", ExperimentMeasure.TailLoss,
            request => Changed(request, Stochastic, (settings, _) => settings with { Risk = new RiskPreference(0, settings.Risk.TailShare) }),
            request => Changed(request, RiskAverse, (settings, _) => settings with { Risk = new RiskPreference(CvarLambda, settings.Risk.TailShare) })),
        Of("conservative-dispatch", "Planning with 80 % of the power earns more.", Stacked,
            (settings, _) => settings with { PowerShare = 1 }, (settings, _) => settings with { PowerShare = ConservativePowerShare }),
        new("horizon-48h", "Looking ahead 48 hours earns more than looking ahead 24.", ExperimentMeasure.Net,
            request => Changed(request, OnForecast, (settings, _) => settings with { HorizonDays = 1 }),
            request => Changed(request, Rolling, (settings, _) => settings with { HorizonDays = 2 })),
        Of("regime-adaptive", "Parameters that follow calm and wild prices earn more.", Stacked,
            (settings, _) => settings with { IsRegimeAdaptive = false }, (settings, _) => settings with { IsRegimeAdaptive = true }),
        Of("rank-forecasting", "Using only the rank of forecast hours earns more than using the forecast prices.", OnForecast,
            (settings, _) => settings with { UsesRanks = false }, (settings, _) => settings with { UsesRanks = true }),
        Of("quarter-hours", "Planning in 15 minutes earns more than planning in 60.", OnForecast,
            (settings, _) => settings with { Step = TimeSpan.FromMinutes(60) }, (settings, _) => settings with { Step = TimeSpan.FromMinutes(15) }),
    ];

    private static Experiment Of(
        string name,
        string hypothesis,
        string strategy,
        Func<StrategySettings, double, StrategySettings> without,
        Func<StrategySettings, double, StrategySettings> with) =>
        new(name, hypothesis, ExperimentMeasure.Net, request => Changed(request, strategy, without), request => Changed(request, strategy, with));

    private static BacktestRequest Changed(BacktestRequest request, string strategy, Func<StrategySettings, double, StrategySettings> change) =>
        request with { Strategy = strategy, Settings = change(request.Settings, request.Plant.Battery.Capacity.Mwh) };
}
