namespace Bess.Scheduling.Explaining;

/// <summary>Settings of <see cref="PlanExplainer"/>.</summary>
public sealed record ExplanationOptions
{
    /// <summary>Steps whose opposite is solved for, each with a solve of the whole problem; null for all, empty for none. Default: null.</summary>
    public IReadOnlyCollection<int>? OppositeSteps { get; init; }

    /// <summary>Largest gap of a plan that is called optimal, as a share of the turnover at full power. Default 1e-6; &gt; 0.</summary>
    public double OptimalGap { get; init; } = 1e-6;

    /// <summary>Largest gap of a plan that is explained at all, as a share of the turnover at full power. Default 1e-3.</summary>
    public double NearGap { get; init; } = 1e-3;

    /// <summary>Longest time in which the best plan is looked for where directions or sizes of bids cost something; what it did not find is not explained. Default 10 s.</summary>
    public TimeSpan SearchTime { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Ends the work early with an <see cref="OperationCanceledException"/>.</summary>
    public CancellationToken CancellationToken { get; init; }
}
