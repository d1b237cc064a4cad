using Bess.Backtesting.Attribution;
using Bess.Backtesting.Running;

namespace Bess.Backtesting.Tests.Attribution;

public sealed class DifferenceReportTests
{
    [Fact]
    public void Of_ThreeDays_HasItsClosedForms()
    {
        var report = DifferenceReport.Of(HandMade.Outcome([10m, 20m, 30m]), HandMade.Outcome([4m, 20m, 33m])).Value;

        Assert.Equal(3, report.Days);
        Assert.Equal(60 * 365 / 3.0 / 2, report.APerMwYear, 9);
        Assert.Equal(3 * 365 / 3.0 / 2, report.DifferencePerMwYear, 9);
        Assert.Equal(1 / 3.0, report.ShareOfBetterDays, 12);
        Assert.Equal(1 / 3.0, report.ShareOfEqualDays, 12);
        Assert.Equal((4 - 10) / 2.0, report.TailLossDifferencePerMw, 12);
        Assert.Equal(Verdict.NoDifferenceShown, report.Verdict);
        Assert.Contains("at least 28 days", report.Interval.Note, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_SmallSteadyGainInAWildMarket_IsShown()
    {
        // Paired: the market moves by hundreds, the gain is two a day and steady.
        var market = HandMade.Nets(365, 3);
        var random = new Random(4);
        var with = HandMade.Outcome([.. market.Select(net => net + 2 + (random.Next(-200, 201) / 100m))]);
        var without = HandMade.Outcome(market);

        var report = DifferenceReport.Of(with, without).Value;

        Assert.Equal(Verdict.Better, report.Verdict);
        Assert.InRange(2 * 365 / 2.0, report.Interval.Low, report.Interval.High);
        Assert.Equal(Verdict.Worse, DifferenceReport.Of(without, with).Value.Verdict);
    }

    [Fact]
    public void Of_OrderTurned_TurnsTheSign()
    {
        var (one, other) = (HandMade.Outcome(HandMade.Nets(120, 1)), HandMade.Outcome(HandMade.Nets(120, 2)));

        var (forth, back) = (DifferenceReport.Of(one, other).Value, DifferenceReport.Of(other, one).Value);

        Assert.Equal(forth.DifferencePerMwYear, -back.DifferencePerMwYear, 9);
        Assert.Equal(forth.Interval.Low, -back.Interval.High, 6);
        Assert.Equal(forth.TailLossInterval.Low, -back.TailLossInterval.High, 6);
        Assert.Equal(1, forth.ShareOfBetterDays + back.ShareOfBetterDays + forth.ShareOfEqualDays, 12);
        Assert.Equal(Verdict.NoDifferenceShown, forth.Verdict);
    }

    [Fact]
    public void Of_Streams_SumToTheDifference()
    {
        var random = new Random(6);
        BacktestOutcome Run(string product) => HandMade.Outcome([.. Enumerable.Range(0, 60).Select(i => HandMade.Day(
            HandMade.First.AddDays(i), new Dictionary<string, decimal> { [StreamName.DayAhead] = random.Next(900) / 100m, [product] = random.Next(900) / 100m }))]);

        var report = DifferenceReport.Of(Run(StreamName.Wear), Run(StreamName.Reserve("FCR-N"))).Value;

        Assert.Equal(3, report.Streams.Count);
        Assert.Equal(report.DifferencePerMwYear, report.Streams.Sum(stream => stream.DifferencePerMwYear), 9);
        Assert.Equal(0, report.Streams.Single(stream => stream.Name == StreamName.Wear).BPerMwYear);
    }

    [Fact]
    public void Of_TheSameRun_IsEqual()
    {
        var outcome = HandMade.Outcome(HandMade.Nets(60, 1));

        var report = DifferenceReport.Of(outcome, outcome).Value;

        Assert.Equal(Verdict.Equal, report.Verdict);
        Assert.Equal(Verdict.Equal, report.TailVerdict);
        Assert.Equal(0, report.DifferencePerMwYear);
    }

    [Fact]
    public void Of_TailCut_IsShownInTheTailOnly()
    {
        // Every tenth day loses 1,000 without and 300 with; other days pay for it, so that the mean is the same.
        var without = HandMade.Outcome([.. Enumerable.Range(0, 360).Select(i => i % 10 == 0 ? -1000m : 200m)]);
        var with = HandMade.Outcome([.. Enumerable.Range(0, 360).Select(i => i % 10 == 0 ? -300m : 200m - (i % 2 == 0 ? 1.25m * 140 : 140m / 2))]);

        var report = DifferenceReport.Of(with, without).Value;

        Assert.Equal(Verdict.Better, report.TailVerdict);
        Assert.Equal(-350, report.TailLossDifferencePerMw, 9);
    }

    [Fact]
    public void Of_DaysMissingInOne_ArePairedByDate()
    {
        var all = HandMade.Outcome(HandMade.Nets(40, 1));
        var some = all with { Days = [.. all.Days.Where((_, i) => i != 3 && i != 17)], Ceiling = new Ceiling("", new decimal[38]) };

        var report = DifferenceReport.Of(all, some).Value;

        Assert.Equal((38, 2), (report.Days, report.UnpairedDays));
        Assert.Equal(Verdict.Equal, report.Verdict);
    }

    [Fact]
    public void Of_OtherBatterySize_IsComparedPerMw()
    {
        var nets = HandMade.Nets(40, 1);
        var twice = HandMade.Outcome([.. nets.Select(net => 2 * net)], null, HandMade.Request(days: 40, powerMw: 4));

        Assert.Equal(0, DifferenceReport.Of(twice, HandMade.Outcome(nets)).Value.DifferencePerMwYear, 9);
    }

    [Fact]
    public void Of_OtherZoneAndPeriod_IsRefusedWithBothNamed()
    {
        var one = HandMade.Outcome([1m, 2m]);
        var other = HandMade.Outcome([1m], null, HandMade.Request("NL", days: 1));

        var faults = DifferenceReport.Of(one, other).Faults;

        Assert.Equal(["zone", "period"], faults.Select(fault => fault.Field));
        Assert.Equal("NL", faults[0].Actual);
        Assert.Equal("2025-01-01 to 2025-01-02 as in the first run", faults[1].Expected);
        Assert.Equal("2025-01-01 to 2025-01-01", faults[1].Actual);
    }

    [Fact]
    public void Of_NoCommonDay_IsRefused()
    {
        var one = HandMade.Outcome([1m, 2m]);

        var faults = DifferenceReport.Of(one with { Days = [one.Days[0]] }, one with { Days = [one.Days[1]] }).Faults;

        Assert.Equal("at least one common day", Assert.Single(faults).Expected);
    }
}
