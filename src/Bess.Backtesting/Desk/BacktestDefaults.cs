using Bess.Backtesting.Markets;
using Bess.Domain;
using Bess.Domain.Series;
using Bess.Domain.Time;

namespace Bess.Backtesting.Desk;

/// <summary>What holds when an option was not given.</summary>
public static class BacktestDefaults
{
    /// <summary>The strategy without a choice.</summary>
    public const string Strategy = "rolling";

    private const int LongestDays = 365;

    // Days left before the first, from which forecasts learn; a third of short data at most.
    private const int HistoryDays = 60;
    private const int ShortShare = 3;

    /// <summary>The days of a run.</summary>
    /// <param name="market">The market with its data.</param>
    /// <param name="from">First day, or null.</param>
    /// <param name="to">Last day, or null.</param>
    public static Validated<(DateOnly From, DateOnly To)> Days(BacktestMarket market, DateOnly? from, DateOnly? to)
    {
        if (from is { } first && to is { } last)
            return Validated<(DateOnly, DateOnly)>.FromValue((first, last));
        var whole = WholeDays(market);
        if (whole.Count == 0)
        {
            return Validated<(DateOnly, DateOnly)>.FromFault(new Fault(
                market.DayAhead.ToString(), "days", "at least one whole local day", "none; name the first and the last"));
        }

        var end = to ?? whole[^1];
        var history = Math.Min(HistoryDays, whole.Count / ShortShare);
        var longest = end.AddDays(1 - LongestDays);
        var learnt = whole[history] < end ? whole[history] : whole[0];
        var start = from ?? (learnt > longest ? learnt : longest);
        return start <= end
            ? Validated<(DateOnly, DateOnly)>.FromValue((start, end))
            : Validated<(DateOnly, DateOnly)>.FromFault(new Fault(
                "", from is null ? "to" : "from", $"a day within the data, {whole[0]:yyyy-MM-dd} to {whole[^1]:yyyy-MM-dd}", $"{(from is null ? end : start):yyyy-MM-dd}"));
    }

    private static List<DateOnly> WholeDays(BacktestMarket market)
    {
        var series = market.Series[market.DayAhead];
        var days = new List<DateOnly>();
        if (series.Count == 0)
            return days;
        var last = market.Clock.LocalDate(series.Observations[^1].Start);
        for (var day = market.Clock.LocalDate(series.Observations[0].Start); day <= last; day = day.AddDays(1))
        {
            if (IsWhole(series, market.Clock, day))
                days.Add(day);
        }

        return days;
    }

    private static bool IsWhole(ObservedSeries series, MarketClock clock, DateOnly day)
    {
        var grid = clock.Day(day, TimeSpan.FromHours(1));
        return series.Within(new DeliveryInterval(grid.Start, grid.End)).On(grid).All(double.IsFinite);
    }
}
