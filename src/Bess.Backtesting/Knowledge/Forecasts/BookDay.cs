using Bess.Backtesting.Markets;
using Bess.Backtesting.Strategies;
using Bess.Domain.Series;
using Bess.Domain.Time;
using Bess.Forecasting.Models;
using Bess.Forecasting.Scenarios;

namespace Bess.Backtesting.Knowledge.Forecasts;

/// <summary>The forecasts of one decision.</summary>
internal sealed class BookDay(BacktestMarket market, SeriesBook series, PathBook? paths, DateOnly day) : IDayForecasts
{
    public QuantileForecast? Of(SeriesId wanted, TimeGrid grid) => OnGrid(wanted, grid);

    public JointScenarios? Paths(IReadOnlyList<SeriesId> wanted, TimeGrid grid, int count)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        if (paths is null)
            return null;
        var forecasts = new QuantileForecast[wanted.Count];
        for (var m = 0; m < forecasts.Length; m++)
        {
            if (OnGrid(wanted[m], grid) is not { } forecast)
                return null;
            forecasts[m] = forecast;
        }

        return paths.Draw(forecasts, day, count);
    }

    // Day after day, so that a plan over several days reads one forecast.
    private QuantileForecast? OnGrid(SeriesId id, TimeGrid grid)
    {
        ArgumentNullException.ThrowIfNull(grid);
        var clock = market.Clock;
        var values = new List<double>();
        QuantileForecast? last = null;
        for (var at = grid.Start; at < grid.End;)
        {
            var date = clock.LocalDate(at);
            if (date < day)
                throw new ArgumentException($"Expected intervals of {day:O} or later, was {grid}.", nameof(grid));
            if (series.Of(id, day, date, grid.Step) is not { } whole)
                return null;
            last = whole;
            var first = whole.Grid.IndexOf(at);
            for (var t = first; t < whole.Grid.Count && at < grid.End; t++, at += grid.Step)
                values.AddRange(whole.At(t));
        }

        return last is null ? null : new QuantileForecast(id, grid, last.Levels, [.. values], last.DecidedAt, last.Provenance);
    }
}
