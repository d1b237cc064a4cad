using Bess.Backtesting.Experiments;
using Bess.Backtesting.Running;
using Bess.Backtesting.Tests.Attribution;
using Bess.Domain;

namespace Bess.Backtesting.Tests.Experiments;

public sealed class ValueOfCoordinationTests
{
    private const int Days = 60;

    [Fact]
    public void Of_BatteriesThatTakeTurns_EarnWhatTheirSharesLose()
    {
        // A battery earns 10 a MW that it may use; each day one of the two is needed.
        BacktestRequest[] members = [HandMade.Request(days: Days, powerMw: 3), HandMade.Request(days: Days, powerMw: 1)];
        var alone = new FakeRuns(Days, (request, day) => 10m * (decimal)Power(request) * (day % 2 == (request.Strategy == "second" ? 1 : 0) ? 1 : 0));
        members[1] = members[1] with { Strategy = "second" };

        var value = ValueOfCoordination.Of(members, 2, (all, limit) => Together(all, limit, alone), alone.Run).Value;

        Assert.Equal([1.5, 0.5], value.SharesMw);
        Assert.Equal((30 * 15m) + (30 * 5m), value.AloneNet);
        Assert.Equal((30 * 20m) + (30 * 10m), value.TogetherNet);
        Assert.Equal(300m, value.Value);
        Assert.Equal(300 * 365 / 60.0 / 2, value.Difference.DifferencePerMwYear, 9);
        Assert.Equal(Bess.Backtesting.Attribution.Verdict.Better, value.Difference.Verdict);
    }

    [Fact]
    public void Of_OneBattery_HasNoValue()
    {
        var runs = new FakeRuns(Days, (request, _) => (decimal)Power(request));
        BacktestRequest[] members = [HandMade.Request(days: Days, powerMw: 3)];

        var value = ValueOfCoordination.Of(members, 2, (all, limit) => Together(all, limit, runs), runs.Run).Value;

        Assert.Equal(0m, value.Value);
    }

    [Fact]
    public void WithLimit_ShareAboveTheBattery_LeavesItAsItIs()
    {
        var request = HandMade.Request();

        Assert.Equal(request, ValueOfCoordination.WithLimit(request, 5));
        Assert.Equal(0.5, ValueOfCoordination.WithLimit(request, 0.5).Plant.Battery.ChargeLimit.Mw);
    }

    [Fact]
    public void Of_RunsOfOtherDaysOrMissing_AreRefused()
    {
        BacktestRequest[] members = [HandMade.Request(days: Days), HandMade.Request(days: Days)];
        var runs = new FakeRuns(Days, (_, _) => 1m);
        var shorter = new FakeRuns(Days - 1, (_, _) => 1m);

        var missing = ValueOfCoordination.Of(members, 2, (all, _) => All([runs.Run(all[0])]), runs.Run);
        var cut = ValueOfCoordination.Of(members, 2, (all, _) => All([runs.Run(all[0]), shorter.Run(all[1])]), runs.Run);
        var failed = ValueOfCoordination.Of(
            members, 2, (all, limit) => Together(all, limit, runs), _ => Validated<BacktestOutcome>.FromFault(new Fault("", "days", "data", "none")));

        Assert.Equal(("together", "2 outcomes", "1"), (missing.Faults[0].Field, missing.Faults[0].Expected, missing.Faults[0].Actual));
        Assert.Equal("together[1].days", Assert.Single(cut.Faults).Field);
        Assert.Equal(["alone[0].days", "alone[1].days"], failed.Faults.Select(fault => fault.Field));
    }

    private static double Power(BacktestRequest request) => request.Plant.Battery.DischargeLimit.Mw;

    private static Validated<IReadOnlyList<BacktestOutcome>> Together(IReadOnlyList<BacktestRequest> all, double limitMw, FakeRuns runs) =>
        All([.. all.Select(one => runs.Run(ValueOfCoordination.WithLimit(one, limitMw)))]);

    private static Validated<IReadOnlyList<BacktestOutcome>> All(IReadOnlyList<Validated<BacktestOutcome>> outcomes) =>
        Validated<IReadOnlyList<BacktestOutcome>>.FromValue([.. outcomes.Select(outcome => outcome.Value)]);
}
