using Bess.Domain.Prices;
using Bess.Domain.Series;
using Bess.Forecasting.Scenarios;
using Bess.Forecasting.Scenarios.Reduction;

namespace Bess.Backtesting.Strategies.Planning;

/// <summary>Joint price paths for a plan, few in place of many.</summary>
internal static class PathViews
{
    /// <summary>Paths of the day-ahead price; null, with a rule, when there are none.</summary>
    public static ScenarioSet? DayAhead(DayContext context, PlanGrid grid, List<string> rules) =>
        Kept(context, [context.Market.DayAhead], grid, rules) is { } paths ? OnPlan(paths, 0, grid, context) : null;

    /// <summary>The paths that are kept of those drawn; null, with a rule, when too little was known.</summary>
    public static JointScenarios? Kept(DayContext context, IReadOnlyList<SeriesId> series, PlanGrid grid, List<string> rules)
    {
        var settings = context.Settings;
        if (context.Forecasts.Paths(series, grid.Market, settings.Scenarios) is not { } drawn)
        {
            rules.Add("no paths: expected prices");
            return null;
        }

        return settings.KeptScenarios >= drawn.Count
            ? drawn
            : ScenarioReducer.Reduce(drawn, new ReductionOptions { To = settings.KeptScenarios, Seed = settings.Seed, Method = ReductionMethod.ForwardSelection }).Scenarios;
    }

    /// <summary>One market of the paths in the step of the plan.</summary>
    public static ScenarioSet OnPlan(JointScenarios paths, int market, PlanGrid grid, DayContext context)
    {
        var prices = new List<double>(paths.Count * grid.Plan.Count);
        for (var s = 0; s < paths.Count; s++)
            prices.AddRange(grid.ToPlan(paths.Values(market, s).ToArray()));
        return new ScenarioSet(
            paths.Markets[market].Series.ToString(), context.Market.Currency, grid.Plan, prices.ToArray(), paths.Probabilities, paths.DecidedAt, paths.Provenance);
    }
}
