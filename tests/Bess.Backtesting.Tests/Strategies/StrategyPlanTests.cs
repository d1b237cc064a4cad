using Bess.Backtesting.Strategies;
using Bess.Scheduling.Checking;

namespace Bess.Backtesting.Tests.StrategyRuns;

/// <summary>Every strategy on every kind of day: plans that the referee accepts.</summary>
public sealed class StrategyPlanTests
{
    private static readonly string[] Days = ["2025-03-12", "2025-03-30", "2025-10-01", "2025-10-14", "2025-10-26"];

    public static TheoryData<string, string> NamesAndDays()
    {
        var data = new TheoryData<string, string>();
        foreach (var name in StrategyCatalog.Names.Keys)
        {
            foreach (var day in Days)
                data.Add(name, day);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(NamesAndDays))]
    public void Decide_AnyDay_PlanIsAccepted(string name, string day)
    {
        var market = SyntheticMarket.Of();
        var strategy = StrategyCatalog.Create(name, new StrategySettings()).Value;
        var context = SyntheticMarket.Context(market, Date(day), strategy);

        var decision = strategy.Decide(context);

        Assert.DoesNotContain(decision.Rules, rule => !rule.StartsWith("no trained forecast", StringComparison.Ordinal));
        Accept(context, decision);
    }

    [Theory]
    [InlineData("naive")]
    [InlineData("mean7")]
    [InlineData("deterministic")]
    [InlineData("two-stage")]
    [InlineData("multi-market")]
    [InlineData("perfect")]
    public void Decide_BatteryBelowItsFloor_PlanIsAccepted(string name)
    {
        var market = SyntheticMarket.Of();
        var strategy = StrategyCatalog.Create(name, new StrategySettings()).Value;
        var context = SyntheticMarket.Context(market, Date("2025-03-12"), strategy, plant: SyntheticMarket.Plant(startMwh: 0.05, minimumMwh: 0.4));

        var decision = strategy.Decide(context);

        Accept(context, decision);
        Assert.Contains(decision.PositionMw, power => power < -0.1);
    }

    [Theory]
    [InlineData("idle")]
    [InlineData("naive")]
    [InlineData("yesterday")]
    [InlineData("mean7")]
    public void Create_NameThatExists_NeedsNoForecast(string name) =>
        Assert.Equal(Knowledge.ForecastNeeds.None, StrategyCatalog.NeedsOf(name, new StrategySettings()));

    [Fact]
    public void Create_UnknownName_FaultListsNearestFirst()
    {
        var made = StrategyCatalog.Create("two-stages", new StrategySettings());

        var fault = Assert.Single(made.Faults);
        Assert.StartsWith("one of two-stage, ", fault.Expected, StringComparison.Ordinal);
        Assert.Equal("'two-stages'", fault.Actual);
    }

    [Fact]
    public void Decide_PerfectAgainstMean7_EarnsMore()
    {
        var market = SyntheticMarket.Of(hasRealTime: false, hasReserve: false);
        Assert.True(Earned("perfect") > Earned("mean7") && Earned("mean7") > 0);

        double Earned(string name)
        {
            var money = 0.0;
            for (var day = Date("2025-03-01"); day <= Date("2025-03-14"); day = day.AddDays(1))
            {
                var strategy = StrategyCatalog.Create(name, new StrategySettings()).Value;
                var context = SyntheticMarket.Context(market, day, strategy);
                var prices = market.AsOf(DateTimeOffset.MaxValue).Read(market.DayAhead, context.Grid);
                money += strategy.Decide(context).PositionMw.Zip(prices, (power, price) => power * price).Sum();
            }

            return money;
        }
    }

    internal static DateOnly Date(string text) => DateOnly.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    internal static void Accept(DayContext context, DayDecision decision)
    {
        Assert.Equal(context.Grid.Count, decision.PositionMw.Length);
        var energies = decision.PlannedEnergyMwh.Length > 0 ? decision.PlannedEnergyMwh : [.. decision.PositionMw.Select(_ => context.Plant.InitialEnergyMwh)];
        // What the perfect strategy plans in real time is not its position.
        var isPosition = !(context.Foresight is not null && context.Market.RealTime is not null && decision.ReserveMw.Length == 0);
        if (!isPosition)
            return;
        var verdict = PlanAudit.Check(new PlanClaim
        {
            Battery = context.Plant.Battery,
            Grid = context.Grid,
            InitialEnergyMwh = context.Plant.InitialEnergyMwh,
            PowerMw = decision.PositionMw,
            EnergyMwh = energies,
            Reserves = [.. decision.ReserveMw.Select((sold, k) => new ReserveClaim(context.Market.Reserves[k].Product, sold))],
        });
        Assert.True(verdict.IsAccepted, string.Join("; ", verdict.Findings));
    }
}
