using Bess.Backtesting.Markets;
using Bess.Backtesting.Plant;
using Bess.Backtesting.Running;
using Bess.Domain.Reserve;
using Bess.Domain.Series;
using static Bess.Backtesting.Tests.Running.TestMarkets;

namespace Bess.Backtesting.Tests.Running;

public sealed class CeilingTests
{
    private static readonly DateOnly First = new(2025, 1, 1);

    [Theory]
    [InlineData(1, true)]
    [InlineData(1, false)]
    [InlineData(2, true)]
    [InlineData(2, false)]
    public void Net_PerfectForesightADayAtATime_IsBelowItsCeilingAndNearIt(int seed, bool isIdeal)
    {
        var last = First.AddDays(364);
        var market = Synthetic(First, last, seed, fees: new MarketFees(0.1));

        var outcome = Run(Request(market, First, last, Battery(wearPerMwh: 2), isIdeal ? PlantSettings.Ideal : new PlantSettings()), _ => TestStrategies.PerfectDay());

        var capture = (double)(outcome.Net / outcome.Ceiling.Net);
        Assert.InRange(capture, 0.9, 1);
        Assert.Equal(365, outcome.Ceiling.NetByDay.Count);
    }

    [Fact]
    public void Net_OneDayIdealPlant_IsTheOptimumToCents()
    {
        var market = Of(Day(First, Hour, [.. Enumerable.Range(0, 24).Select(hour => 50 + (40 * Math.Sin(hour)))]));

        // The end is free in the ceiling; the test strategy values it, so it is worth what is left: take an empty battery at 0 value.
        var ceiling = CeilingPlanner.Plan(Request(market, First, First), tradesRealTime: false, sellsReserve: false).Value;
        var outcome = Run(Request(market, First, First), _ => TestStrategies.PerfectDay());

        Assert.True(outcome.Net <= ceiling.Net);
        Assert.True(ceiling.Net > 100);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Net_WildRealTimeTrader_IsBelowTheCeilingOfTwoMarkets(int seed)
    {
        var last = First.AddDays(40);
        var market = Synthetic(First, last, seed, hasRealTime: true, fees: new MarketFees(0.1, 0.3, 0.2));
        var realTime = market.Series[RealTime];

        // Knows the coming real-time price: the strongest trader that a test can make.
        double Dispatch(Strategies.StepContext context) =>
            realTime.On(context.Day.Grid)[context.Step] > context.DayAheadPricePerMwh[context.Step] + 10 ? 1 : -1;

        var outcome = Run(Request(market, First, last, Battery(floorMwh: 0.3, initialMwh: seed == 3 ? 0.1 : 1), new PlantSettings { Seed = seed }), _ => TestStrategies.RealTimeTrader(Dispatch));

        Assert.True(outcome.Net <= outcome.Ceiling.Net, $"{outcome.Net} above {outcome.Ceiling.Net}");
        Assert.Contains("deliverable", outcome.Ceiling.Rules, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Net_WithReserve_IsBelowItsCeiling(bool isIdeal)
    {
        var last = First.AddDays(60);
        var market = WithReserve(Synthetic(First, last, 4), last);

        var outcome = Run(Request(market, First, last, Battery(wearPerMwh: 5), isIdeal ? PlantSettings.Ideal : new PlantSettings()), _ => TestStrategies.PerfectDay(sellsReserve: true));

        Assert.True(outcome.Net <= outcome.Ceiling.Net, $"{outcome.Net} above {outcome.Ceiling.Net}");
        Assert.InRange((double)(outcome.Net / outcome.Ceiling.Net), 0.85, 1);
        Assert.Contains(outcome.Days, day => day.Streams.GetValueOrDefault(StreamName.Reserve("FCR-N")) > 0);
        Assert.All(outcome.Days, day => Assert.Equal(day.Net, day.Streams.Values.Sum()));
    }

    private static BacktestMarket WithReserve(BacktestMarket market, DateOnly last)
    {
        var chance = new Random(7);
        var id = new SeriesId("DE_LU", "fcr_n_eur_per_mw_h");
        var values = market.Series[DayAhead].Observations.ToArray().Select(one => one with { Value = Math.Round(5 + (30 * chance.NextDouble()), 2) });
        return market with
        {
            Reserves = [new ReserveMarket(ReserveProducts.FcrN, id)],
            Series = new Dictionary<SeriesId, ObservedSeries>(market.Series) { [id] = new ObservedSeries(id, values, new Domain.Prices.Provenance("test", $"to {last}", true)) },
        };
    }
}
