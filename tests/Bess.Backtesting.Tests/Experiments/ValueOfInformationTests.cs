using Bess.Backtesting.Attribution;
using Bess.Backtesting.Experiments;
using Bess.Backtesting.Running;
using Bess.Backtesting.Tests.Attribution;
using Bess.Domain;

namespace Bess.Backtesting.Tests.Experiments;

public sealed class ValueOfInformationTests
{
    [Fact]
    public void Of_ThreeStrategies_AreDifferencesOfTheirNets()
    {
        var market = HandMade.Nets(56, 1);
        var runs = new FakeRuns(56, (request, day) => market[day] + (request.Strategy switch { "perfect" => 50m, "two-stage" => 30m, _ => 35m }));

        var value = ValueOfInformation.Of(HandMade.Request(days: 56), runs.Run).Value;

        Assert.Equal(20 * 365 / 2.0, value.PerfectInformation.DifferencePerMwYear, 6);
        Assert.Equal(-5 * 365 / 2.0, value.StochasticSolution.DifferencePerMwYear, 6);
        Assert.Equal((Verdict.Better, Verdict.Worse), (value.PerfectInformation.Verdict, value.StochasticSolution.Verdict));
    }

    [Fact]
    public void Of_ARunFails_GivesItsFaults()
    {
        var faults = ValueOfInformation.Of(
            HandMade.Request(), request => Validated<BacktestOutcome>.FromFault(new Fault("", "strategy", "another", request.Strategy))).Faults;

        Assert.Equal("two-stage", Assert.Single(faults).Actual);
    }
}
