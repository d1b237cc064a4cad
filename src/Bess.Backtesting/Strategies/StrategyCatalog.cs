using Bess.Backtesting.Knowledge;
using Bess.Domain;
using Bess.Domain.Assets;

namespace Bess.Backtesting.Strategies;

/// <summary>The strategies by name.</summary>
public static class StrategyCatalog
{
    private const int RollingDays = 2;
    private const int WeekDays = 7;
    private const int WeekOfCurves = 7;
    private const double DefaultRiskWeight = 0.3;

    /// <summary>All names with a line of explanation each, in the order of the help text.</summary>
    public static IReadOnlyDictionary<string, string> Names { get; } = new Dictionary<string, string>
    {
        ["idle"] = "does nothing",
        ["naive"] = "charges in the cheapest and discharges in the dearest hours of the night before, every day the same way",
        ["yesterday"] = "plans on yesterday's prices",
        ["mean7"] = "plans on the mean of the last seven days",
        ["deterministic"] = "plans on the expected prices of the forecast",
        ["two-stage"] = "plans day-ahead with recourse in real time over scenarios",
        ["two-stage-rolling"] = "two-stage over 48 hours of paths, of which the first day is used",
        ["two-stage-week"] = "two-stage over seven days of paths, of which the first is used; planned anew each day",
        ["cvar"] = "two-stage with a weight on the worst outcomes",
        ["mean-value"] = "two-stage on the mean of the scenarios: by it the worth of scenarios is measured",
        ["rolling"] = "plans on the forecast over 48 hours and uses the first day",
        ["multi-day"] = "plans on the forecast over seven days and uses the first",
        ["multi-market"] = "energy and reserve together on forecasts of all of them",
        ["perfect"] = "perfect foresight: a yardstick, not tradable",
    };

    /// <summary>Makes a strategy.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="settings">Settings.</param>
    /// <returns>A fresh strategy for one run, or the fault that there is none of this name, the nearest names first.</returns>
    public static Validated<IStrategy> Create(string name, StrategySettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var risk = settings.Risk.Lambda > 0 ? settings.Risk : new RiskPreference(DefaultRiskWeight, settings.Risk.TailShare);
        IStrategy? made = name switch
        {
            "idle" => new IdleStrategy(),
            "naive" => new NaiveStrategy(),
            "yesterday" => new CurveStrategy(name, 1),
            "mean7" => new CurveStrategy(name, WeekOfCurves),
            "deterministic" => new ForecastStrategy(name, 1),
            "rolling" => new ForecastStrategy(name, RollingDays),
            "multi-day" => new ForecastStrategy(name, WeekDays),
            "two-stage" => new TwoStageStrategy(name, settings.Risk),
            "two-stage-rolling" => new TwoStageStrategy(name, settings.Risk, RollingDays),
            "two-stage-week" => new TwoStageStrategy(name, settings.Risk, WeekDays),
            "cvar" => new TwoStageStrategy(name, risk),
            "mean-value" => new TwoStageStrategy(name, RiskPreference.Neutral, isOnMean: true),
            "multi-market" => new MultiMarketStrategy(),
            "perfect" => new PerfectStrategy(),
            _ => null,
        };
        return made is not null
            ? Validated<IStrategy>.FromValue(made)
            : Validated<IStrategy>.FromFault(new Fault("", "strategy", $"one of {string.Join(", ", Names.Keys.OrderBy(known => Distance(known, name ?? "")))}", $"'{name}'"));
    }

    /// <summary>Whether a weight on risk changes what a strategy does, so that it has a frontier.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    public static bool WeighsRisk(string name) => name is "two-stage" or "two-stage-rolling" or "two-stage-week" or "cvar" or "multi-market";

    /// <summary>Which forecasts a strategy looks at; none for a name that there is not.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="settings">Settings.</param>
    /// <returns>What a <see cref="ForecastBook"/> for it must hold.</returns>
    public static ForecastNeeds NeedsOf(string name, StrategySettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return name switch
        {
            "deterministic" or "rolling" or "multi-day" => ForecastNeeds.DayAhead,
            "two-stage" or "two-stage-rolling" or "two-stage-week" or "cvar" or "mean-value" => ForecastNeeds.DayAhead | ForecastNeeds.RealTime | ForecastNeeds.Paths,
            "multi-market" => ForecastNeeds.DayAhead | (settings.SellsReserve ? ForecastNeeds.Reserves : 0) | (settings.Risk.Lambda > 0 ? ForecastNeeds.Paths : 0),
            _ => ForecastNeeds.None,
        };
    }

    /// <summary>Number of letters to put in, take out or change.</summary>
    private static int Distance(string one, string other)
    {
        var row = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                var above = row[j];
                row[j] = Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (one[i - 1] == other[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }

        return row[^1];
    }
}
