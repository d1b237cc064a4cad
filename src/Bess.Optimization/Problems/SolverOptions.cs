namespace Bess.Optimization.Problems;

/// <summary>Settings of a run; validated when the run starts.</summary>
public sealed record SolverOptions
{
    internal const double AlmostSolvedError = 1e-6;

    /// <summary>Gets the relative tolerance [–] of the primal and dual residuals, measured per row and column.</summary>
    /// <value>Default 1e-8; in (0, 1).</value>
    public double FeasibilityTolerance { get; init; } = 1e-8;

    /// <summary>Gets the tolerance [–] of |primal − dual objective| relative to 1 + min(|primal|, |dual|).</summary>
    /// <value>Default 1e-8; in (0, 1).</value>
    public double GapTolerance { get; init; } = 1e-8;

    /// <summary>Gets the tolerance [–] of infeasibility certificates, relative to what the certificate proves.</summary>
    /// <value>Default 1e-8; in (0, 1).</value>
    public double CertificateTolerance { get; init; } = 1e-8;

    /// <summary>
    /// Gets the factor [–] by which tolerances may be missed and the answer still be called almost solved. An answer whose
    /// relative residuals are all at most 1e-6 is called so whatever the factor.
    /// </summary>
    /// <value>Default 1000; at least 1.</value>
    public double AlmostSolvedFactor { get; init; } = 1000;

    /// <summary>Gets the largest number of iterations.</summary>
    /// <value>Default 200; at least 0. With 0 the starting point is returned.</value>
    public int IterationLimit { get; init; } = 200;

    /// <summary>Gets the longest run time; looked at once an iteration, with the last factorisation as an estimate of the next; ordering and the first one may overrun it.</summary>
    /// <value>Default none (<see cref="Timeout.InfiniteTimeSpan"/>); otherwise not negative.</value>
    public TimeSpan TimeLimit { get; init; } = Timeout.InfiniteTimeSpan;

    /// <summary>Gets the clock that measures the run.</summary>
    /// <value>Default <see cref="TimeProvider.System"/>.</value>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Gets the largest number of centrality correctors an iteration (Gondzio 1996).</summary>
    /// <value>Default 2; 0 gives the plain predictor-corrector.</value>
    public int CentralityCorrectors { get; init; } = 2;

    /// <summary>Gets the static regularisation [–] added to the diagonal of the scaled KKT matrix; the run adapts it.</summary>
    /// <value>Default 1e-8; in (0, 1e-2].</value>
    public double StaticRegularisation { get; init; } = 1e-8;

    /// <summary>Gets the largest number of refinement rounds a linear solve: plain steps first, then GMRES where those stall.</summary>
    /// <value>Default 8; at least 0.</value>
    public int RefinementSteps { get; init; } = 8;

    /// <summary>Gets whether empty and singleton rows and fixed columns are removed before the iteration.</summary>
    /// <value>Default <see langword="true"/>.</value>
    public bool Presolve { get; init; } = true;

    /// <summary>Gets whether each iteration is recorded in the report.</summary>
    /// <value>Default <see langword="true"/>.</value>
    public bool RecordIterations { get; init; } = true;

    /// <summary>Gets a point to start from, near the solution, such as that of a similar problem solved before.</summary>
    /// <value>Default <see langword="null"/>: the solver chooses. Lengths must fit the problem.</value>
    public PrimalDualPoint? WarmStart { get; init; }

    /// <summary>Checks every setting.</summary>
    /// <exception cref="ArgumentException">One or more settings are out of range; the message lists them all.</exception>
    public void Validate()
    {
        var faults = new List<string>();
        CheckOpenUnit(FeasibilityTolerance, nameof(FeasibilityTolerance), faults);
        CheckOpenUnit(GapTolerance, nameof(GapTolerance), faults);
        CheckOpenUnit(CertificateTolerance, nameof(CertificateTolerance), faults);
        if (!(AlmostSolvedFactor >= 1)) faults.Add($"{nameof(AlmostSolvedFactor)}: expected at least 1, got {AlmostSolvedFactor}");
        if (IterationLimit < 0) faults.Add($"{nameof(IterationLimit)}: expected at least 0, got {IterationLimit}");
        if (TimeLimit < TimeSpan.Zero && TimeLimit != Timeout.InfiniteTimeSpan)
            faults.Add($"{nameof(TimeLimit)}: expected a duration of at least 0 or infinite, got {TimeLimit}");
        if (TimeProvider is null) faults.Add($"{nameof(TimeProvider)}: expected a clock, got null");
        if (CentralityCorrectors < 0) faults.Add($"{nameof(CentralityCorrectors)}: expected at least 0, got {CentralityCorrectors}");
        if (!(StaticRegularisation is > 0 and <= 1e-2))
            faults.Add($"{nameof(StaticRegularisation)}: expected a number in (0, 0.01], got {StaticRegularisation}");
        if (RefinementSteps < 0) faults.Add($"{nameof(RefinementSteps)}: expected at least 0, got {RefinementSteps}");
        if (faults.Count > 0) throw new ArgumentException(string.Join("; ", faults) + ".");
    }

    private static void CheckOpenUnit(double value, string name, List<string> faults)
    {
        if (!(value is > 0 and < 1)) faults.Add($"{name}: expected a number in (0, 1), got {value}");
    }
}
