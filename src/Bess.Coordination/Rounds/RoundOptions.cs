namespace Bess.Coordination.Rounds;

/// <summary>How the agents are coordinated. Append only.</summary>
public enum CoordinationAlgorithm
{
    /// <summary>Smoothed answers with exact sensitivities; the default.</summary>
    BarrierAladin = 0,

    /// <summary>Textbook ALADIN (Houska, Frasch &amp; Diehl 2016) with active-set Jacobians and a coupling QP; for comparison.</summary>
    Aladin = 1,

    /// <summary>Exchange ADMM (Boyd et al. 2011, section 7.3) with over-relaxation; for comparison.</summary>
    Admm = 2,

    /// <summary>Dantzig-Wolfe decomposition with Wentges smoothing; for comparison.</summary>
    DantzigWolfe = 3,
}

/// <summary>Settings of a round; all have measured defaults.</summary>
public sealed record RoundOptions
{
    /// <summary>Default <see cref="CoordinationAlgorithm.BarrierAladin"/>.</summary>
    public CoordinationAlgorithm Algorithm { get; init; }

    /// <summary>Stop when the gap is at most this share of the money scale. Default 1e-6; range (0, 1).</summary>
    public double GapTolerance { get; init; } = 1e-6;

    /// <summary>… and the residual at most this share of the largest coupled power. Default 1e-6; range (0, 1).</summary>
    public double ResidualTolerance { get; init; } = 1e-6;

    /// <summary>Largest number of iterations; null for the algorithm's own (150; ADMM 600).</summary>
    public int? IterationLimit { get; init; }

    /// <summary>Time after which the best plan so far is finalised; null for none. Counted from the start of the round.</summary>
    public TimeSpan? Deadline { get; init; }

    /// <summary>Threads of the in-process transport; null for all processors. The result does not depend on it.</summary>
    public int? Threads { get; init; }

    /// <summary>Iterations that an agent's last answer may stand in for a missing one. Default 3.</summary>
    public int StalenessLimit { get; init; } = 3;

    /// <summary>On a cluster: least time that an iteration waits for answers before slow agents are stood in for; null for the cluster's own (1 s). Default null.</summary>
    public TimeSpan? IterationPatience { get; init; }

    /// <summary>A certificate (bound by local LPs) every so many iterations; 0 for the end only.</summary>
    public int CertifyEvery { get; init; }

    /// <summary>Make plans exclusive where the relaxed optimum charges and discharges at once (negative marginal prices). Default true; false returns the relaxation, for comparisons with a linear programme.</summary>
    public bool EnforceExclusivity { get; init; } = true;

    /// <summary>ρ of ADMM and textbook ALADIN in units of σ(π Δt)/P̄; null for the algorithm's best known.</summary>
    public double? Penalty { get; init; }

    /// <summary>Wentges smoothing of Dantzig-Wolfe, 0 (none) to below 1; null for 0.7.</summary>
    public double? Smoothing { get; init; }

    /// <summary>On a cluster: leaves of the aggregation tree learn sums only (pairwise masks). Without effect in process, where nothing is sent. Default false.</summary>
    public bool MaskedSums { get; init; }

    /// <summary>Agents a leaf of the aggregation tree; null for the rule of <see cref="Runtime.AggregationTree.LeafSizeFor"/>. With masked sums the next size that leaves no leaf with one or two.</summary>
    public int? LeafSize { get; init; }

    /// <summary>Children of a node of the aggregation tree, ≥ 2; with the leaf size it sets the depth. Default <see cref="Runtime.AggregationTree.DefaultFanIn"/>.</summary>
    public int FanIn { get; init; } = Runtime.AggregationTree.DefaultFanIn;

    /// <summary>Multipliers of an earlier round to start from.</summary>
    public WarmStart? WarmStart { get; init; }

    /// <summary>Clock for deadlines and timings.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}

/// <summary>What a round leaves for the next one.</summary>
/// <param name="MultipliersPerMwh">Per constraint (in the order of the trace) and step, currency/MWh.</param>
public sealed record WarmStart(IReadOnlyList<IReadOnlyList<double>> MultipliersPerMwh);
