using Bess.Backtesting.Attribution;
using Bess.Backtesting.Running;

namespace Bess.Backtesting.Tests.Attribution;

public sealed class TailDriversTests
{
    [Fact]
    public void Of_EveningOfTheWorstDay_IsTheLargestCell()
    {
        // Twenty days earn 100 at 18:00; on one of them the evening costs 500 in imbalance.
        var days = Enumerable.Range(0, 20).Select(i => Traded(HandMade.First.AddDays(i), i == 7 ? -500m : 0m)).ToArray();

        var drivers = TailDrivers.Of(HandMade.Outcome(days)).Value;

        Assert.Equal([HandMade.First.AddDays(7)], drivers.WorstDays);
        Assert.Equal(-400m, drivers.NetOfWorstDays);
        Assert.Equal((19, StreamName.Imbalance), (drivers.Cells[0].Hour, drivers.Cells[0].Stream));
        Assert.Equal(-500m, drivers.Cells[0].OnWorstDays);
        Assert.Equal(500 - 25, drivers.Cells[0].ShortfallPerDay, 9);
        Assert.Equal((null, StreamName.Imbalance), (drivers.ByStream[0].Hour, drivers.ByStream[0].Stream));
        Assert.Equal(19, drivers.ByHour[0].Hour);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Of_AnyRun_TheTableSumsToTheLoss(int seed)
    {
        var outcome = HandMade.Outcome(RandomDays(120, seed));

        var drivers = TailDrivers.Of(outcome).Value;

        Assert.Equal(6, drivers.WorstDays.Count);
        Assert.Equal(outcome.Days.OrderBy(day => day.Net).Take(6).Sum(day => day.Net), drivers.NetOfWorstDays);
        Assert.Equal(drivers.NetOfWorstDays, drivers.Cells.Sum(cell => cell.OnWorstDays));
        Assert.Equal(outcome.Net, drivers.Cells.Sum(cell => cell.OnAllDays));
        Assert.Equal(drivers.ShortfallPerDay, drivers.Cells.Sum(cell => cell.ShortfallPerDay), 6);
        Assert.Equal(drivers.NetOfWorstDays, drivers.Months.Sum(month => month.OnWorstDays));
        Assert.Equal((120, 6), (drivers.Months.Sum(month => month.Days), drivers.Months.Sum(month => month.WorstDays)));
        Assert.Equal(drivers.NetOfWorstDays, drivers.ByHour.Sum(cell => cell.OnWorstDays));
        Assert.Equal(drivers.NetOfWorstDays, drivers.ByStream.Sum(cell => cell.OnWorstDays));
    }

    [Fact]
    public void ByHour_PricedStreams_FallWhereTheyWereEarned()
    {
        var day = Traded(HandMade.First, 0);

        var parts = StepMoney.ByHour(day, HandMade.Clock);

        Assert.Equal([(18, StreamName.DayAhead, 100m)], parts.Select(part => (part.Hour!.Value, part.Stream, part.Money)));
    }

    [Fact]
    public void ByHour_BookedMoreThanThePriceSays_TheRestFallsOnNoHour()
    {
        var day = Traded(HandMade.First, 0);
        day = day with { Streams = new Dictionary<string, decimal> { [StreamName.DayAhead] = 130m, ["other"] = 5m }, Net = 135m };

        var parts = StepMoney.ByHour(day, HandMade.Clock);

        Assert.Contains((18, StreamName.DayAhead, 100m), parts);
        Assert.Contains((null, StreamName.DayAhead, 30m), parts);
        Assert.Contains((null, "other", 5m), parts);
    }

    [Fact]
    public void ByHour_DayThatTradedAgain_SettlesAgainstTheSetPoint()
    {
        var day = HandMade.Day(HandMade.First, new Dictionary<string, decimal> { [StreamName.RealTime] = 7m, [StreamName.Imbalance] = -4m });
        (day.SetpointMw[5], day.MeteredMw[5], day.SetpointMw[6], day.MeteredMw[6]) = (1, 0.5, 1, 1);
        day = day with { RealTimePricePerMwh = new double[24] };
        (day.RealTimePricePerMwh[5], day.RealTimePricePerMwh[6]) = (8, -1);

        var parts = StepMoney.ByHour(day, HandMade.Clock);

        Assert.Equal([(5, StreamName.RealTime, 8m), (6, StreamName.RealTime, -1m), (5, StreamName.Imbalance, -4m)], parts);
    }

    [Fact]
    public void ByHour_ShortageAndSurplusHaveTwoPrices_EachFallsAtItsOwn()
    {
        var day = HandMade.Day(HandMade.First, new Dictionary<string, decimal> { [StreamName.RealTime] = -70m });
        (day.SetpointMw[5], day.MeteredMw[5], day.SetpointMw[6], day.MeteredMw[6]) = (1, 1, -1, -1);
        day = day with
        {
            RealTimePricePerMwh = [.. Enumerable.Repeat(100.0, 24)],
            RealTimeSurplusPricePerMwh = [.. Enumerable.Repeat(30.0, 24)],
        };

        var parts = StepMoney.ByHour(day, HandMade.Clock);

        Assert.Equal([(5, StreamName.RealTime, 30m), (6, StreamName.RealTime, -100m)], parts);
    }

    [Fact]
    public void ByHour_NotTradedAgain_IsImbalanceAtTheWorsePrice()
    {
        // Set-points that the plant cut are no trade: the whole deviation from the position is imbalance.
        var day = HandMade.Day(HandMade.First, new Dictionary<string, decimal> { [StreamName.RealTime] = 0m, [StreamName.Imbalance] = -90m });
        (day.PositionMw[5], day.SetpointMw[5], day.MeteredMw[5], day.DayAheadPricePerMwh[5]) = (1, 0.5, 0.1, 60);
        day = day with { RealTimePricePerMwh = [.. Enumerable.Repeat(100.0, 24)] };

        Assert.Equal([(5, StreamName.Imbalance, -90m)], StepMoney.ByHour(day, HandMade.Clock));
    }

    [Fact]
    public void ByHour_ReserveThatWasNotHeld_IsPaidForWhatWas()
    {
        var day = HandMade.Day(HandMade.First, new Dictionary<string, decimal> { [StreamName.Reserve("FCR-N")] = 5m });
        var (sold, held, price) = (new double[24], new double[24], new double[24]);
        (sold[3], held[3], price[3], sold[4], held[4], price[4]) = (1, 0.5, 20, 1, 0.5, -5);
        day = day with { Reserves = [new ReserveSale("FCR-N", sold, price) { HeldMw = held }] };

        var parts = StepMoney.ByHour(day, HandMade.Clock);

        Assert.Equal([(3, 10m), (4, -5m)], parts.Select(part => (part.Hour!.Value, part.Money)));
    }

    [Fact]
    public void ByHour_DayOf25Hours_PutsBothHoursInOneRow()
    {
        var day = HandMade.Day(new DateOnly(2025, 10, 26), new Dictionary<string, decimal> { [StreamName.Wear] = -10m });
        (day.MeteredMw[2], day.MeteredMw[3], day.MeteredMw[24]) = (1, 1, 2);

        var parts = StepMoney.ByHour(day, HandMade.Clock);

        Assert.Equal(25, day.Grid.Count);
        Assert.Equal([(2, -5m), (23, -5m)], parts.Select(part => (part.Hour!.Value, part.Money)));
    }

    [Fact]
    public void ByHour_PriceMissing_LeavesTheMoneyOnNoHour()
    {
        var day = Traded(HandMade.First, 0);
        day.DayAheadPricePerMwh[18] = double.NaN;

        Assert.Equal([(null, StreamName.DayAhead, 100m)], StepMoney.ByHour(day, HandMade.Clock));
    }

    [Fact]
    public void Of_DaysInOneMonthOnly_CountsMonthsInOrder()
    {
        var outcome = HandMade.Outcome([.. Enumerable.Range(0, 59).Select(i => i < 31 ? 10m + i : -5m - i)]);

        var months = TailDrivers.Of(outcome).Value.Months;

        Assert.Equal([(1, 31, 0), (2, 28, 3)], months.Select(month => (month.Month.Month, month.Days, month.WorstDays)));
    }

    /// <summary>One MW sold at 18:00 for 100, and an imbalance at 19:00.</summary>
    private static DayOutcome Traded(DateOnly date, decimal imbalance)
    {
        var streams = new Dictionary<string, decimal> { [StreamName.DayAhead] = 100m };
        if (imbalance != 0)
            streams[StreamName.Imbalance] = imbalance;
        var day = HandMade.Day(date, streams);
        (day.PositionMw[18], day.SetpointMw[18], day.MeteredMw[18], day.DayAheadPricePerMwh[18]) = (1, 1, 1, 100);
        (day.MeteredMw[19], day.DayAheadPricePerMwh[19]) = imbalance == 0 ? (0, 0) : (-1, (double)-imbalance);
        return day;
    }

    private static DayOutcome[] RandomDays(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(One)];

        DayOutcome One(int i)
        {
            var day = HandMade.Day(HandMade.First.AddDays(i), new Dictionary<string, decimal>());
            double dayAhead = 0, realTime = 0, reserve = 0;
            var prices = new double[day.Grid.Count];
            var (capacity, capacityPrice) = (new double[day.Grid.Count], new double[day.Grid.Count]);
            for (var t = 0; t < day.Grid.Count; t++)
            {
                (day.DayAheadPricePerMwh[t], prices[t]) = ((random.NextDouble() * 200) - 50, (random.NextDouble() * 300) - 80);
                (day.PositionMw[t], day.SetpointMw[t]) = ((random.NextDouble() * 4) - 2, (random.NextDouble() * 4) - 2);
                day.MeteredMw[t] = day.SetpointMw[t] * 0.99;
                (capacity[t], capacityPrice[t]) = (random.NextDouble(), random.NextDouble() * 30);
                dayAhead += day.DayAheadPricePerMwh[t] * day.PositionMw[t];
                realTime += prices[t] * (day.SetpointMw[t] - day.PositionMw[t]);
                reserve += capacity[t] * capacityPrice[t];
            }

            var streams = new Dictionary<string, decimal>
            {
                [StreamName.DayAhead] = Cents(dayAhead),
                [StreamName.RealTime] = Cents(realTime),
                [StreamName.Imbalance] = Cents(-random.NextDouble() * 30),
                [StreamName.Fees] = -1.27m,
                [StreamName.Wear] = -3.33m,
                [StreamName.Activation] = 0.77m,
                [StreamName.Reserve("FCR-N")] = Cents(reserve),
            };
            return day with
            {
                RealTimePricePerMwh = prices,
                Reserves = [new ReserveSale("FCR-N", capacity, capacityPrice)],
                Streams = streams,
                Net = streams.Values.Sum(),
            };
        }
    }

    private static decimal Cents(double money) => decimal.Round((decimal)money, 2);
}
