using Bess.Backtesting.Running;
using Bess.Domain.Time;
using Bess.Markets.Settlement;

namespace Bess.Backtesting.Attribution;

/// <summary>Lays the booked money of a day on its local hours.</summary>
/// <remarks>
/// Streams with a price are computed again step by step, as they were settled: day-ahead π x Δt, real time π (y − x) Δt, imbalance
/// π (p − y) Δt (p − x where nothing was traded in real time), a reserve its held capacity × price × Δt. Fees fall by traded volume
/// |x| + |y − x|, wear by metered |p|, activation by held capacity. What is booked beyond that (and any stream without a measure)
/// falls on no hour: the parts sum to the ledger exactly, always.
/// </remarks>
public static class StepMoney
{
    // Parts are kept to a millionth, and a rest of that origin, or of the cents of a stream, is put to the largest part.
    private const int Digits = 6;
    private const decimal CentRounding = 0.01m;

    /// <summary>The money of a day by local hour and stream; parts that are zero are left out.</summary>
    /// <param name="day">The day.</param>
    /// <param name="clock">Clock of the hours. An hour that comes twice is one row.</param>
    public static IReadOnlyList<(int? Hour, string Stream, decimal Money)> ByHour(DayOutcome day, MarketClock clock)
    {
        ArgumentNullException.ThrowIfNull(day);
        ArgumentNullException.ThrowIfNull(clock);
        int[] hours = [.. Enumerable.Range(0, day.Grid.Count).Select(step => clock.LocalTime(day.Grid.StartOf(step)).Hour)];
        var parts = new List<(int? Hour, string Stream, decimal Money)>();
        foreach (var (stream, booked) in day.Streams)
        {
            var steps = Steps(day, stream, booked);
            var byHour = hours.Zip(steps).GroupBy(pair => pair.First, pair => pair.Second).Select(group => (Hour: (int?)group.Key, Money: group.Sum()));
            parts.AddRange(byHour.Append((Hour: null, Money: booked - steps.Sum())).Where(part => part.Money != 0).Select(part => (part.Hour, stream, part.Money)));
        }

        return parts;
    }

    private static decimal[] Steps(DayOutcome day, string stream, decimal booked)
    {
        var hours = day.Grid.StepHours;
        var steps = stream switch
        {
            StreamName.DayAhead => Exact(day, step => day.DayAheadPricePerMwh[step] * day.PositionMw[step] * hours),
            StreamName.RealTime => Exact(day, step => PriceOfDeviation(day, step) * (Asked(day)[step] - day.PositionMw[step]) * hours),
            StreamName.Imbalance => Exact(day, step => PriceOfImbalance(day, step) * (day.MeteredMw[step] - Asked(day)[step]) * hours),
            StreamName.Fees => Shared(day, booked, step => Math.Abs(day.PositionMw[step]) + Math.Abs(day.SetpointMw[step] - day.PositionMw[step])),
            StreamName.Wear => Shared(day, booked, step => Math.Abs(day.MeteredMw[step])),
            StreamName.Activation => Shared(day, booked, step => day.Reserves.Sum(sale => sale.HeldMw[step])),
            _ => OfReserve(day, stream, hours),
        };
        PutRounding(steps, booked);
        return steps;
    }

    private static decimal[] OfReserve(DayOutcome day, string stream, double hours)
    {
        var sales = day.Reserves.Where(sale => StreamName.Reserve(sale.Product) == stream).ToArray();
        return Exact(day, step => sales.Sum(sale => Paid(sale, step) * sale.PricePerMwHour[step]) * hours);

        static double Paid(ReserveSale sale, int step) => sale.PricePerMwHour[step] < 0 ? sale.CapacityMw[step] : sale.HeldMw[step];
    }

    private static bool TradedAgain(DayOutcome day) => day.Streams.GetValueOrDefault(StreamName.RealTime) != 0;

    private static double[] Asked(DayOutcome day) => TradedAgain(day) ? day.SetpointMw : day.PositionMw;

    private static double PriceOfDeviation(DayOutcome day, int step)
    {
        var shortage = Known(day.RealTimePricePerMwh, step);
        var surplus = day.RealTimeSurplusPricePerMwh.Length > 0 ? Known(day.RealTimeSurplusPricePerMwh, step) : shortage;
        var deviation = (decimal)(day.MeteredMw[step] - day.PositionMw[step]);
        return (double)(DeviationPrice.Of(deviation, Known(day.DayAheadPricePerMwh, step), shortage, surplus, TradedAgain(day)) ?? 0);
    }

    private static double PriceOfImbalance(DayOutcome day, int step) => day.Deviation == DeviationRule.IndianNormalRate
        ? (double)(IndianDeviationRate.Of(
            (decimal)(day.MeteredMw[step] - Asked(day)[step]), Known(day.DayAheadPricePerMwh, step), Known(day.RealTimePricePerMwh, step)) ?? 0)
        : PriceOfDeviation(day, step);

    private static decimal? Known(double[] prices, int step) => prices.Length == 0 ? null : SettlementMoney.Known(prices[step]);

    private static decimal[] Exact(DayOutcome day, Func<int, double> money) =>
        [.. Enumerable.Range(0, day.Grid.Count).Select(step => Rounded(money(step)))];

    private static decimal[] Shared(DayOutcome day, decimal booked, Func<int, double> weight)
    {
        double[] weights = [.. Enumerable.Range(0, day.Grid.Count).Select(weight)];
        var sum = weights.Sum();
        return sum > 0 ? [.. weights.Select(one => Rounded((double)booked * one / sum))] : new decimal[weights.Length];
    }

    private static decimal Rounded(double money) => double.IsFinite(money) ? decimal.Round((decimal)money, Digits) : 0;

    private static void PutRounding(decimal[] steps, decimal booked)
    {
        var rest = booked - steps.Sum();
        var largest = Array.IndexOf(steps, steps.MaxBy(Math.Abs));
        if (steps[largest] != 0 && Math.Abs(rest) <= CentRounding)
            steps[largest] += rest;
    }
}
