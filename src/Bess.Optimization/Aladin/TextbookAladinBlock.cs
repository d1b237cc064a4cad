namespace Bess.Optimization.Aladin;

/// <summary>What a block contributes to textbook ALADIN's coupling problem, with its active constraints eliminated.</summary>
/// <remarks>
/// With B = ω I, g = ω (z − y) − λ the gradient at the local solution y and C the Jacobian of what is active there, the coupling problem's
/// min ½ ΔᵀBΔ + gᵀΔ + λ⁺ᵀΔ s.t. C Δ = 0 has Δ = −(N/ω)(g + λ⁺), N the orthogonal projector on the null space of C. So the block sends
/// A = N/ω and b = −A (g + λ) = N (y − z), from which the sums of all blocks follow for any λ⁺.
/// </remarks>
public static class TextbookAladinBlock
{
    /// <summary>Squared share of a row that must be new for it to count as independent.</summary>
    private const double Independent = 1e-16;

    /// <summary>Forms A and b.</summary>
    /// <param name="activeRows">Rows of C, each of length T; dependent ones are dropped.</param>
    /// <param name="weight">ω &gt; 0.</param>
    /// <param name="solution">y, length T.</param>
    /// <param name="center">z, length T.</param>
    /// <param name="sensitivity">Receives A, packed lower triangle by rows.</param>
    /// <param name="step">Receives b, length T.</param>
    /// <returns>Number of free directions, T − rank C.</returns>
    public static int Linearize(
        IEnumerable<double[]> activeRows,
        double weight,
        ReadOnlySpan<double> solution,
        ReadOnlySpan<double> center,
        Span<double> sensitivity,
        Span<double> step)
    {
        ArgumentNullException.ThrowIfNull(activeRows);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(weight);
        var steps = solution.Length;
        var basis = Orthonormal(activeRows, steps);
        var at = 0;
        for (var i = 0; i < steps; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var entry = i == j ? 1.0 : 0;
                foreach (var vector in basis)
                {
                    entry -= vector[i] * vector[j];
                }

                sensitivity[at++] = entry / weight;
            }
        }

        for (var t = 0; t < steps; t++)
        {
            step[t] = solution[t] - center[t];
        }

        foreach (var vector in basis)
        {
            Remove(step, vector);
        }

        return steps - basis.Count;
    }

    /// <summary>z⁺ = y + b − A (λ⁺ − λ).</summary>
    /// <param name="sensitivity">A, packed.</param>
    /// <param name="step">b.</param>
    /// <param name="solution">y.</param>
    /// <param name="change">λ⁺ − λ.</param>
    /// <param name="center">Receives z⁺.</param>
    public static void MoveCenter(ReadOnlySpan<double> sensitivity, ReadOnlySpan<double> step, ReadOnlySpan<double> solution, ReadOnlySpan<double> change, Span<double> center)
    {
        var at = 0;
        for (var i = 0; i < center.Length; i++)
        {
            center[i] = solution[i] + step[i];
        }

        for (var i = 0; i < center.Length; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var a = sensitivity[at++];
                center[i] -= a * change[j];
                center[j] -= i == j ? 0 : a * change[i];
            }
        }
    }

    /// <summary>Gram-Schmidt, each row twice.</summary>
    private static List<double[]> Orthonormal(IEnumerable<double[]> rows, int steps)
    {
        var basis = new List<double[]>();
        foreach (var row in rows)
        {
            double[] vector = [.. row];
            var size = Square(vector);
            for (var pass = 0; pass < 2; pass++)
            {
                foreach (var other in basis)
                {
                    Remove(vector, other);
                }
            }

            var rest = Square(vector);
            if (basis.Count < steps && rest > Independent * size && rest > 0)
            {
                var scale = 1 / Math.Sqrt(rest);
                basis.Add([.. vector.Select(v => v * scale)]);
            }
        }

        return basis;
    }

    private static void Remove(Span<double> vector, double[] direction)
    {
        var dot = 0.0;
        for (var t = 0; t < vector.Length; t++)
        {
            dot += vector[t] * direction[t];
        }

        for (var t = 0; t < vector.Length; t++)
        {
            vector[t] -= dot * direction[t];
        }
    }

    private static double Square(double[] vector) => vector.Sum(v => v * v);
}
