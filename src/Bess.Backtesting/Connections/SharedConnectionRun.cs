using System.Globalization;
using Bess.Backtesting.Plant;
using Bess.Backtesting.Running;
using Bess.Backtesting.Strategies;
using Bess.Domain;

namespace Bess.Backtesting.Connections;

/// <summary>Runs the days of several batteries in step: one decision for all at the gate, one connection at each step.</summary>
internal sealed class SharedConnectionRun(BacktestRequest first, IReadOnlyList<BacktestRun> lanes, IReadOnlyList<Ledger.LedgerBook> ledgers, SharedDesk desk, double limitMw)
{
    private const double ToleranceMw = 1e-6;
    private const int Rounds = 20;

    /// <summary>Runs all days.</summary>
    /// <returns>Null, or that the limit of the connection could not be kept.</returns>
    public Fault? Run(IProgress<BacktestProgress>? progress, CancellationToken cancellationToken)
    {
        foreach (var lane in lanes)
            lane.Begin();
        PlantState[] states = [.. lanes.Select(lane => lane.Initial)];
        var plans = Decide(first.From, [.. states.Select(state => state.EnergyMwh)]);
        var days = first.To.DayNumber - first.From.DayNumber + 1;
        var net = 0m;
        for (var (day, done) = (first.From, 1); day <= first.To; (day, done) = (day.AddDays(1), done + 1))
        {
            cancellationToken.ThrowIfCancellationRequested();
            DayRunner[] runners = [.. lanes.Select((lane, i) => lane.Start(plans[i], states[i].AtMidnight()))];
            var (next, fault) = RunSteps(plans, runners, day);
            if (fault is not null)
                return fault;
            net += runners.Select((runner, i) => runner.Close(ledgers[i])).Sum();
            states = [.. runners.Select(runner => runner.State)];
            plans = next ?? plans;
            progress?.Report(new BacktestProgress(day, done, days, net));
        }

        return null;
    }

    private (DayPlan[]? Next, Fault? Fault) RunSteps(DayPlan[] plans, DayRunner[] runners, DateOnly day)
    {
        var tomorrow = day.AddDays(1);
        var gate = tomorrow <= first.To ? lanes[0].GateStep(plans[0], tomorrow) : -1;
        DayPlan[]? next = null;
        for (var t = 0; t < plans[0].Grid.Count; t++)
        {
            if (t == gate)
                next = Decide(tomorrow, [.. lanes.Select((lane, i) => lane.ExpectedMidnightMwh(plans[i], runners[i].State, gate))]);
            if (Step(runners, day, t) is { } fault)
                return (null, fault);
        }

        return (next, null);
    }

    private DayPlan[] Decide(DateOnly day, double[] expectedStartMwh)
    {
        DayContext[] contexts = [.. lanes.Select((lane, i) => lane.ContextOf(day, expectedStartMwh[i]))];
        var decisions = desk.Decide(contexts);
        return [.. lanes.Select((lane, i) => lane.Accept(contexts[i], decisions[i]))];
    }

    // A plant that falls short of a charge leaves another's discharge above the limit: then those on the side that is too much give way.
    private Fault? Step(DayRunner[] runners, DateOnly day, int t)
    {
        double[] wanted = [.. runners.Select(runner => runner.WishMw(t))];
        double[] given = [.. wanted];
        for (var round = 0; ; round++)
        {
            double[] metered = [.. runners.Select((runner, i) => runner.MeteredMw(t, given[i]))];
            var sum = metered.Sum();
            if (Math.Abs(sum) <= limitMw + ToleranceMw)
                break;
            if (round == Rounds)
                return Fault($"together: power of step {t} of {day:yyyy-MM-dd}, MW", $"at most {limitMw} at the connection", $"{sum} (a ramp limit may leave no other)");
            var side = metered.Where(power => power * sum > 0).Sum();
            var share = Math.Clamp(((Math.Sign(sum) * limitMw) - (sum - side)) / side, 0, 1);
            for (var i = 0; i < given.Length; i++)
                given[i] = metered[i] * sum > 0 ? metered[i] * share : given[i];
        }

        for (var i = 0; i < runners.Length; i++)
            runners[i].Step(t, given[i], isCut: Math.Abs(given[i] - wanted[i]) > ToleranceMw);
        return null;
    }

    private static Fault Fault(FormattableString field, FormattableString expected, FormattableString actual) => new(
        "", field.ToString(CultureInfo.InvariantCulture), expected.ToString(CultureInfo.InvariantCulture), actual.ToString(CultureInfo.InvariantCulture));
}
