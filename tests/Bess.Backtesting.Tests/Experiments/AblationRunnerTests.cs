using Bess.Backtesting.Attribution;
using Bess.Backtesting.Experiments;
using Bess.Backtesting.Running;
using Bess.Backtesting.Strategies;
using Bess.Backtesting.Tests.Attribution;
using Bess.Domain;

namespace Bess.Backtesting.Tests.Experiments;

public sealed class AblationRunnerTests
{
    private const int Days = 365;

    [Fact]
    public void All_Nine_DifferInOneThingAndUseStrategiesThatExist()
    {
        var request = HandMade.Request();

        Assert.Equal(9, NordicExperiments.All.Select(experiment => experiment.Name).Distinct().Count());
        foreach (var experiment in NordicExperiments.All)
        {
            var (with, without) = (experiment.With(request), experiment.Without(request));
            Assert.NotEqual(with, without);
            Assert.Contains(with.Strategy, StrategyCatalog.Names.Keys);
            Assert.Contains(without.Strategy, StrategyCatalog.Names.Keys);
            Assert.Equal(1, Changes(with.Settings, without.Settings));
            Assert.Equal(with with { Strategy = "", Settings = request.Settings }, without with { Strategy = "", Settings = request.Settings });
        }
    }

    [Fact]
    public void Run_EffectsOfKnownSize_AreNamed()
    {
        var market = HandMade.Nets(Days, 1);
        var noise = HandMade.Nets(Days, 2);
        var runs = new FakeRuns(Days, (request, day) => market[day]
            + (request.Settings.SellsReserve ? 20m + (noise[day] / 10) : 0)
            - (request.Settings.PowerShare < 1 ? 15m + (noise[day] / 10) : 0)
            + (request.Settings.UsesRanks ? noise[day] - noise[(day + 1) % Days] : 0)
            + (request.Settings.Risk.Lambda > 0 && market[day] < -150m ? 60m : 0));

        var results = AblationRunner.Run(HandMade.Request(days: Days), runs.Run).ToDictionary(result => result.Experiment.Name);

        Assert.Equal("better", results["reserve-stacking"].InWords);
        Assert.Equal("worse", results["conservative-dispatch"].InWords);
        Assert.Equal("no difference shown", results["rank-forecasting"].InWords);
        Assert.Equal("no effect: every day is equal to the cent", results["quarter-hours"].InWords);
        Assert.Equal("better", results["cvar"].InWords);
        Assert.Equal(ExperimentMeasure.TailLoss, results["cvar"].Experiment.Measure);
        Assert.InRange(results["cvar"].Difference!.TailLossDifferencePerMw, -30, -20);
    }

    [Fact]
    public void Run_OneOfNine_IsHeldToTheIntervalOfNine()
    {
        var noise = HandMade.Nets(Days, 2);
        var only = NordicExperiments.All.Where(experiment => experiment.Name == "rank-forecasting").ToArray();
        AblationResult Judged(decimal effect, int? among) => AblationRunner.Run(
            HandMade.Request(days: Days), new FakeRuns(Days, (request, day) => request.Settings.UsesRanks ? Math.Round(effect, 2) + noise[day] : 0).Run, only, among: among)[0];
        var interval = Judged(0, null).Difference!.Interval;
        var halfWidth = (interval.High - interval.Low) / 2;

        // The interval at 95 % ends a little above zero; one held to nine experiments is about 1.4 times as wide.
        var effect = (decimal)((0.15 * halfWidth) - interval.Low) * (decimal)HandMade.PowerMw / 365;

        Assert.Equal(Verdict.Better, Judged(effect, null).Verdict);
        Assert.False(Judged(effect, 9).HoldsTogether);
        Assert.True(Judged(effect + (decimal)(halfWidth * HandMade.PowerMw / 365), 9).HoldsTogether);
    }

    [Fact]
    public void All_Horizon_ComparesOneDayWithTwo()
    {
        var horizon = NordicExperiments.All.Single(experiment => experiment.Name == "horizon-48h");

        Assert.Equal(("deterministic", "rolling"), (horizon.Without(HandMade.Request()).Strategy, horizon.With(HandMade.Request()).Strategy));
    }

    [Fact]
    public void Run_SidesThatAreTheSame_AreRunOnce()
    {
        var runs = new FakeRuns(30, (_, day) => day);

        AblationRunner.Run(HandMade.Request(days: 30), runs.Run);

        Assert.Equal(runs.Asked.Count, runs.Asked.Distinct().Count());
        Assert.Equal(15, runs.Asked.Count);
    }

    [Fact]
    public void Run_OneFails_TheOthersGoOn()
    {
        var runs = new FakeRuns(30, (_, day) => day);
        var results = AblationRunner.Run(HandMade.Request(days: 30), request => request.Strategy == "rolling"
            ? Validated<BacktestOutcome>.FromFault(new Fault("", "strategy", "a strategy", "rolling"))
            : runs.Run(request));

        var failed = Assert.Single(results, result => result.Verdict is null);
        Assert.Equal("horizon-48h", failed.Experiment.Name);
        Assert.Equal("not run: strategy: expected a strategy, was rolling", failed.InWords);
        Assert.Equal(9, results.Count);
    }

    [Fact]
    public void Run_TooFewDays_SaysWhy()
    {
        var runs = new FakeRuns(5, (request, day) => request.Settings.SellsReserve ? day + 1 : day);

        var result = AblationRunner.Run(HandMade.Request(days: 5), runs.Run)[0];

        Assert.Equal(Verdict.NoDifferenceShown, result.Verdict);
        Assert.Contains("at least 28 days", result.InWords, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_NothingButNoise_NineHoldTogetherSeldom()
    {
        var experiment = new Experiment("noise", "", ExperimentMeasure.Net, one => one, one => one with { Strategy = "other" });
        var (alone, together) = (0, 0);
        for (var seed = 0; seed < 40; seed++)
        {
            var (a, b) = (HandMade.Nets(Days, seed), HandMade.Nets(Days, 1000 + seed));
            var runs = new FakeRuns(Days, (request, day) => request.Strategy == "other" ? a[day] : b[day]);
            var results = AblationRunner.Run(
                HandMade.Request(days: Days), runs.Run, [.. Enumerable.Repeat(experiment, 9)], new BootstrapSettings { Draws = 100 });
            alone += results[0].Verdict != Verdict.NoDifferenceShown ? 1 : 0;
            together += results[0].Verdict != Verdict.NoDifferenceShown && results[0].HoldsTogether ? 1 : 0;
        }

        Assert.InRange(alone, 0, 7);
        Assert.InRange(together, 0, 2);
    }

    private static int Changes(StrategySettings with, StrategySettings without) =>
        typeof(StrategySettings).GetProperties().Count(property => !Equals(property.GetValue(with), property.GetValue(without)));
}
