using Bess.Backtesting.Markets;
using Bess.Backtesting.Strategies;
using Bess.Domain.Series;

namespace Bess.Backtesting.Tests.StrategyRuns;

/// <summary>A second price that has always been apart from the first, and by shortage and surplus: no position leans on it.</summary>
public sealed class SpreadTests
{
    private static readonly SeriesId Surplus = new("SE3", "imbalance_surplus_eur_per_mwh");

    [Theory]
    [InlineData(40, 40)]
    [InlineData(-40, -40)]
    [InlineData(40, -40)]
    [InlineData(200, 0)]
    public void Decide_SecondPriceApartByUsualDifference_PromisesNoMoreThanFirstPriceAlone(double shortage, double surplus)
    {
        var (_, none) = Decided(0, 0);
        var (context, decision) = Decided(shortage, surplus);

        // Other paths are kept of those drawn, so not to the cent; a bet on 40 a MWh would promise half as much again.
        Assert.InRange(decision.ExpectedNet, 0.8 * none.ExpectedNet, 1.05 * none.ExpectedNet);
        Assert.Equal(context.Grid.Count, decision.PositionMw.Length);
    }

    [Fact]
    public void Dispatch_SurplusPaidFarLess_FollowsThePosition()
    {
        var (context, decision) = Decided(40, -40);
        var strategy = StrategyCatalog.Create("two-stage", context.Settings).Value;
        var market = Market(40, -40);
        var prices = market.AsOf(DateTimeOffset.MaxValue).Read(market.DayAhead, context.Grid);
        for (var step = 0; step < context.Grid.Count; step++)
        {
            var asked = strategy.Dispatch(new StepContext
            {
                Day = context,
                Decision = decision,
                DayAheadPricePerMwh = prices,
                Step = step,
                Known = market.AsOf(context.Grid.StartOf(step)),
                EnergyMwh = step == 0 ? 1 : decision.PlannedEnergyMwh![step - 1],
            });
            Assert.Equal(decision.PositionMw[step], asked, 1e-9);
        }
    }

    private static (DayContext Context, DayDecision Decision) Decided(double shortage, double surplus)
    {
        var market = Market(shortage, surplus);
        var strategy = StrategyCatalog.Create("two-stage", new StrategySettings()).Value;
        var context = SyntheticMarket.Context(market, StrategyPlanTests.Date("2025-03-12"), strategy);
        return (context, strategy.Decide(context));
    }

    private static BacktestMarket Market(double shortage, double surplus)
    {
        var market = SyntheticMarket.Of(hasReserve: false);
        var first = market.Series[market.DayAhead];
        var series = new Dictionary<SeriesId, ObservedSeries>(market.Series)
        {
            [SyntheticMarket.RealTime] = Apart(SyntheticMarket.RealTime, first, shortage),
            [Surplus] = Apart(Surplus, first, surplus),
        };
        return market with { Series = series, RealTimeSurplus = shortage > surplus ? Surplus : null };
    }

    private static ObservedSeries Apart(SeriesId id, ObservedSeries first, double difference) =>
        new(id, first.Observations.ToArray().Select(one => one with { Value = one.Value + difference, KnownAt = one.Start + one.Step }), first.Provenance);
}
