using Bess.Backtesting.Attribution;
using Bess.Backtesting.Running;
using Bess.Domain;

namespace Bess.Backtesting.Experiments;

/// <summary>Tests hypotheses one at a time against the same data.</summary>
/// <remarks>
/// Each verdict rests on an interval of its own, so of many experiments some look better by luck: beside it stands whether the verdict
/// holds at level 1 − (1 − level) / number of experiments (Bonferroni).
/// </remarks>
public static class AblationRunner
{
    // Ends of the stricter interval lie far out, where few draws fall.
    private const int DrawsFactor = 5;

    /// <summary>Runs experiments one after the other; a run that several experiments share is made once.</summary>
    /// <param name="request">The run from which both sides of each experiment are made.</param>
    /// <param name="run">Runs a backtest.</param>
    /// <param name="experiments">Null for <see cref="NordicExperiments.All"/>.</param>
    /// <param name="bootstrap">How intervals are drawn; null for the defaults.</param>
    /// <param name="among">Of how many experiments the stricter verdict is one, when not all are run at once; null for those that are run.</param>
    /// <returns>One result an experiment, in order; a failed run is told there and stops no other.</returns>
    public static IReadOnlyList<AblationResult> Run(
        BacktestRequest request,
        Func<BacktestRequest, Validated<BacktestOutcome>> run,
        IReadOnlyList<Experiment>? experiments = null,
        BootstrapSettings? bootstrap = null,
        int? among = null)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(run);
        experiments ??= NordicExperiments.All;
        bootstrap ??= new BootstrapSettings();
        var strict = bootstrap with { Level = 1 - ((1 - bootstrap.Level) / Math.Max(1, among ?? experiments.Count)), Draws = DrawsFactor * bootstrap.Draws };
        var done = new Dictionary<BacktestRequest, Validated<RunMoney>>();
        return [.. experiments.Select(One)];

        AblationResult One(Experiment experiment)
        {
            var pair = Money(experiment.With(request)).Bind(with => Money(experiment.Without(request)).Map(without => (With: with, Without: without)));
            var difference = pair.Bind(runs => DifferenceReport.Of(runs.With, runs.Without, bootstrap));
            return new AblationResult
            {
                Experiment = experiment,
                Difference = difference.TryGet(out var report) ? report : null,
                Faults = difference.Faults,
                HoldsTogether = report is not null && Holds(experiment, report, strict),
            };
        }

        Validated<RunMoney> Money(BacktestRequest one)
        {
            if (!done.TryGetValue(one, out var money))
                done[one] = money = run(one).Map(RunMoney.Of);
            return money;
        }
    }

    private static bool Holds(Experiment experiment, DifferenceReport report, BootstrapSettings strict)
    {
        var (net, tail) = report.JudgedBy(strict);
        return experiment.Measure == ExperimentMeasure.Net ? net == report.Verdict : tail == report.TailVerdict;
    }
}
