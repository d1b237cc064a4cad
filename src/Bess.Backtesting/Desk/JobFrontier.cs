using Bess.Backtesting.Experiments;
using Bess.Backtesting.Running;
using Bess.Backtesting.Strategies;
using Bess.Domain;

namespace Bess.Backtesting.Desk;

/// <summary>The frontier beside a run: the same run with other weights of risk.</summary>
public static class JobFrontier
{
    /// <summary>Why there is no frontier of a strategy; null when there is one.</summary>
    /// <param name="strategy">Name in the catalogue.</param>
    public static Fault? Check(string strategy) => StrategyCatalog.WeighsRisk(strategy)
        ? null
        : new Fault("", "frontier", "a strategy that weighs risk: two-stage and its kin, cvar or multi-market", $"'{strategy}'");

    /// <summary>The request of a frontier. The strategy cvar puts a weight of its own in place of none; here none is one of the weights.</summary>
    /// <param name="request">The run.</param>
    public static BacktestRequest Neutral(BacktestRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request.Strategy == "cvar" ? request with { Strategy = "two-stage" } : request;
    }

    /// <summary>The points; the run itself is not made again.</summary>
    /// <param name="ran">The run.</param>
    /// <param name="lambdas">Weights; may be empty.</param>
    /// <param name="forecasts">Folder of forecasts.</param>
    /// <param name="progress">Told how many weights are done, or null.</param>
    /// <param name="cancellationToken">Ends a run between days.</param>
    internal static Validated<IReadOnlyList<FrontierPoint>> Of(
        BacktestOutcome ran, IReadOnlyList<double> lambdas, string? forecasts, IProgress<DeskProgress>? progress, CancellationToken cancellationToken)
    {
        if (lambdas.Count == 0 || ran.Leakage.LeakingDays.Count > 0)
            return Validated<IReadOnlyList<FrontierPoint>>.FromValue([]);
        if (Check(ran.Request.Strategy) is { } fault)
            return Validated<IReadOnlyList<FrontierPoint>>.FromFault(fault);
        var done = 0;
        return EfficientFrontier.Of(Neutral(ran.Request), request =>
        {
            progress?.Report(new DeskProgress(DeskStep.Frontier, done++, lambdas.Count));
            return request == ran.Request
                ? Validated<BacktestOutcome>.FromValue(ran)
                : BacktestRunner.Run(request, ledgerPath: null, forecasts, null, cancellationToken).Bind(other => other.Leakage.LeakingDays.Count == 0
                    ? Validated<BacktestOutcome>.FromValue(other)
                    : Validated<BacktestOutcome>.FromFault(new Fault("", "leakage", "no decision that changes with what was known later", $"{other.Leakage.LeakingDays.Count} days")));
        }, lambdas);
    }
}
