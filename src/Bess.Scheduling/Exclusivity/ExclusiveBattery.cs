using Bess.Scheduling.Kernel;

namespace Bess.Scheduling.Exclusivity;

/// <summary>Plans of one battery that never charge and discharge in the same step, optimal among those.</summary>
/// <remarks>
/// With η_c η_d &lt; 1 and prices ≥ 0 the relaxation is exclusive by itself and one or two solves are all there is. Where prices are
/// negative it burns energy by doing both; then branch and bound on the complementarity c ⊥ d (branching on the set as in Beale
/// and Tomlin 1970, no big-M): the step with the largest overlap loses its charge limit in one branch, its discharge limit in the
/// other. Branches are bounded by the relaxation with c/C + d/D ≤ 1 and with room for all that is stored before a step, in the
/// steps still free; the first plans come from dynamic programming over energy levels.
/// </remarks>
public static class ExclusiveBattery
{
    /// <summary>Finds the optimal exclusive plan of min f(p) + yᵀp + ½ Σ ρ_t (p_t − z_t)².</summary>
    /// <param name="model">The battery.</param>
    /// <param name="pricePerMw">y, money per MW, length T; empty for none.</param>
    /// <param name="proximalWeight">ρ ≥ 0, money per MW², length T; empty for none.</param>
    /// <param name="proximalCenterMw">z, MW, length T; empty exactly when there is no weight.</param>
    /// <param name="options">Limits and tolerances; null for defaults.</param>
    /// <returns>The plan with modes, cost and bound; the status says how far to trust it.</returns>
    /// <exception cref="ArgumentException">When a length does not fit.</exception>
    public static ExclusivePlan Resolve(
        StorageModel model,
        ReadOnlySpan<double> pricePerMw = default,
        ReadOnlySpan<double> proximalWeight = default,
        ReadOnlySpan<double> proximalCenterMw = default,
        ExclusiveOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        options ??= new ExclusiveOptions();
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.RelativeGap, nameof(options));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.OverlapTolerance, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.NodeLimit, 1, nameof(options));
        Length(pricePerMw.Length, model.Steps, nameof(pricePerMw));
        Length(proximalWeight.Length, model.Steps, nameof(proximalWeight));
        if (proximalCenterMw.Length != proximalWeight.Length)
            throw new ArgumentException($"Expected {proximalWeight.Length} centres, was {proximalCenterMw.Length}.", nameof(proximalCenterMw));
        var price = pricePerMw.IsEmpty ? new double[model.Steps] : pricePerMw.ToArray();
        return new ExclusiveSearch(new NodeProblem(model, price, proximalWeight.ToArray(), proximalCenterMw.ToArray()), options).Run();
    }

    private static void Length(int actual, int expected, string name)
    {
        if (actual != 0 && actual != expected)
            throw new ArgumentException($"Expected 0 or {expected} values, was {actual}.", name);
    }
}
