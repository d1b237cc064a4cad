namespace Bess.Forecasting.Copula;

/// <summary>A sample correlation drawn towards the identity: Ledoit and Wolf 2004, A well-conditioned estimator for large-dimensional covariance matrices.</summary>
/// <remarks>
/// <para>
/// Section 3.2 there, for observations x_1 … x_n of mean 0 and variance 1: S = (1/n)Σ x xᵀ, target μI with μ = tr(S)/p = 1,
/// d² = ‖S − μI‖², b̄² = (1/n²)Σ ‖x xᵀ − S‖², b² = min(b̄², d²), intensity δ = b²/d²; the estimate is δμI + (1 − δ)S.
/// The norms are Frobenius'; the paper's division by p falls out of the ratio.
/// </para>
/// <para>The target says that slots know nothing of each other; the fewer the days against the slots, the more of it is mixed in.</para>
/// </remarks>
/// <param name="Matrix">The estimate, p × p; symmetric, its diagonal 1 (0 where a column was constant becomes 1 too).</param>
/// <param name="Intensity">δ in [0, 1].</param>
internal sealed record ShrunkCorrelation(double[,] Matrix, double Intensity)
{
    /// <summary>Estimates.</summary>
    /// <param name="observations">n ≥ 2 rows of p numbers; every column has mean 0 and variance 1 (or is zero).</param>
    public static ShrunkCorrelation Of(IReadOnlyList<double[]> observations)
    {
        var (n, p) = (observations.Count, observations[0].Length);
        var sample = Sample(observations);
        var (distance, norm, fourth) = (0.0, 0.0, 0.0);
        for (var i = 0; i < p; i++)
        {
            for (var j = 0; j < p; j++)
            {
                var offTarget = sample[i, j] - (i == j ? 1 : 0);
                distance += offTarget * offTarget;
                norm += sample[i, j] * sample[i, j];
            }
        }

        foreach (var row in observations)
        {
            var square = row.Sum(value => value * value);
            fourth += square * square;
        }

        // Σ ‖x xᵀ − S‖² = Σ ‖x‖⁴ − n‖S‖².
        var spread = Math.Max(0, fourth - (n * norm)) / n / n;
        var intensity = distance > 0 ? Math.Min(spread, distance) / distance : 1;
        for (var i = 0; i < p; i++)
        {
            for (var j = 0; j < p; j++)
                sample[i, j] = i == j ? 1 : (1 - intensity) * sample[i, j];
        }

        return new ShrunkCorrelation(sample, intensity);
    }

    private static double[,] Sample(IReadOnlyList<double[]> observations)
    {
        var (n, p) = (observations.Count, observations[0].Length);
        var sample = new double[p, p];
        for (var i = 0; i < p; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var sum = 0.0;
                for (var k = 0; k < n; k++)
                    sum += observations[k][i] * observations[k][j];
                sample[i, j] = sample[j, i] = sum / n;
            }
        }

        return sample;
    }
}
