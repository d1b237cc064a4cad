using System.Text.Json;
using Bess.Backtesting.Attribution;
using Bess.Backtesting.Markets;
using Bess.Backtesting.Plant;
using Bess.Backtesting.Running;
using Bess.Domain.Reserve;
using Bess.Domain.Series;

namespace Bess.Backtesting.Tests.Attribution;

public sealed class BacktestSummaryTests
{
    [Fact]
    public void Of_ThreeDays_HasItsClosedForms()
    {
        var summary = BacktestSummary.Of(HandMade.Outcome([60m, -20m, 50m], [100m, 50m, 30m])).Value;

        Assert.Equal(90m, summary.Net);
        Assert.Equal(90 * 365 / 3.0 / 2, summary.NetPerMwYear, 9);
        Assert.Equal(180 * 365 / 3.0 / 2, summary.CeilingPerMwYear, 9);
        Assert.Equal(0.5, summary.Capture, 12);
        Assert.True(double.IsNaN(summary.CaptureLow));
        Assert.True(double.IsNaN(summary.CaptureHigh));
        Assert.Contains("at least 28 days", summary.CaptureNote, StringComparison.Ordinal);
        Assert.Equal(-20m, summary.WorstDay);
        Assert.Equal(new DateOnly(2025, 1, 2), summary.WorstDayDate);
        Assert.Equal(20m, summary.MaxDrawdown);
        Assert.Equal(20, summary.ValueAtRisk);
        Assert.Equal(20, summary.ConditionalValueAtRisk, 12);
        Assert.Equal((HandMade.First, HandMade.First.AddDays(2), 3), (summary.From, summary.To, summary.Days));
        Assert.Equal(("DE_LU", "EUR", "by hand"), (summary.Zone, summary.Currency, summary.CeilingRules));
    }

    [Fact]
    public void Of_LeapYear_IsDividedByItsOwnDays()
    {
        var first = new DateOnly(2024, 1, 1);
        var days = Enumerable.Range(0, 366).Select(i => HandMade.Day(first.AddDays(i), new Dictionary<string, decimal> { [StreamName.DayAhead] = 10m })).ToArray();

        var summary = BacktestSummary.Of(HandMade.Outcome(days)).Value;

        Assert.Equal(10 * 365 / 2.0, summary.NetPerMwYear, 9);
        Assert.Equal(0.1, summary.CaptureLow, 12);
        Assert.Equal(0.1, summary.CaptureHigh, 12);
        Assert.Empty(summary.CaptureNote);
    }

    [Fact]
    public void Of_Streams_SumToTheNetToTheCent()
    {
        var random = new Random(2);
        var days = Enumerable.Range(0, 200).Select(i => HandMade.Day(HandMade.First.AddDays(i), new Dictionary<string, decimal>
        {
            [StreamName.DayAhead] = random.Next(-9999, 99999) / 100m,
            [StreamName.Wear] = -random.Next(0, 9999) / 100m,
            [StreamName.Reserve(i % 2 == 0 ? "FCR-N" : "FCR-D up")] = random.Next(-999, 99999) / 100m,
        })).ToArray();

        var summary = BacktestSummary.Of(HandMade.Outcome(days)).Value;

        Assert.Equal(4, summary.Streams.Count);
        Assert.Equal(summary.Net, summary.Streams.Sum(stream => stream.Total));
        Assert.Equal(summary.NetPerMwYear, summary.Streams.Sum(stream => stream.PerMwYear), 6);
        Assert.Equal(summary.Streams.OrderByDescending(stream => stream.Total), summary.Streams);
    }

    [Fact]
    public void Of_Cycles_CountEnergyAtTheCell()
    {
        var day = HandMade.Day(HandMade.First, new Dictionary<string, decimal>());
        (day.MeteredMw[3], day.MeteredMw[4], day.MeteredMw[18], day.MeteredMw[19]) = (-2, -1.5, 1.5, 0.5);

        var summary = BacktestSummary.Of(HandMade.Outcome([day])).Value;

        Assert.Equal(2, summary.DischargedMwh, 12);
        Assert.Equal(3.5, summary.ChargedMwh, 12);
        Assert.Equal(5.5, summary.ThroughputMwh, 12);
        Assert.Equal(2 / 0.8 / 3.2, summary.CyclesPerDay, 12);
        Assert.Equal(2 / 0.8 / 4, summary.NameplateCyclesPerDay, 12);
    }

    [Fact]
    public void Of_RealityIsWorseAndReserveIsActivated_CellsGiveMore()
    {
        var request = HandMade.Request();
        request = request with
        {
            Reality = new PlantSettings { EfficiencyFactor = 0.9, AuxiliaryShare = 0.01 },
            Market = request.Market with { Reserves = [new ReserveMarket(ReserveProducts.FcrN with { ActivatedUpPerSoldMw = 0.2 }, new SeriesId("SE3", "fcr_n_eur_per_mw_h"))] },
        };
        var day = HandMade.Day(HandMade.First, new Dictionary<string, decimal>());
        day.MeteredMw[18] = 1;
        day = day with { Reserves = [new ReserveSale(ReserveProducts.FcrN.Name, [.. Enumerable.Repeat(0.5, 24)], new double[24])] };

        var summary = BacktestSummary.Of(HandMade.Outcome([day], null, request)).Value;

        Assert.Equal((1 + (24 * 0.5 * 0.2)) * 1.01 / (0.8 * 0.9) / 3.2, summary.CyclesPerDay, 12);
        Assert.Equal(1, summary.DischargedMwh, 12);
    }

    [Fact]
    public void Of_StreamsDoNotAddUp_IsRefused()
    {
        var good = HandMade.Outcome([5m, 6m]);
        var summary = BacktestSummary.Of(good with { Days = [good.Days[0], good.Days[1] with { Net = 6.01m }] });

        var fault = Assert.Single(summary.Faults);
        Assert.Equal("days[1].streams", fault.Field);
        Assert.Equal("a sum of 6.01 on 2025-01-02", fault.Expected);
        Assert.Equal("6", fault.Actual);
    }

    [Fact]
    public void Of_NoDaysOrDaysTwiceOrAnotherCeiling_IsRefused()
    {
        var good = HandMade.Outcome([5m, 6m]);

        Assert.Contains(BacktestSummary.Of(HandMade.Outcome(Array.Empty<decimal>())).Faults, fault => fault.Field == "days");
        Assert.Contains(BacktestSummary.Of(good with { Days = [good.Days[0], good.Days[0]] }).Faults, fault => fault.Field == "days[1].day");
        Assert.Contains(BacktestSummary.Of(HandMade.Outcome([5m, 6m], [1m])).Faults, fault => fault.Field == "ceiling.netByDay");
    }

    [Fact]
    public void Of_CeilingIsNotAboveZero_SaysWhy()
    {
        var summary = BacktestSummary.Of(HandMade.Outcome([0m, 0m], [0m, 0m])).Value;

        Assert.True(double.IsNaN(summary.Capture));
        Assert.Contains("not above zero", summary.CaptureNote, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_NetAboveTheCeiling_SaysSo()
    {
        var summary = BacktestSummary.Of(HandMade.Outcome([.. Enumerable.Repeat(101m, 30)])).Value;

        Assert.Equal(1.01, summary.Capture, 12);
        Assert.Contains("above its ceiling", summary.CaptureNote, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_CaptureInterval_HoldsTheCapture()
    {
        var random = new Random(8);
        var ceiling = Enumerable.Range(0, 365).Select(_ => (decimal)random.Next(50, 300)).ToArray();

        var summary = BacktestSummary.Of(HandMade.Outcome([.. ceiling.Select(most => most * random.Next(40, 100) / 100m)], ceiling)).Value;

        Assert.InRange(summary.Capture, summary.CaptureLow, summary.CaptureHigh);
        Assert.InRange(summary.CaptureHigh - summary.CaptureLow, 0.01, 0.1);
        Assert.Equal(0.95, summary.CaptureLevel);
    }

    [Fact]
    public void Of_Rules_AreCountedByDay()
    {
        var days = HandMade.Outcome([1m, 2m, 3m]).Days.ToArray();
        days[0] = days[0] with { Rules = ["missing price", "missing price"] };
        days[2] = days[2] with { Rules = ["short day", "missing price"] };

        var summary = BacktestSummary.Of(HandMade.Outcome(days)).Value;

        Assert.Equal([new RuleCount("missing price", 2), new RuleCount("short day", 1)], summary.Rules);
    }

    [Fact]
    public void Of_RulesThatDifferInNumbersOnly_AreOneRule()
    {
        var days = HandMade.Outcome([1m, 2m, 3m]).Days.ToArray();
        days[0] = days[0] with { Rules = ["reduced by 0.25 MWh in 3 of 24 steps", "D1 fallback of 2025-01-02"] };
        days[1] = days[1] with { Rules = ["reduced by 1 MWh in 12 of 96 steps"] };

        var rules = BacktestSummary.Of(HandMade.Outcome(days)).Value.Rules;

        Assert.Equal([new RuleCount("reduced by … MWh in … of … steps", 2), new RuleCount("D1 fallback of 2025-01-02", 1)], rules);
    }

    [Theory]
    [InlineData("netPerMwYear")]
    [InlineData("ceilingPerMwYear")]
    [InlineData("capture")]
    [InlineData("captureLow")]
    [InlineData("captureHigh")]
    [InlineData("worstDay")]
    [InlineData("maxDrawdown")]
    [InlineData("sharpe")]
    [InlineData("cyclesPerDay")]
    [InlineData("streams")]
    public void Properties_InCamelCase_AreTheNamesOfTheCommandLine(string name) =>
        Assert.Contains(typeof(BacktestSummary).GetProperties(), property => JsonNamingPolicy.CamelCase.ConvertName(property.Name) == name);

    [Fact]
    public void Of_Expectation_HasBiasAndCorrelation()
    {
        var days = HandMade.Outcome([10m, 20m, 30m, 40m]).Days.Select(day => day with { ExpectedNet = (2 * (double)day.Net) + 1 }).ToArray();
        days[3] = days[3] with { ExpectedNet = double.NaN };

        var fit = BacktestSummary.Of(HandMade.Outcome(days)).Value.Expectation;

        Assert.Equal(3, fit.Days);
        Assert.Equal(21, fit.Bias, 12);
        Assert.Equal(21, fit.MeanAbsoluteError, 12);
        Assert.Equal(1, fit.Correlation, 12);
        Assert.Equal(0, BacktestSummary.Of(HandMade.Outcome([1m])).Value.Expectation.Days);
    }
}
