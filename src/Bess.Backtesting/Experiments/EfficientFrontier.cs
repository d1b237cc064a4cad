using Bess.Backtesting.Attribution;
using Bess.Backtesting.Running;
using Bess.Domain;
using Bess.Domain.Assets;

namespace Bess.Backtesting.Experiments;

/// <summary>Mean against tail of runs that weigh risk more and more (Markowitz 1952, with CVaR of the daily loss in place of variance).</summary>
public static class EfficientFrontier
{
    /// <summary>Weights that are run unless others are given.</summary>
    public static IReadOnlyList<double> Lambdas { get; } = [0, 0.01, 0.05, 0.1, 0.3, 0.5];

    /// <summary>Runs the weights one after the other.</summary>
    /// <param name="request">The run; its strategy must use λ, its tail share is kept.</param>
    /// <param name="run">Runs a backtest.</param>
    /// <param name="lambdas">Weights, ≥ 0; null for <see cref="Lambdas"/>.</param>
    /// <returns>One point a weight in the order given, or the faults of all runs that failed.</returns>
    public static Validated<IReadOnlyList<FrontierPoint>> Of(
        BacktestRequest request, Func<BacktestRequest, Validated<BacktestOutcome>> run, IReadOnlyList<double>? lambdas = null)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(run);
        var points = new List<FrontierPoint>();
        var faults = new List<Fault>();
        foreach (var lambda in lambdas ?? Lambdas)
        {
            var risk = new RiskPreference(lambda, request.Settings.Risk.TailShare);
            var summary = run(request with { Settings = request.Settings with { Risk = risk } }).Bind(outcome => BacktestSummary.Of(outcome));
            if (summary.TryGet(out var figures))
                points.Add(new FrontierPoint(lambda, (double)figures.Net / figures.Days, figures.NetPerMwYear, figures.ConditionalValueAtRisk, false));
            faults.AddRange(summary.Faults.Select(fault => fault.Below(FormattableString.Invariant($"lambda[{lambda}]"))));
        }

        return faults.Count > 0
            ? Validated<IReadOnlyList<FrontierPoint>>.FromFaults(faults)
            : Validated<IReadOnlyList<FrontierPoint>>.FromValue(Marked(points));
    }

    /// <summary>Marks the points that another one dominates.</summary>
    /// <param name="points">Points; their marks are made anew.</param>
    public static IReadOnlyList<FrontierPoint> Marked(IReadOnlyList<FrontierPoint> points)
    {
        ArgumentNullException.ThrowIfNull(points);
        return [.. points.Select(point => point with { IsDominated = points.Any(other => Dominates(other, point)) })];
    }

    private static bool Dominates(FrontierPoint one, FrontierPoint other) =>
        one.MeanNet >= other.MeanNet && one.TailLoss <= other.TailLoss && (one.MeanNet > other.MeanNet || one.TailLoss < other.TailLoss);
}
