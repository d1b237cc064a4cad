using Bess.Backtesting.Attribution;
using Bess.Backtesting.Running;
using Bess.Domain;

namespace Bess.Backtesting.Experiments;

/// <summary>What knowing more would have been worth on the days of a run, and what planning with scenarios was worth.</summary>
/// <remarks>
/// The definitions of Birge and Louveaux 2011 (Introduction to stochastic programming, chapter 4), realised in place of expected: the
/// expectation over scenarios is the mean over the days that came. Realised values may be negative where forecasts mislead.
/// </remarks>
public sealed record ValueOfInformation
{
    /// <summary>Realised EVPI: perfect foresight − planning over scenarios.</summary>
    public required DifferenceReport PerfectInformation { get; init; }

    /// <summary>Realised VSS: planning over scenarios − planning on one forecast.</summary>
    public required DifferenceReport StochasticSolution { get; init; }

    /// <summary>Runs the three strategies on the same days.</summary>
    /// <param name="request">The run; its strategy is replaced.</param>
    /// <param name="run">Runs a backtest.</param>
    /// <param name="bootstrap">How intervals are drawn; null for the defaults.</param>
    /// <returns>Both values, or the faults of the first run that failed.</returns>
    public static Validated<ValueOfInformation> Of(
        BacktestRequest request, Func<BacktestRequest, Validated<BacktestOutcome>> run, BootstrapSettings? bootstrap = null)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(run);
        return Money("two-stage").Bind(scenarios => Money("perfect").Bind(perfect => Money("deterministic").Bind(forecast =>
            DifferenceReport.Of(perfect, scenarios, bootstrap).Bind(information =>
                DifferenceReport.Of(scenarios, forecast, bootstrap).Map(solution =>
                    new ValueOfInformation { PerfectInformation = information, StochasticSolution = solution })))));

        Validated<RunMoney> Money(string strategy) => run(request with { Strategy = strategy }).Map(RunMoney.Of);
    }
}
