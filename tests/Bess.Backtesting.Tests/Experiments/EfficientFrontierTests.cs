using Bess.Backtesting.Experiments;
using Bess.Backtesting.Running;
using Bess.Backtesting.Strategies;
using Bess.Backtesting.Tests.Attribution;
using Bess.Domain;
using Bess.Domain.Assets;

namespace Bess.Backtesting.Tests.Experiments;

public sealed class EfficientFrontierTests
{
    [Fact]
    public void Of_DefaultWeights_RunsEachWithTheTailShareKept()
    {
        var request = HandMade.Request(days: 40) with { Settings = new StrategySettings { Risk = new RiskPreference(7, 0.1) } };

        // More weight: less mean, less loss on the one bad day in twenty.
        var runs = new FakeRuns(40, (one, day) => (decimal)(day % 20 == 0 ? -100 + (100 * one.Settings.Risk.Lambda) : 50 - (10 * one.Settings.Risk.Lambda)));
        var points = EfficientFrontier.Of(request, runs.Run).Value;

        Assert.Equal([0, 0.01, 0.05, 0.1, 0.3, 0.5], points.Select(point => point.Lambda));
        Assert.All(runs.Asked, one => Assert.Equal(0.1, one.Settings.Risk.TailShare));
        Assert.All(points, point => Assert.False(point.IsDominated));
        Assert.Equal(100, points[0].TailLoss, 9);
        Assert.Equal(50, points[^1].TailLoss, 9);
        Assert.Equal(((19 * 50) - 100) / 20.0, points[0].MeanNet, 9);
        Assert.Equal(points[0].MeanNet * 365 / 2, points[0].NetPerMwYear, 6);
        Assert.Null(points[0].AgainstFirst);
        Assert.All(points.Skip(1), point => Assert.Equal(point.NetPerMwYear - points[0].NetPerMwYear, point.AgainstFirst!.DifferencePerMwYear, 6));
        Assert.All(points.Skip(1), point => Assert.Equal((point.TailLoss - points[0].TailLoss) / 2, point.AgainstFirst!.TailLossDifferencePerMw, 6));
    }

    [Fact]
    public void Marked_PointsBelowAnother_AreDominated()
    {
        FrontierPoint[] points =
        [
            new(0, 10, 0, 5, false), new(0.1, 9, 0, 4, false), new(0.2, 9, 0, 4.5, false), new(0.3, 8, 0, 4, true), new(0.4, 9, 0, 4, false),
        ];

        var marks = EfficientFrontier.Marked(points).Select(point => point.IsDominated);

        Assert.Equal([false, false, true, true, false], marks);
    }

    [Fact]
    public void Of_ARunFails_TellsAtWhichWeight()
    {
        var faults = EfficientFrontier.Of(
            HandMade.Request(), one => Validated<BacktestOutcome>.FromFault(new Fault("", "days", "data", "none")), [0, 0.5]).Faults;

        Assert.Equal(["lambda[0].days", "lambda[0.5].days"], faults.Select(fault => fault.Field));
    }
}
