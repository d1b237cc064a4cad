using Bess.Backtesting.Markets;
using Bess.Backtesting.Plant;
using Bess.Backtesting.Running;
using Bess.Backtesting.Strategies;
using static Bess.Backtesting.Tests.Running.TestMarkets;

namespace Bess.Backtesting.Tests.Running;

public sealed class BacktesterTests
{
    private static readonly DateOnly Monday = new(2025, 6, 2);

    [Fact]
    public void Run_HandComputedDay_SettlesToTheCent()
    {
        // Charges 0.5 MW at 10 in hour 1, discharges 0.4 MW at 110 in hour 2; wear 1 a MWh, fee 0.2 a MWh.
        var prices = new double[24];
        (prices[1], prices[2]) = (10, 110);
        var market = Of(Day(Monday, Hour, prices), fees: new MarketFees(0.2));

        var outcome = Run(Request(market, Monday, Monday, Battery(wearPerMwh: 1)), _ => TestStrategies.Fixed(0, -0.5, 0.4));

        var day = Assert.Single(outcome.Days);
        Assert.Equal(-5m + 44m, day.Streams[StreamName.DayAhead]);
        Assert.Equal(-0.9m, day.Streams[StreamName.Wear]);
        Assert.Equal(-0.18m, day.Streams[StreamName.Fees]);
        Assert.Equal(37.92m, day.Net);
        Assert.Equal(1 + (0.5 * 0.9), day.EnergyMwh[1], 12);
        Assert.Equal(1 + (0.5 * 0.9) - (0.4 / 0.9), day.EnergyMwh[2], 12);
        Assert.True(outcome.Ceiling.Net >= day.Net);
    }

    [Fact]
    public void Run_RealPlant_ShortfallIsImbalanceThatNeverGains()
    {
        var market = Synthetic(Monday, Monday.AddDays(20), 3);

        var outcome = Run(Request(market, Monday, Monday.AddDays(20), reality: new PlantSettings()), _ => TestStrategies.Yesterday());

        foreach (var day in outcome.Days)
        {
            Assert.Equal(day.Net, day.Streams.Values.Sum());
            var atSpot = day.MeteredMw.Zip(day.DayAheadPricePerMwh, (power, price) => power * price).Sum() * day.Grid.StepHours;
            Assert.True((double)(day.Streams[StreamName.DayAhead] + day.Streams[StreamName.Imbalance]) <= atSpot + 0.02);
        }

        Assert.Contains(outcome.Days, day => day.Streams[StreamName.Imbalance] < 0);
    }

    [Theory]
    [InlineData(2025, 3, 30, 23)]
    [InlineData(2025, 10, 26, 25)]
    public void Run_ClockChangeDay_HasItsHours(int year, int month, int day, int hours)
    {
        var date = new DateOnly(year, month, day);
        var market = Synthetic(date.AddDays(-1), date.AddDays(1), 5);

        var outcome = Run(Request(market, date.AddDays(-1), date.AddDays(1)), _ => TestStrategies.Yesterday());

        Assert.Equal([24, hours, 24], outcome.Days.Select(one => one.Grid.Count));
        Assert.Equal(outcome.Days[0].Grid.End, outcome.Days[1].Grid.Start);
        Assert.Equal(outcome.Days[0].EnergyMwh[^1], outcome.Days[1].StartEnergyMwh);
    }

    [Fact]
    public void Run_StepChangesFromHourToQuarter_RunsThrough()
    {
        var market = Of(Prices(Monday.AddDays(-1), Monday.AddDays(1), 1, Hour).Concat(Prices(Monday.AddDays(2), Monday.AddDays(3), 1, Quarter)));

        var outcome = Run(Request(market, Monday, Monday.AddDays(3)), _ => TestStrategies.PerfectDay());

        Assert.Equal([24, 24, 96, 96], outcome.Days.Select(day => day.Grid.Count));
        Assert.True(outcome.Net > 0);
        Assert.True(outcome.Net <= outcome.Ceiling.Net);
    }

    [Fact]
    public void Run_PriceHoursMissing_SellsNothingThereAndSaysSo()
    {
        var prices = Enumerable.Repeat(50.0, 24).ToArray();
        (prices[3], prices[4]) = (double.NaN, double.NaN);
        var market = Of(Day(Monday, Hour, prices));

        var outcome = Run(Request(market, Monday, Monday), _ => TestStrategies.Fixed(0, 0, 0.1, 0.1, 0.1, 0.1));

        var day = outcome.Days[0];
        Assert.Equal([0.1, 0, 0, 0.1], day.PositionMw[2..6]);
        Assert.Equal([0.0, 0], day.MeteredMw[3..5]);
        Assert.Contains(day.Rules, rule => rule.Contains("day-ahead price missing in 2 of 24", StringComparison.Ordinal));
        Assert.Equal(10m, day.Streams[StreamName.DayAhead]);
    }

    [Fact]
    public void Run_ExtremePrices_AreSettledAsTheyCome()
    {
        var prices = Enumerable.Repeat(50.0, 24).ToArray();
        (prices[2], prices[20]) = (-500, 5500);
        var market = Of(Day(Monday, Hour, prices));

        var outcome = Run(Request(market, Monday, Monday, reality: new PlantSettings()), _ => TestStrategies.PerfectDay());

        Assert.True(outcome.Net > 5000);
        Assert.True(outcome.Net <= outcome.Ceiling.Net);
    }

    [Fact]
    public void Run_PositionNotDeliverable_IsReducedAndSaid()
    {
        var market = Of(Day(Monday, Hour, [.. Enumerable.Repeat(50.0, 24)]));

        var outcome = Run(Request(market, Monday, Monday), _ => TestStrategies.Fixed(1, 1, 1));

        var day = outcome.Days[0];
        Assert.Equal(0.8 * 0.9, day.PositionMw.Sum(), 9);
        Assert.Contains(day.Rules, rule => rule.StartsWith("plan refused by the audit", StringComparison.Ordinal));
        Assert.Contains(day.Rules, rule => rule.StartsWith("position not deliverable: reduced by 2.28 MWh", StringComparison.Ordinal));
        Assert.Equal(day.PositionMw, day.MeteredMw);
    }

    [Fact]
    public void Run_StartsBelowItsFloor_IsLedBackAndRunsThrough()
    {
        var market = Synthetic(Monday, Monday.AddDays(6), 8, hasRealTime: true);

        var outcome = Run(Request(market, Monday, Monday.AddDays(6), Battery(initialMwh: 0.05), new PlantSettings()), _ => TestStrategies.PerfectDay());

        Assert.True(outcome.Days[0].EnergyMwh[^1] >= 0.2 - 1e-9);
        Assert.True(outcome.Net > 0 && outcome.Net <= outcome.Ceiling.Net);
    }

    [Fact]
    public void Run_DecisionOfTomorrow_IsMadeAtTheGateWithTheEnergyExpectedAtMidnight()
    {
        var market = Of(Prices(Monday, Monday.AddDays(1), 1, Hour));
        var seen = new List<(DateTimeOffset At, double Energy)>();

        // Today charges 0.2 MW at 06:00 and discharges 0.3 MW at 18:00, after the gate.
        DayDecision Decide(DayContext context)
        {
            seen.Add((context.Known.Instant, context.Plant.InitialEnergyMwh));
            var powers = new double[24];
            (powers[6], powers[18]) = (-0.2, 0.3);
            return new DayDecision { PositionMw = powers };
        }

        Run(Request(market, Monday, Monday.AddDays(1), reality: new PlantSettings { EfficiencyFactor = 0.995, AuxiliaryShare = 0.002, TrackingError = 0 }), _ => new FunctionStrategy(Decide));

        var real = 1 + (0.2 * 0.9 * 0.995 * 0.998);
        Assert.Equal(new DateTimeOffset(2025, 6, 2, 10, 0, 0, TimeSpan.Zero), seen[1].At);
        Assert.Equal(real - (0.3 / 0.9), seen[1].Energy, 12);
    }

    [Fact]
    public void Run_Redispatch_TradesTheDifferenceAtTheRealTimePrice()
    {
        var market = Of(
            Day(Monday, Hour, [.. Enumerable.Repeat(50.0, 24)]),
            Day(Monday, Hour, [.. Enumerable.Repeat(80.0, 24)]).Select(one => one with { KnownAt = one.End }), new MarketFees(0, 1, 0.5));
        var strategy = new FunctionStrategy(context => new DayDecision { PositionMw = new double[24] }, context => context.Step == 7 ? 0.5 : 0);

        var outcome = Run(Request(market, Monday, Monday), _ => strategy);

        Assert.Equal(40, outcome.Days[0].Streams[StreamName.RealTime]);
        Assert.Equal(-0.75m, outcome.Days[0].Streams[StreamName.Fees]);
        Assert.Equal(39.25m, outcome.Net);
    }

    [Fact]
    public void Run_StrategyThrows_IsNotSwallowed() => Assert.Throws<TimeZoneNotFoundException>(() => Run(
        Request(Synthetic(Monday, Monday, 1), Monday, Monday), _ => new FunctionStrategy(_ => throw new TimeZoneNotFoundException())));

    [Fact]
    public void Run_BadRequest_NamesTheFields()
    {
        var request = Request(Synthetic(Monday, Monday, 1), Monday, Monday.AddDays(-1), Battery() with { InitialEnergyMwh = 5 }) with { Reality = new PlantSettings { EfficiencyFactor = 1.2 } };

        var faults = Backtester.Run(request, Parts(_ => TestStrategies.Idle)).Faults;

        Assert.Equal(["to", "plant.initialEnergyMwh", "reality.efficiencyFactor"], faults.Select(fault => fault.Field));
    }
}
