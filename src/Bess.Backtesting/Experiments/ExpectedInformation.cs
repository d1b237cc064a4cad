using Bess.Backtesting.Running;
using Bess.Backtesting.Strategies;
using Bess.Domain;

namespace Bess.Backtesting.Experiments;

/// <summary>What a day's two-stage problem itself promises of knowing more: expected over its scenarios, before the day came.</summary>
/// <remarks>
/// The definitions of Birge and Louveaux 2011 (Introduction to stochastic programming, sections 4.1 and 4.2) on the problem that the
/// strategy solved: its kept scenarios, of the second price what will be foreseen of it, its hurdle and its value of energy at the end,
/// from the energy that was there at midnight. Both are ≥ 0 by definition. They say nothing of whether the scenarios were right;
/// <see cref="ValueOfInformation"/> does.
/// </remarks>
/// <param name="Day">The local day.</param>
/// <param name="Evpi">Expected value of perfect information, currency.</param>
/// <param name="Vss">Value of the stochastic solution, currency.</param>
public sealed record ExpectedInformation(DateOnly Day, double Evpi, double Vss)
{
    /// <summary>The values of the days of a run.</summary>
    /// <param name="scenarios">The run of <c>two-stage</c>.</param>
    /// <param name="forecasts">The forecasts it had.</param>
    /// <param name="progress">Told of days done, or null.</param>
    /// <param name="cancellationToken">Ends it between days.</param>
    /// <returns>One value a day that had a two-stage problem: none where there is no second price or too little was known of it. Or the fault of a day.</returns>
    /// <exception cref="OperationCanceledException">When cancelled.</exception>
    public static Validated<IReadOnlyList<ExpectedInformation>> Of(
        BacktestOutcome scenarios, Func<DateOnly, IDayForecasts> forecasts, IProgress<int>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(scenarios);
        ArgumentNullException.ThrowIfNull(forecasts);
        var request = scenarios.Request;
        var strategy = new TwoStageStrategy(request.Strategy, request.Settings.Risk);
        var desk = new DayDesk(request, request.Market, strategy, forecasts);
        var values = new List<ExpectedInformation>();
        for (var k = 0; k < scenarios.Days.Count; k++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var day = scenarios.Days[k];
            if (strategy.RequestOf(desk.Context(day.Day, day.Grid, day.StartEnergyMwh)) is { } problem)
            {
                var value = Knowledge.ValueOfInformation.Of(problem, cancellationToken);
                cancellationToken.ThrowIfCancellationRequested();
                if (!value.TryGet(out var expected))
                    return Validated<IReadOnlyList<ExpectedInformation>>.FromFaults([.. value.Faults.Select(fault => fault.Below($"{day.Day:yyyy-MM-dd}"))]);
                values.Add(new ExpectedInformation(day.Day, expected.Evpi, expected.Vss));
            }

            progress?.Report(k + 1);
        }

        return Validated<IReadOnlyList<ExpectedInformation>>.FromValue(values);
    }
}
