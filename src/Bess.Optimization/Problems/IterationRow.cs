namespace Bess.Optimization.Problems;

/// <summary>One row of the iteration log; residuals are relative, as in <see cref="SolveReport"/>.</summary>
/// <param name="Iteration">0 for the starting point.</param>
/// <param name="PrimalObjective">Primal objective of the iterate.</param>
/// <param name="DualObjective">Dual objective of the iterate.</param>
/// <param name="PrimalResidual">Relative primal residual [–].</param>
/// <param name="DualResidual">Relative dual residual [–].</param>
/// <param name="Gap">Relative gap [–].</param>
/// <param name="BarrierParameter">Mean complementarity product, in scaled units.</param>
/// <param name="PrimalStep">Primal step length that led here, in [0, 1].</param>
/// <param name="DualStep">Dual step length that led here, in [0, 1].</param>
/// <param name="Seconds">Time since the start of the run [s].</param>
public sealed record IterationRow(
    int Iteration,
    double PrimalObjective,
    double DualObjective,
    double PrimalResidual,
    double DualResidual,
    double Gap,
    double BarrierParameter,
    double PrimalStep,
    double DualStep,
    double Seconds);
