using System.Numerics;
using System.Runtime.InteropServices;

namespace Bess.Forecasting.Regression;

/// <summary>LASSO by cyclic coordinate descent on the Gram matrix (Friedman, Hastie, Tibshirani 2010, section 2.2, covariance updates).</summary>
/// <remarks>
/// Minimises ½ βᵀGβ − cᵀβ + λ‖β‖₁ with G = XᵀX/n, c = Xᵀy/n. Keeps the correlations r = c − Gβ up to date, so that a coefficient that
/// does not move costs nothing. Starts from the given β: warm starts along a path of λ and from day to day. One solver a thread.
/// </remarks>
internal sealed class Lasso(double[] gram, int size)
{
    private const double Tolerance = 1e-4;
    private const int MostSweeps = 400;

    private readonly List<int> _active = new(size);

    /// <summary>Solves for one λ.</summary>
    /// <param name="lambda">Weight of the 1-norm; ≥ 0.</param>
    /// <param name="beta">The start, then the solution; length size.</param>
    /// <param name="residual">r = c − Gβ for that start, then for the solution.</param>
    /// <returns>Number of coefficients that are not zero.</returns>
    public int Solve(double lambda, double[] beta, double[] residual)
    {
        for (var sweep = 0; sweep < MostSweeps; sweep++)
        {
            var largest = 0.0;
            _active.Clear();
            for (var j = 0; j < size; j++)
            {
                largest = Math.Max(largest, Update(j, lambda, beta, residual));
                if (beta[j] != 0)
                    _active.Add(j);
            }

            if (largest < Tolerance)
                break;
            for (; sweep < MostSweeps && largest >= Tolerance; sweep++)
            {
                largest = 0;
                foreach (var j in _active)
                    largest = Math.Max(largest, Update(j, lambda, beta, residual));
            }
        }

        var count = 0;
        foreach (var value in beta)
            count += value != 0 ? 1 : 0;
        return count;
    }

    /// <summary>r = c − Gβ.</summary>
    public void Residual(ReadOnlySpan<double> correlations, double[] beta, double[] residual)
    {
        correlations.CopyTo(residual);
        for (var j = 0; j < size; j++)
        {
            if (beta[j] != 0)
                Subtract(residual, gram.AsSpan(j * size, size), beta[j]);
        }
    }

    private double Update(int j, double lambda, double[] beta, double[] residual)
    {
        var diagonal = gram[(j * size) + j];
        if (diagonal <= 0)
            return 0;
        var old = beta[j];
        var reach = residual[j] + (diagonal * old);
        var value = Math.Abs(reach) <= lambda ? 0 : (reach - (Math.Sign(reach) * lambda)) / diagonal;
        var change = value - old;
        if (change == 0)
            return 0;
        beta[j] = value;
        Subtract(residual, gram.AsSpan(j * size, size), change);
        return Math.Abs(change);
    }

    private static void Subtract(double[] residual, ReadOnlySpan<double> row, double factor)
    {
        var wideRow = MemoryMarshal.Cast<double, Vector<double>>(row);
        var wide = MemoryMarshal.Cast<double, Vector<double>>(residual.AsSpan());
        var by = new Vector<double>(factor);
        for (var i = 0; i < wideRow.Length; i++)
            wide[i] -= by * wideRow[i];
        for (var i = wideRow.Length * Vector<double>.Count; i < row.Length; i++)
            residual[i] -= factor * row[i];
    }

    /// <summary>XᵀX/n of columns that stand one after the other.</summary>
    /// <param name="columns">p columns of length n.</param>
    /// <param name="count">n.</param>
    /// <param name="size">p.</param>
    public static double[] Gram(double[] columns, int count, int size)
    {
        var gram = new double[size * size];
        Parallel.For(0, size, j =>
        {
            for (var k = 0; k <= j; k++)
            {
                var value = Dot(columns.AsSpan(j * count, count), columns.AsSpan(k * count, count)) / count;
                gram[(j * size) + k] = value;
                gram[(k * size) + j] = value;
            }
        });
        return gram;
    }

    /// <summary>Inner product, summed in an order that does not depend on the machine's threads.</summary>
    public static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var wideA = MemoryMarshal.Cast<double, Vector<double>>(a);
        var wideB = MemoryMarshal.Cast<double, Vector<double>>(b);
        var sums = Vector<double>.Zero;
        for (var i = 0; i < wideA.Length; i++)
            sums += wideA[i] * wideB[i];
        var sum = Vector.Sum(sums);
        for (var i = wideA.Length * Vector<double>.Count; i < a.Length; i++)
            sum += a[i] * b[i];
        return sum;
    }
}
