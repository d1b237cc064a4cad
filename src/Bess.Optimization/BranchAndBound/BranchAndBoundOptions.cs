namespace Bess.Optimization.BranchAndBound;

/// <summary>Settings of a search; validated when it starts.</summary>
public sealed record BranchAndBoundOptions
{
    /// <summary>Gets the gap [–] relative to max(1, |objective|) at which the search ends.</summary>
    /// <value>Default 1e-9; at least 0.</value>
    public double RelativeGap { get; init; } = 1e-9;

    /// <summary>Gets the gap in units of the objective at which the search ends.</summary>
    /// <value>Default 0; at least 0.</value>
    public double AbsoluteGap { get; init; }

    /// <summary>Gets the largest number of nodes.</summary>
    /// <value>Default 100,000; at least 0.</value>
    public int NodeLimit { get; init; } = 100_000;

    /// <summary>Gets the longest run time; looked at in every interior-point iteration.</summary>
    /// <value>Default none (<see cref="Timeout.InfiniteTimeSpan"/>); otherwise not negative.</value>
    public TimeSpan TimeLimit { get; init; } = Timeout.InfiniteTimeSpan;

    /// <summary>Gets the clock that measures the run.</summary>
    /// <value>Default <see cref="TimeProvider.System"/>.</value>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Gets how the column to branch on is chosen.</summary>
    /// <value>Default <see cref="BranchingRule.PseudoCost"/>.</value>
    public BranchingRule Branching { get; init; } = BranchingRule.PseudoCost;

    /// <summary>Gets how many rises of the bound a direction must have shown before its pseudo-cost is believed.</summary>
    /// <value>Default 1; at least 0, where 0 means never to try out.</value>
    public int Reliability { get; init; } = 1;

    /// <summary>Gets how many columns a node may try out at most.</summary>
    /// <value>Default 6; at least 1.</value>
    public int TrialLimit { get; init; } = 6;

    /// <summary>Gets the largest number of rounds of cutting planes at the root.</summary>
    /// <value>Default 12; at least 0.</value>
    public int CutRounds { get; init; } = 12;

    /// <summary>Gets whether rows are strengthened at the root (bounds, coefficients of 0-1 columns).</summary>
    /// <value>Default <see langword="true"/>.</value>
    public bool Presolve { get; init; } = true;

    /// <summary>Gets whether rounding and diving look for points beside the tree.</summary>
    /// <value>Default <see langword="true"/>.</value>
    public bool Heuristics { get; init; } = true;

    /// <summary>Gets whether a node starts from its parent's primal-dual point.</summary>
    /// <value>Default <see langword="true"/>.</value>
    public bool WarmStart { get; init; } = true;

    /// <summary>Gets the relative violation [–] that an incumbent may have in a row or bound.</summary>
    /// <value>Default 1e-7; in (0, 1e-3].</value>
    public double FeasibilityTolerance { get; init; } = 1e-7;

    /// <summary>Checks every setting.</summary>
    /// <exception cref="ArgumentException">One or more settings are out of range; the message lists them all.</exception>
    public void Validate()
    {
        var faults = new List<string>();
        if (!(RelativeGap >= 0.0)) faults.Add($"{nameof(RelativeGap)}: expected at least 0, got {RelativeGap}");
        if (!(AbsoluteGap >= 0.0)) faults.Add($"{nameof(AbsoluteGap)}: expected at least 0, got {AbsoluteGap}");
        if (NodeLimit < 0) faults.Add($"{nameof(NodeLimit)}: expected at least 0, got {NodeLimit}");
        if (TimeLimit < TimeSpan.Zero && TimeLimit != Timeout.InfiniteTimeSpan)
            faults.Add($"{nameof(TimeLimit)}: expected a duration of at least 0 or infinite, got {TimeLimit}");
        if (TimeProvider is null) faults.Add($"{nameof(TimeProvider)}: expected a clock, got null");
        if (!Enum.IsDefined(Branching)) faults.Add($"{nameof(Branching)}: expected a named rule, got {Branching}");
        if (Reliability < 0) faults.Add($"{nameof(Reliability)}: expected at least 0, got {Reliability}");
        if (TrialLimit < 1) faults.Add($"{nameof(TrialLimit)}: expected at least 1, got {TrialLimit}");
        if (CutRounds < 0) faults.Add($"{nameof(CutRounds)}: expected at least 0, got {CutRounds}");
        if (!(FeasibilityTolerance is > 0.0 and <= 1e-3))
            faults.Add($"{nameof(FeasibilityTolerance)}: expected a number in (0, 0.001], got {FeasibilityTolerance}");
        if (faults.Count > 0) throw new ArgumentException(string.Join("; ", faults) + ".");
    }
}
