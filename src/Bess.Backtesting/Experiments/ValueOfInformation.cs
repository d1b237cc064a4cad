using Bess.Backtesting.Attribution;
using Bess.Backtesting.Running;
using Bess.Domain;
using Bess.Domain.Assets;

namespace Bess.Backtesting.Experiments;

/// <summary>What knowing more would have been worth on the days of a run, and what planning with scenarios was worth.</summary>
/// <remarks>
/// The definitions of Birge and Louveaux 2011 (Introduction to stochastic programming, chapter 4), realised in place of expected: the
/// expectation over scenarios is the mean over the days that came. Realised values may be negative where forecasts mislead. Planning on
/// one forecast is planning on the mean of the same scenarios, with the same recourse in the day; none of the three sells reserve.
/// What the plans themselves expected is in <see cref="ExpectedInformation"/>.
/// </remarks>
public sealed record ValueOfInformation
{
    /// <summary>Realised EVPI: perfect foresight − planning over scenarios.</summary>
    public required DifferenceReport PerfectInformation { get; init; }

    /// <summary>Realised VSS: planning over scenarios − planning on their mean.</summary>
    public required DifferenceReport StochasticSolution { get; init; }

    /// <summary>Money of the run with perfect foresight.</summary>
    public required RunMoney Perfect { get; init; }

    /// <summary>The run that plans over scenarios.</summary>
    public required BacktestOutcome Scenarios { get; init; }

    /// <summary>Money of the run that plans on their mean.</summary>
    public required RunMoney Mean { get; init; }

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
        var neutral = request with { Settings = request.Settings with { SellsReserve = false, Risk = new RiskPreference(0, request.Settings.Risk.TailShare) } };
        return Run("two-stage").Bind(scenarios => Run("perfect").Map(RunMoney.Of).Bind(perfect => Run("mean-value").Map(RunMoney.Of).Bind(mean =>
            DifferenceReport.Of(perfect, RunMoney.Of(scenarios), bootstrap).Bind(information =>
                DifferenceReport.Of(RunMoney.Of(scenarios), mean, bootstrap).Map(solution => new ValueOfInformation
                {
                    PerfectInformation = information,
                    StochasticSolution = solution,
                    Perfect = perfect,
                    Scenarios = scenarios,
                    Mean = mean,
                })))));

        Validated<BacktestOutcome> Run(string strategy) => run(neutral with { Strategy = strategy });
    }
}
