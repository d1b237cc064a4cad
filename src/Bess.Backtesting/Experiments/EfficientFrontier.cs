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
    /// <returns>One point a weight in the order given, each but the first with its difference from that, or the faults of all runs that failed.</returns>
    public static Validated<IReadOnlyList<FrontierPoint>> Of(
        BacktestRequest request, Func<BacktestRequest, Validated<BacktestOutcome>> run, IReadOnlyList<double>? lambdas = null)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(run);
        var points = new List<FrontierPoint>();
        var faults = new List<Fault>();
        RunMoney? first = null;
        foreach (var lambda in lambdas ?? Lambdas)
        {
            var risk = new RiskPreference(lambda, request.Settings.Risk.TailShare);
            var point = run(request with { Settings = request.Settings with { Risk = risk } }).Bind(outcome =>
            {
                var made = Point(lambda, outcome, first);
                first ??= RunMoney.Of(outcome);
                return made;
            });
            if (point.TryGet(out var figures))
                points.Add(figures);
            faults.AddRange(point.Faults.Select(fault => fault.Below(FormattableString.Invariant($"lambda[{lambda}]"))));
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

    private static Validated<FrontierPoint> Point(double lambda, BacktestOutcome outcome, RunMoney? first) => BacktestSummary.Of(outcome).Bind(figures =>
    {
        var point = new FrontierPoint(lambda, (double)figures.Net / figures.Days, figures.NetPerMwYear, figures.ConditionalValueAtRisk, false);
        return first is null
            ? Validated<FrontierPoint>.FromValue(point)
            : DifferenceReport.Of(RunMoney.Of(outcome), first).Map(difference => point with { AgainstFirst = difference });
    });

    private static bool Dominates(FrontierPoint one, FrontierPoint other) =>
        one.MeanNet >= other.MeanNet && one.TailLoss <= other.TailLoss && (one.MeanNet > other.MeanNet || one.TailLoss < other.TailLoss);
}
