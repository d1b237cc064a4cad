using Bess.Domain.Series;
using Bess.Domain.Time;

namespace Bess.Backtesting.Markets;

/// <summary>The prices that came, day by day, each on the grid that the day-ahead market had on that day.</summary>
/// <remarks>
/// The grid of a day is the finest step in which the day-ahead price is whole (15 minutes from 2025-10-01 in Europe, an hour before).
/// Where no step is whole it is the one that covers most of the day; without any price it is an hour. Real-time prices finer than the
/// grid are averaged, which is exact for constant power; coarser ones are held. Not to be shown to strategies.
/// </remarks>
public sealed class DayPriceBook
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan Before = TimeSpan.FromDays(1);

    private readonly BacktestMarket _market;

    /// <summary>Opens the book.</summary>
    /// <param name="market">The market.</param>
    public DayPriceBook(BacktestMarket market)
    {
        ArgumentNullException.ThrowIfNull(market);
        _market = market;
    }

    /// <summary>The grid of a day.</summary>
    /// <param name="day">Local day.</param>
    public TimeGrid GridOf(DateOnly day) => Choose(Slice(_market.DayAhead, day), day).Grid;

    /// <summary>The prices of a day.</summary>
    /// <param name="day">Local day.</param>
    public DayPrices Of(DateOnly day)
    {
        var (grid, dayAhead) = Choose(Slice(_market.DayAhead, day), day);
        return new DayPrices(
            grid, dayAhead, On(_market.RealTime, day, grid), On(_market.RealTimeSurplus, day, grid),
            [.. _market.Reserves.Select(reserve => On(reserve.PricePerMwHour, day, grid))]);
    }

    private double[] On(SeriesId? id, DateOnly day, TimeGrid grid) => id is null ? [] : Slice(id, day).On(grid);

    private ObservedSeries Slice(SeriesId id, DateOnly day) =>
        _market.Series[id].Within(new DeliveryInterval(_market.Clock.StartOfDay(day) - Before, _market.Clock.StartOfDay(day.AddDays(1))));

    private (TimeGrid Grid, double[] Values) Choose(ObservedSeries series, DateOnly day)
    {
        var whole = _market.Clock.Day(day, Hour);
        var steps = new SortedSet<TimeSpan> { Hour };
        foreach (var one in series.Observations)
        {
            if (whole.Contains(one.Start) && one.Step <= Hour && Hour.Ticks % one.Step.Ticks == 0)
                steps.Add(one.Step);
        }

        (TimeGrid Grid, double[] Values) best = default;
        var least = double.PositiveInfinity;
        foreach (var step in steps)
        {
            var grid = _market.Clock.Day(day, step);
            var values = step <= Hour ? series.On(grid) : [];
            var missing = values.Count(double.IsNaN) * grid.StepHours;
            if (IsOwn(series, step, whole) && missing < least)
                (best, least) = ((grid, values), missing);
        }

        return best.Grid is null ? (whole, series.On(whole)) : best;
    }

    // A finer grid than the market's own would only repeat its prices: an hour counts always, a finer step where prices have it.
    private static bool IsOwn(ObservedSeries series, TimeSpan step, TimeGrid day)
    {
        if (step == Hour)
            return true;
        foreach (var one in series.Observations)
        {
            if (one.Step == step && day.Contains(one.Start))
                return true;
        }

        return false;
    }
}
