namespace Bess.Optimization.BranchAndBound;

/// <summary>A row Σ value × x ≤ limit that all integer points satisfy.</summary>
/// <param name="Columns">Columns, ascending.</param>
/// <param name="Values">Their coefficients.</param>
/// <param name="Limit">Right-hand side.</param>
/// <param name="Efficacy">Distance by which it cuts off the point it was made for.</param>
internal sealed record CuttingPlane(int[] Columns, double[] Values, double Limit, double Efficacy);
