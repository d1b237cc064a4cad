using Bess.Backtesting.Attribution;
using Bess.Domain;

namespace Bess.Backtesting.Experiments;

/// <summary>An experiment as it came out.</summary>
public sealed record AblationResult
{
    /// <summary>The experiment.</summary>
    public required Experiment Experiment { get; init; }

    /// <summary>Run with − run without; null when one of them failed.</summary>
    public DifferenceReport? Difference { get; init; }

    /// <summary>Why there is no difference; empty when there is one.</summary>
    public IReadOnlyList<Fault> Faults { get; init; } = [];

    /// <summary>Whether the verdict stands when it is held to the stricter interval of all experiments together (Bonferroni).</summary>
    public bool HoldsTogether { get; init; }

    /// <summary>The verdict by the measure of the experiment; null when a run failed.</summary>
    public Verdict? Verdict => Experiment.Measure == ExperimentMeasure.Net ? Difference?.Verdict : Difference?.TailVerdict;

    /// <summary>The verdict in words.</summary>
    public string InWords => Verdict switch
    {
        null => $"not run: {string.Join("; ", Faults)}",
        Attribution.Verdict.Equal => "no effect: every day is equal to the cent",
        Attribution.Verdict.Better => HoldsTogether ? "better" : "better, alone; not with all experiments counted",
        Attribution.Verdict.Worse => HoldsTogether ? "worse" : "worse, alone; not with all experiments counted",
        _ => Note.Length == 0 ? "no difference shown" : $"no difference shown: {Note}",
    };

    private string Note => (Experiment.Measure == ExperimentMeasure.Net ? Difference?.Interval.Note : Difference?.TailLossInterval.Note) ?? "";
}
