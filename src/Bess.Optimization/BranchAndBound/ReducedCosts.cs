namespace Bess.Optimization.BranchAndBound;

/// <summary>Takes away values of integer columns that would lift a bound over the cutoff.</summary>
/// <remarks>
/// The bound of Lagrange's relaxation rises by |g_j| with every unit that x_j leaves the bound it met; G. L. Nemhauser, L. A. Wolsey, Integer and
/// combinatorial optimization (1988), section II.5.2. Only with bounds that are rigorous.
/// </remarks>
internal static class ReducedCosts
{
    public static ReducedCostOutcome Tighten(SafeBound safe, int[] integerColumns, double cutoff, Box box)
    {
        double room = cutoff - safe.Value;
        if (!double.IsFinite(room) || !safe.IsRigorous) return ReducedCostOutcome.Nothing;
        bool isTightened = false;
        foreach (int j in integerColumns)
        {
            double g = safe.ReducedCosts[j];
            double width = box.Upper[j] - box.Lower[j];
            if (g == 0.0 || !(width > 0.0) || Math.Abs(g) * width <= room) continue;
            double steps = Math.Floor((room / Math.Abs(g)) + 1e-6);
            if (steps < 0.0) return ReducedCostOutcome.Empty;
            if (steps >= width || !double.IsFinite(g > 0.0 ? box.Lower[j] : box.Upper[j])) continue;
            isTightened = true;
            if (g > 0.0) box.Upper[j] = box.Lower[j] + steps;
            else box.Lower[j] = box.Upper[j] - steps;
        }

        return isTightened ? ReducedCostOutcome.Tightened : ReducedCostOutcome.Nothing;
    }
}
