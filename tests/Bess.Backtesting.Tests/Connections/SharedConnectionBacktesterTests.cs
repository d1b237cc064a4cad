using Bess.Backtesting.Connections;
using Bess.Backtesting.Experiments;
using Bess.Backtesting.Knowledge;
using Bess.Backtesting.Running;
using Bess.Backtesting.Strategies;
using Bess.Backtesting.Tests.StrategyRuns;
using Bess.Domain;
using Bess.Domain.Assets;
using Bess.Scheduling.Plants;

namespace Bess.Backtesting.Tests.Connections;

/// <summary>Batteries of different shapes behind one connection, over the change to quarter hours and a clock change.</summary>
public sealed class SharedConnectionBacktesterTests
{
    private const double LimitMw = 1.5;

    [Theory]
    [InlineData("rolling")]
    [InlineData("deterministic")]
    [InlineData("perfect")]
    public void Run_TwoBatteries_KeepTheLimitInEveryMeteredStepAndLeakNothing(string strategy)
    {
        var members = Members(strategy, new DateOnly(2025, 9, 29), new DateOnly(2025, 10, 2));

        var outcomes = Together(members, LimitMw).Value;

        Assert.Equal(2, outcomes.Count);
        for (var d = 0; d < 4; d++)
        {
            var days = outcomes.Select(outcome => outcome.Days[d]).ToArray();
            Assert.Equal(days[0].Grid, days[1].Grid);
            Assert.All(Enumerable.Range(0, days[0].Grid.Count), t => Assert.InRange(days.Sum(day => day.MeteredMw[t]), -LimitMw - 1e-5, LimitMw + 1e-5));
        }

        Assert.All(outcomes, outcome => Assert.Equal(strategy != "perfect", outcome.Leakage.IsClean));
        Assert.All(outcomes, outcome => Assert.Empty(outcome.Leakage.LeakingDays));
        Assert.All(outcomes, outcome => Assert.True(outcome.Net <= outcome.Ceiling.Net, $"{outcome.Net} of {outcome.Ceiling.Net}"));
        Assert.Contains(outcomes, outcome => outcome.Days.Any(day => day.DischargedMwh > 0.1));
    }

    [Fact]
    public void Of_PerfectForesight_CoordinationIsWorthSomething()
    {
        var members = Members("perfect", new DateOnly(2025, 4, 1), new DateOnly(2025, 4, 14));

        var value = ValueOfCoordination.Of(members, LimitMw, Together, Alone).Value;

        Assert.True(value.Value > 0, $"{value.TogetherNet} against {value.AloneNet}");
    }

    [Fact]
    public void Of_LimitThatNeverBinds_IsWorthNothingMuch()
    {
        var members = Members("rolling", new DateOnly(2025, 4, 1), new DateOnly(2025, 4, 7));

        var value = ValueOfCoordination.Of(members, 100, Together, Alone).Value;

        Assert.InRange((double)value.Value, -0.005 * (double)value.AloneNet, 0.005 * (double)value.AloneNet);
    }

    [Fact]
    public void Run_OtherStrategyOrRealTime_IsRefused()
    {
        var (from, to) = (new DateOnly(2025, 4, 1), new DateOnly(2025, 4, 2));
        var others = Members("naive", from, to);
        var realTime = Members("rolling", from, to, hasRealTime: true);

        Assert.Equal("strategy", Assert.Single(Together(others, LimitMw).Faults).Field);
        Assert.Contains(Together(realTime, LimitMw).Faults, fault => fault.Field == "market.realTime");
        Assert.Contains(Together([], LimitMw).Faults, fault => fault.Field == "members");
    }

    private static BacktestRequest[] Members(string strategy, DateOnly from, DateOnly to, bool hasRealTime = false)
    {
        var market = SyntheticMarket.Of(hasRealTime, hasReserve: false);
        var settings = new StrategySettings { SellsReserve = false };
        return [.. new[] { Plant(1, 4), Plant(2, 2) }.Select(plant => new BacktestRequest
        {
            Market = market, Plant = plant, From = from, To = to, Strategy = strategy, Settings = settings,
        })];
    }

    private static Validated<IReadOnlyList<BacktestOutcome>> Together(IReadOnlyList<BacktestRequest> members, double limitMw) =>
        SharedConnectionBacktester.Run(members, limitMw, members.Count == 0 ? _ => throw new InvalidOperationException() : Source(members[0]).Of);

    private static Validated<BacktestOutcome> Alone(BacktestRequest request) =>
        Backtester.Run(request, BacktestParts.Of(request, StrategyCatalog.Create, Source(request).Of));

    private static ForecastSource Source(BacktestRequest request) => new(
        request.From, request.To, new ForecastBookOptions { Needs = StrategyCatalog.NeedsOf(request.Strategy, request.Settings), UsesModel = false });

    private static StoragePlant Plant(double powerMw, double capacityMwh) => new()
    {
        Battery = new Battery(new BatterySpecification
        {
            Id = FormattableString.Invariant($"b-{powerMw}-{capacityMwh}"),
            EnergyCapacityMwh = capacityMwh,
            ChargeLimitMw = powerMw,
            DischargeLimitMw = powerMw,
            ChargeEfficiency = 0.95,
            DischargeEfficiency = 0.94,
            MinimumEnergyMwh = 0,
            MaximumEnergyMwh = capacityMwh,
            DegradationCostPerMwh = 2,
        }),
        InitialEnergyMwh = capacityMwh / 2,
    };
}
