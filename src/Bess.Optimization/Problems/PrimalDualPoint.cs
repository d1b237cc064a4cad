namespace Bess.Optimization.Problems;

/// <summary>A point with its multipliers, from which a run may start; signs as in <see cref="SolveResult"/>.</summary>
/// <param name="Primal">x, length n, finite; outside the bounds it is moved into them.</param>
/// <param name="RowDuals">y, length m, finite.</param>
/// <param name="ColumnDuals">z, length n, finite.</param>
public sealed record PrimalDualPoint(double[] Primal, double[] RowDuals, double[] ColumnDuals)
{
    /// <summary>Takes the point of a result.</summary>
    /// <param name="result">An answer to a problem of the same shape; its arrays are shared, not copied.</param>
    /// <returns>The point.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="result"/> is missing.</exception>
    public static PrimalDualPoint From(SolveResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return new PrimalDualPoint(result.Primal, result.RowDuals, result.ColumnDuals);
    }

    /// <summary>Checks lengths and numbers against a problem's shape.</summary>
    /// <exception cref="ArgumentException">A vector is missing, has another length or holds a number that is not finite.</exception>
    internal void Require(int variableCount, int rowCount)
    {
        Require(Primal, variableCount, nameof(Primal));
        Require(RowDuals, rowCount, nameof(RowDuals));
        Require(ColumnDuals, variableCount, nameof(ColumnDuals));
    }

    private static void Require(double[]? vector, int length, string name)
    {
        if (vector is null || vector.Length != length)
            throw new ArgumentException($"WarmStart.{name}: expected length {length}, got {vector?.Length.ToString() ?? "null"}.", name);
        for (int k = 0; k < length; k++)
        {
            if (!double.IsFinite(vector[k])) throw new ArgumentException($"WarmStart.{name}[{k}]: expected a finite number, got {vector[k]}.", name);
        }
    }
}
