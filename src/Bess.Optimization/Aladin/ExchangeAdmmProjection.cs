namespace Bess.Optimization.Aladin;

/// <summary>The proximal map of the coupling set, in its multipliers.</summary>
/// <remarks>
/// With x = A p the sums that the blocks want and G the response of the sums to the multipliers, finds λ with
/// v = x − G λ and λ ∈ ∂φ(v), φ the priced distance to the bands; equivalently min ½ λᵀGλ − λᵀx + support(λ) over the price box.
/// Constraints of one step couple through G when blocks take part in several of them; steps never couple. One row has a
/// closed form (the projection of Boyd et al. 2011, 7.3.2, on a priced band); several are swept until nothing moves.
/// </remarks>
internal static class ExchangeAdmmProjection
{
    private const int SweepLimit = 500;

    /// <summary>λ of one row: the band's ends and the prices cut the straight line (x − v)/g.</summary>
    public static double Row(CouplingSet set, int row, double x, double response)
    {
        var aboveUpper = (x - set.Upper[row]) / response;
        var belowLower = (x - set.Lower[row]) / response;
        var multiplier = aboveUpper > 0 ? aboveUpper : Math.Min(belowLower, 0);
        return Math.Clamp(multiplier, -set.ShortfallPrice[row], set.SurplusPrice[row]);
    }

    /// <summary>λ of all rows.</summary>
    /// <param name="set">The coupling.</param>
    /// <param name="response">G, K×K, the same in every step.</param>
    /// <param name="wanted">x, length K·T.</param>
    /// <param name="multipliers">In: a start; out: λ.</param>
    public static void Solve(CouplingSet set, double[,] response, double[] wanted, double[] multipliers)
    {
        for (var t = 0; t < set.Steps; t++)
        {
            for (var sweep = 0; sweep < SweepLimit && !Sweep(set, response, wanted, multipliers, t); sweep++)
            {
            }
        }
    }

    /// <summary>Each row in turn, the others held; true when nothing moved beyond rounding.</summary>
    private static bool Sweep(CouplingSet set, double[,] response, double[] wanted, double[] multipliers, int step)
    {
        double moved = 0, size = 0;
        for (var k = 0; k < set.Constraints; k++)
        {
            var row = (k * set.Steps) + step;
            var x = wanted[row];
            for (var l = 0; l < set.Constraints; l++)
            {
                x -= l == k ? 0 : response[k, l] * multipliers[(l * set.Steps) + step];
            }

            var next = Row(set, row, x, response[k, k]);
            moved = Math.Max(moved, Math.Abs(next - multipliers[row]));
            size = Math.Max(size, Math.Abs(next));
            multipliers[row] = next;
        }

        return set.Constraints == 1 || moved <= 1e-13 * size;
    }
}
