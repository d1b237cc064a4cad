using Bess.Domain.Assets;
using Bess.Domain.Prices;
using Bess.Domain.Time;
using Bess.Domain.Units;
using Bess.Scheduling.Connection;
using Bess.Scheduling.Plants;
using Bess.Scheduling.Reserve;

namespace Bess.Scheduling.Tests.Markets;

public sealed class SharedConnectionPlannerTests
{
    private static readonly TimeGrid Day = new(new DateTimeOffset(2025, 3, 12, 23, 0, 0, TimeSpan.Zero), TimeSpan.FromHours(1), 24);

    [Fact]
    public void Plan_OneFullBatteryAndOneEmpty_TheLimitGoesToTheOneThatCanSell()
    {
        // One hour at 100: the share of each would be 1 MW, but only the full one has anything to sell.
        var grid = new TimeGrid(Day.Start, Day.Step, 1);
        var plan = new SharedConnectionPlanner().Plan(new SharedConnectionRequest
        {
            Plants = [Plant(2, 4, startMwh: 4), Plant(2, 4, startMwh: 0)],
            Grid = grid,
            PricePerMwh = [100],
            LimitMw = 2,
        });

        Assert.True(plan.HasPlan);
        Assert.Equal([2.0, 0.0], plan.PowerMw.Select(row => row[0]), (one, other) => Math.Abs(one - other) < 1e-5);
        Assert.Equal(-198, plan.Objective, 1e-3);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Plan_AnyPrices_KeepsTheLimitAndIsWorthNoLessThanShares(int seed)
    {
        var random = new Random(seed);
        double[] prices = [.. Enumerable.Range(0, Day.Count).Select(t => 60 + (60 * Math.Sin(t / 3.0)) + (50 * (random.NextDouble() - 0.7)))];
        StoragePlant[] plants = [Plant(1, 4, 1), Plant(2, 2, 0.5), Plant(0.5, 3, 2)];
        const double limitMw = 1.4;

        var together = Shared(plants, prices, limitMw);
        var sum = plants.Sum(plant => plant.Battery.DischargeLimit.Mw);
        var alone = plants.Sum(plant => Alone(plant, prices, limitMw * plant.Battery.DischargeLimit.Mw / sum));

        Assert.All(Enumerable.Range(0, Day.Count), t => Assert.InRange(together.PowerMw.Sum(row => row[t]), -limitMw - 1e-6, limitMw + 1e-6));
        Assert.True(together.Objective <= alone + 1e-4, $"{together.Objective} against {alone}");
    }

    [Fact]
    public void Plan_LimitThatNeverBinds_IsWorthWhatEachIsWorthAlone()
    {
        double[] prices = [.. Enumerable.Range(0, Day.Count).Select(t => 60 + (60 * Math.Sin(t / 3.0)))];
        StoragePlant[] plants = [Plant(1, 4, 1), Plant(2, 2, 0.5)];

        Assert.Equal(plants.Sum(plant => Alone(plant, prices, 10)), Shared(plants, prices, 10).Objective, 1e-3);
    }

    [Fact]
    public void Plan_NoLimit_IsMisuse() =>
        Assert.Equal("LimitMw", Assert.Throws<ArgumentOutOfRangeException>(() => Shared([Plant(1, 1, 0)], new double[Day.Count], 0)).ParamName);

    private static SharedConnectionPlan Shared(StoragePlant[] plants, double[] prices, double limitMw) =>
        new SharedConnectionPlanner().Plan(new SharedConnectionRequest { Plants = plants, Grid = Day, PricePerMwh = prices, FeePerMwh = 0.5, LimitMw = limitMw });

    private static double Alone(StoragePlant plant, double[] prices, double limitMw) => new MultiMarketPlanner().Plan(new MultiMarketRequest
    {
        Plant = Plant(Math.Min(limitMw, plant.Battery.DischargeLimit.Mw), plant.Battery.Capacity.Mwh, plant.InitialEnergyMwh),
        Venues = [new EnergyVenue
        {
            Name = "market",
            Prices = new ScenarioSet("sure", Currency.Eur, Day, prices, [1.0], Day.Start, new Provenance("test", null, true)),
            FeePerMwh = 0.5,
        }],
    }).Objective;

    private static StoragePlant Plant(double powerMw, double capacityMwh, double startMwh) => new()
    {
        Battery = new Battery(new BatterySpecification
        {
            Id = "b",
            EnergyCapacityMwh = capacityMwh,
            ChargeLimitMw = powerMw,
            DischargeLimitMw = powerMw,
            ChargeEfficiency = 0.95,
            DischargeEfficiency = 0.95,
            MinimumEnergyMwh = 0,
            MaximumEnergyMwh = capacityMwh,
            DegradationCostPerMwh = 1,
        }),
        InitialEnergyMwh = startMwh,
    };
}
