using MathNet.Numerics.LinearAlgebra;

namespace Bess.Forecasting.Copula;

/// <summary>Makes a correlation positive definite and takes its root.</summary>
internal static class CorrelationFactor
{
    /// <summary>The nearest correlation in Frobenius' norm whose eigenvalues are at least a floor, scaled back to diagonal 1.</summary>
    /// <param name="correlation">Symmetric, diagonal 1.</param>
    /// <param name="floor">Least eigenvalue; &gt; 0.</param>
    /// <returns>The correlation itself if it holds already.</returns>
    public static double[,] Floored(double[,] correlation, double floor)
    {
        var matrix = Matrix<double>.Build.DenseOfArray(correlation);
        var parts = matrix.Evd(Symmetricity.Symmetric);
        var values = parts.EigenValues.Map(value => value.Real);
        if (values.Minimum() >= floor)
            return correlation;
        var (vectors, size) = (parts.EigenVectors, correlation.GetLength(0));
        var lifted = vectors * Matrix<double>.Build.DenseOfDiagonalVector(values.PointwiseMaximum(floor)) * vectors.Transpose();
        var result = new double[size, size];
        for (var i = 0; i < size; i++)
        {
            result[i, i] = 1;
            for (var j = 0; j < i; j++)
                result[i, j] = result[j, i] = (lifted[i, j] + lifted[j, i]) / 2 / Math.Sqrt(lifted[i, i] * lifted[j, j]);
        }

        return result;
    }

    /// <summary>The lower triangle L with L·Lᵀ = R (Cholesky), row after row.</summary>
    /// <exception cref="ArgumentException">When the correlation is not positive definite.</exception>
    public static double[][] Of(double[,] correlation) => Matrix<double>.Build.DenseOfArray(correlation).Cholesky().Factor.ToRowArrays();

    /// <summary>L times a vector.</summary>
    public static void Multiply(double[][] lower, ReadOnlySpan<double> vector, Span<double> product)
    {
        for (var i = 0; i < lower.Length; i++)
        {
            var row = lower[i];
            var sum = 0.0;
            for (var j = 0; j <= i; j++)
                sum += row[j] * vector[j];
            product[i] = sum;
        }
    }
}
