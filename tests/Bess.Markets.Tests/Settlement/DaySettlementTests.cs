using Bess.Markets.Settlement;

namespace Bess.Markets.Tests.Settlement;

public sealed class DaySettlementTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Fact]
    public void Of_TwoSteps_IsTheHandComputedStatement()
    {
        // Step 0 buys 1 MW at 20 and takes 0.98; step 1 sells 1 MW at 100, is asked for 0.8 and gives 0.75.
        var day = Day([-1, 1], [-1, 0.8], [-0.98, 0.75], [20, 100]) with { ShortagePerMwh = [30, 150] };
        var terms = new SettlementTerms
        {
            DayAheadFeePerMwh = 0.1m,
            RealTimeFeePerMwh = 0.5m,
            DeviationPerMwh = 1,
            ThroughputWearPerMwh = 2,
            DischargeWearPerMwh = 4,
            TradesRealTime = true,
        };

        var statement = DaySettlement.Of(day, terms);

        Assert.Equal(80, statement.DayAhead);
        Assert.Equal(-30, statement.RealTime);
        Assert.Equal((0.02m * 30) - (0.05m * 150), statement.Imbalance);
        Assert.Equal(-Math.Round((0.1m * 2) + (1.5m * (0.2m + 0.02m + 0.05m)), 2, MidpointRounding.ToEven), statement.Fees);
        Assert.Equal(-((2 * 1.73m) + (4 * 0.75m)), statement.Wear);
        Assert.Equal(statement.DayAhead + statement.RealTime + statement.Imbalance + statement.Fees + statement.Wear, statement.Net);
    }

    [Theory]
    [InlineData(1, 50, null, null, false, 0)]
    [InlineData(-1, 50, null, null, false, 50)]
    [InlineData(1, -50, null, null, false, -50)]
    [InlineData(-1, -50, null, null, false, 0)]
    [InlineData(1, 50, 90, 90, false, 50)]
    [InlineData(-1, 50, 90, 90, false, 90)]
    [InlineData(1, 50, 90, 90, true, 90)]
    [InlineData(1, 50, 90, 40, true, 40)]
    [InlineData(-1, 50, 90, 40, true, 90)]
    [InlineData(1, 50, 40, 90, true, 40)]
    [InlineData(1, null, 90, 90, true, 90)]
    public void DeviationPrice_ByRule_NeverGainsAgainstTheDayAheadPriceWithoutARealTimeMarket(
        int deviation, int? dayAhead, int? shortage, int? surplus, bool trades, int expected) =>
        Assert.Equal(expected, DeviationPrice.Of(deviation, dayAhead, shortage, surplus, trades));

    [Fact]
    public void PaidMw_OneStepOfABlockNotHeld_PaysTheLeastOfTheBlock()
    {
        var line = new ReserveLine
        {
            Product = "R",
            SoldMw = [1, 1, 1, 1],
            HeldMw = [1, 0.5, 1, 1],
            PricePerMwHour = [10, 10, 10, -10],
            Blocks = [0, 0, 1, 1],
        };

        Assert.Equal([0.5m, 0.5m, 1m, 1m], Enumerable.Range(0, 4).Select(line.PaidMw));
    }

    [Fact]
    public void Of_ReserveActivated_SettlesEnergyWearAndCapacity()
    {
        var line = new ReserveLine
        {
            Product = "FCR-N",
            SoldMw = [0.5],
            HeldMw = [0.5],
            PricePerMwHour = [30],
            Blocks = [0],
            ActivatedUpPerMw = 0.1m,
            ActivatedDownPerMw = 0.05m,
        };
        var day = Day([0], [0], [0], [80]) with { Reserves = [line] };

        var statement = DaySettlement.Of(day, new SettlementTerms { ThroughputWearPerMwh = 10 });

        Assert.Equal(15, statement.Capacity["FCR-N"]);
        Assert.Equal(0.5m * (0.1m - 0.05m) * 80, statement.Activation);
        Assert.Equal(-0.75m, statement.Wear);
    }

    [Theory]
    [InlineData(3000, 4000, 9000, 5333.3333)]
    [InlineData(6000, 4000, 5000, 6000)]
    [InlineData(3000, 7000, 5000, 7000)]
    public void IndianDeviationRate_IsTheHighestOfThree(double dayAhead, double realTime, double ancillary, double expected) =>
        Assert.Equal(expected, (double)IndianDeviationRate.Normal((decimal)dayAhead, (decimal)realTime, (decimal)ancillary), 3);

    [Theory]
    [InlineData(-1, 3000, 4000, 4000)]
    [InlineData(-1, 5000, 4000, 5000)]
    [InlineData(-1, 5000, null, 5000)]
    [InlineData(-1, null, 4000, 4000)]
    [InlineData(1, 3000, 4000, 0)]
    [InlineData(1, 3000, -50, -50)]
    [InlineData(1, null, null, null)]
    public void IndianDeviationRate_WithoutFrequency_ShortagePaysTheHigherAndSurplusGetsNothing(int deviation, int? dayAhead, int? realTime, int? expected) =>
        Assert.Equal(expected, IndianDeviationRate.Of(deviation, dayAhead, realTime));

    [Fact]
    public void Of_IndianDeviation_IsTheHandComputedStatement()
    {
        // Steps: takes 0.02 less than bought; sold back 0.2 in real time and gives 0.05 less than that; gives 0.02 too much.
        var day = Day([-1, 1, 1], [-1, 0.8, 1], [-0.98, 0.75, 1.02], [3000, 8000, 5000]) with { ShortagePerMwh = [4000, 7000, 6000] };
        var terms = new SettlementTerms { Deviation = DeviationRule.IndianNormalRate, TradesRealTime = true };

        var traded = DaySettlement.Of(day, terms);
        var untraded = DaySettlement.Of(day, terms with { TradesRealTime = false });

        Assert.Equal(10_000, traded.DayAhead);
        Assert.Equal(-0.2m * 7000, traded.RealTime);
        Assert.Equal(-0.05m * 8000, traded.Imbalance);
        Assert.Equal(0, untraded.RealTime);
        Assert.Equal(-0.25m * 8000, untraded.Imbalance);
    }

    private static SettlementDay Day(double[] position, double[] setpoint, double[] metered, double[] price) => new()
    {
        Step = Hour,
        PositionMw = position,
        SetpointMw = setpoint,
        MeteredMw = metered,
        DayAheadPerMwh = price,
    };
}
