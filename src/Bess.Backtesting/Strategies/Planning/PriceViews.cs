using Bess.Domain.Series;
using Bess.Domain.Time;
using Bess.Forecasting.Curves;

namespace Bess.Backtesting.Strategies.Planning;

/// <summary>Expected prices for a plan, from forecasts or from past days, with named rules where something is missing.</summary>
internal static class PriceViews
{
    private const int ReachDays = 14;
    private const int RankDays = 7;

    /// <summary>The mean of the forecast; without one the last known day; null when no day was known.</summary>
    public static double[]? OfForecast(DayContext context, SeriesId series, PlanGrid grid, List<string> rules)
    {
        if (context.Forecasts.Of(series, grid.Market) is not { } forecast)
            return OfLastDays(context, series, grid, 1, rules, $"no forecast of {series.Name}: yesterday's prices");
        if (forecast.Provenance.Source == CurveForecaster.Source && series == context.Market.DayAhead)
            rules.Add($"no trained forecast of {series.Name}: mean of the last seven days");
        return forecast.Mean();
    }

    /// <summary>The mean of the last known days, for every day of the plan alike; null when no day was known.</summary>
    public static double[]? OfLastDays(DayContext context, SeriesId series, PlanGrid grid, int count, List<string> rules, string? rule = null)
    {
        var curves = KnownCurves.Last(context, series, grid.Market.Step, count, ReachDays);
        if (rule is not null)
            rules.Add(rule);
        if (curves.Count == 0)
        {
            rules.Add($"no day of {series.Name} known within {ReachDays} days: nothing is planned with it");
            return null;
        }

        if (curves.Count < count)
            rules.Add($"{curves.Count} of {count} days of {series.Name} known");
        return KnownCurves.On(grid.Market, KnownCurves.MeanOf(curves), grid.Clock);
    }

    /// <summary>The prices that came, as far as they are there from the first interval on; null when the first day is not whole.</summary>
    public static double[]? OfForesight(DayContext context, SeriesId series, TimeGrid grid)
    {
        if (context.Foresight is not { } came || !came.Has(series))
            return null;
        var prices = came.Read(series, grid);
        return prices.AsSpan(0, Math.Min(context.Grid.Count, prices.Length)).Contains(double.NaN) ? null : prices;
    }

    /// <summary>
    /// The prices with nothing kept but their order within each day: the cheapest interval takes the mean of the cheapest of the last
    /// seven days, and so on.
    /// </summary>
    public static double[] ByRank(DayContext context, PlanGrid grid, double[] prices, List<string> rules)
    {
        var curves = KnownCurves.Last(context, context.Market.DayAhead, grid.Market.Step, RankDays, ReachDays);
        if (curves.Count == 0)
        {
            rules.Add("no day known to take the spread of ranks from: forecast prices as they are");
            return prices;
        }

        var spread = KnownCurves.MeanOf([.. curves.Select(curve => curve.Order().ToArray())]);
        var ranked = (double[])prices.Clone();
        foreach (var day in Enumerable.Range(0, prices.Length).GroupBy(t => grid.Clock.LocalDate(grid.Market.StartOf(t))))
        {
            var order = day.OrderBy(t => prices[t]).ThenBy(t => t).ToArray();
            for (var rank = 0; rank < order.Length; rank++)
                ranked[order[rank]] = spread[(int)((rank + 0.5) * spread.Length / order.Length)];
        }

        return ranked;
    }
}
