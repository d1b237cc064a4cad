using Bess.Domain.Reserve;
using Bess.Domain.Time;
using Bess.Scheduling.Checking;
using Bess.Scheduling.Plants;
using Bess.Scheduling.Reserve;
using Bess.TestKit.Central;

namespace Bess.Scheduling.Tests.Markets;

/// <summary>Blocks follow the clock of their market: EFA blocks from 23:00 in London, continental ones from midnight in Berlin.</summary>
public sealed class ReserveBlockTests
{
    /// <summary>Hours of UTC at which a block starts on a day in winter, in summer, and on the days when clocks change.</summary>
    [Theory]
    [InlineData("GB", "2026-01-15", new[] { 3, 7, 11, 15, 19, 23 })]
    [InlineData("GB", "2026-07-15", new[] { 2, 6, 10, 14, 18, 22 })]
    [InlineData("GB", "2026-03-29", new[] { 2, 6, 10, 14, 18, 22 })]
    [InlineData("GB", "2026-10-25", new[] { 3, 7, 11, 15, 19, 23 })]
    [InlineData("CET", "2026-01-15", new[] { 3, 7, 11, 15, 19, 23 })]
    [InlineData("CET", "2026-07-15", new[] { 2, 6, 10, 14, 18, 22 })]
    [InlineData("CET", "2026-03-29", new[] { 2, 6, 10, 14, 18, 22 })]
    [InlineData("CET", "2026-10-25", new[] { 3, 7, 11, 15, 19, 23 })]
    public void BlockOf_DayOfTheYear_ChangesWhereTheMarketsDoes(string market, string date, int[] startsUtc)
    {
        var product = market == "GB" ? ReserveProducts.DcLow : ReserveProducts.AfrrUp;
        var midnight = new DateTimeOffset(DateOnly.Parse(date, System.Globalization.CultureInfo.InvariantCulture), TimeOnly.MinValue, TimeSpan.Zero);
        var found = Enumerable.Range(0, 24).Where(h => product.BlockOf(midnight.AddHours(h)) != product.BlockOf(midnight.AddHours(h - 0.25)));
        Assert.Equal(startsUtc, found);
    }

    /// <summary>The first EFA block of the spring day is three hours long, that of the autumn day five.</summary>
    [Theory]
    [InlineData("2026-03-28T23:00Z", 3)]
    [InlineData("2026-10-24T22:00Z", 5)]
    [InlineData("2026-06-10T22:00Z", 4)]
    public void BlockOf_FirstEfaBlock_IsAsLongAsTheClockSays(string start, int hours)
    {
        var first = DateTimeOffset.Parse(start, System.Globalization.CultureInfo.InvariantCulture);
        var length = Enumerable.Range(0, 12).TakeWhile(h => ReserveProducts.DrHigh.BlockOf(first.AddHours(h)) == ReserveProducts.DrHigh.BlockOf(first)).Count();
        Assert.Equal(hours, length);
    }

    [Fact]
    public void BlockOf_NoClock_CountsFromMidnightUtc()
    {
        var product = ReserveProducts.FcrN with { BlockHours = 4 };
        var midnight = new DateTimeOffset(2026, 7, 15, 0, 0, 0, TimeSpan.Zero);
        Assert.Equal(product.BlockOf(midnight), product.BlockOf(midnight.AddHours(3.75)));
        Assert.NotEqual(product.BlockOf(midnight), product.BlockOf(midnight.AddHours(4)));
    }

    [Theory]
    [InlineData(2026, 1, 14, 23)]
    [InlineData(2026, 3, 28, 23)]
    [InlineData(2026, 10, 24, 22)]
    public void Plan_EfaDay_ChangesAmountsAtEfaBlocksOnly(int year, int month, int day, int hour)
    {
        var start = new DateTimeOffset(year, month, day, hour, 0, 0, TimeSpan.Zero);
        var grid = MarketClock.GreatBritain.Day(DateOnly.FromDateTime(start.UtcDateTime.AddHours(3)), TimeSpan.FromMinutes(30));
        var efa = new TimeGrid(start, TimeSpan.FromMinutes(30), grid.Count);
        var request = British(efa);
        var plan = new MultiMarketPlanner().Plan(request);
        Assert.True(plan.HasPlan && plan.ReserveMw[0].Sum() > 0);
        Assert.Empty(PlanAudit.Check(PlanClaims.Of(plan, request)).Findings);
        Assert.Equal(6, Enumerable.Range(0, efa.Count).Select(t => ReserveProducts.DcLow.BlockOf(efa.StartOf(t))).Distinct().Count());
    }

    [Fact]
    public void Check_BlocksFromUtcMidnightInSummer_AreRefused()
    {
        var grid = new TimeGrid(new DateTimeOffset(2026, 7, 14, 22, 0, 0, TimeSpan.Zero), TimeSpan.FromHours(1), 24);
        double[] sold = [.. Enumerable.Range(0, 24).Select(t => (double)((((t + 22) / 4) % 2) + 1))];
        var claim = new PlanClaim
        {
            Battery = MarketInstances.Battery(20, 10, 1, 1, 0, 20),
            Grid = grid,
            InitialEnergyMwh = 10,
            PowerMw = new double[24],
            EnergyMwh = [.. Enumerable.Repeat(10.0, 24)],
            Reserves = [new ReserveClaim(ReserveProducts.DcLow, sold)],
        };
        Assert.All(PlanAudit.Check(claim).Findings, finding => Assert.Equal(AuditRule.Block, finding.Rule));
        Assert.True(PlanAudit.Check(claim).Breaks(AuditRule.Block));
        double[] byEfa = [.. Enumerable.Range(0, 24).Select(t => (double)(((t / 4) % 2) + 1))];
        Assert.Empty(PlanAudit.Check(claim with { Reserves = [new ReserveClaim(ReserveProducts.DcLow, byEfa)] }).Findings);
    }

    private static MultiMarketRequest British(TimeGrid grid)
    {
        var prices = RandomFleet.Scenarios(41, grid.Count, 1, 0.5).PricesPerMwh(0).ToArray();
        var random = new Random(42);
        return new MultiMarketRequest
        {
            Plant = new StoragePlant { Battery = MarketInstances.Battery(20, 10, 0.95, 0.95, 0, 20, 2), InitialEnergyMwh = 10, End = EndOfHorizon.Worth(45) },
            Venues =
            [
                new EnergyVenue
                {
                    Name = "day-ahead",
                    Prices = new Domain.Prices.ScenarioSet(
                        "test", Domain.Units.Currency.Gbp, grid, prices, [1.0], grid.Start, new Domain.Prices.Provenance("test", null, true)),
                },
            ],
            Reserves =
            [
                .. new[] { ReserveProducts.DcLow, ReserveProducts.DcHigh, ReserveProducts.DrLow }.Select(product => new ReserveOffer
                {
                    Product = product,
                    PricePerMwHour = [.. Enumerable.Range(0, grid.Count).Select(_ => 20 * random.NextDouble())],
                }),
            ],
        };
    }
}
