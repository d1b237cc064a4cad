using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Bess.Optimization.LinearAlgebra.Dense;

/// <summary>Cholesky factorisation G = UᵀU of a small dense symmetric positive definite matrix, in place, on padded rows.</summary>
/// <remarks>
/// The matrix is n×n, row-major with a leading dimension that is a multiple of eight (<see cref="PaddedLength"/>); only the
/// upper triangle is read and overwritten with U, entries below it are undefined afterwards. No pivoting. A pivot that is not
/// positive is replaced by <c>1e-300</c>-safe jitter and counted, so that the caller can judge the result. Rank-four updates on
/// 512-bit vectors (two 256-bit ones where the processor has no more). Not thread-safe on one buffer.
/// Golub &amp; Van Loan 2013, section 4.2.5 (outer product form).
/// </remarks>
public static unsafe class DenseCholesky
{
    /// <summary>Number of doubles in a vector that rows are padded to.</summary>
    public const int Lanes = 8;

    /// <summary>The smallest multiple of eight that holds <paramref name="length"/> doubles.</summary>
    /// <param name="length">Length, at least 0.</param>
    /// <returns>The padded length.</returns>
    public static int PaddedLength(int length) => (length + Lanes - 1) & ~(Lanes - 1);

    /// <summary>Factorises the matrix in place.</summary>
    /// <param name="matrix">n rows of <paramref name="stride"/> doubles; upper triangle in, U out.</param>
    /// <param name="order">n.</param>
    /// <param name="stride">Leading dimension, a multiple of eight, at least n.</param>
    /// <returns>The number of pivots that had to be repaired; 0 for a positive definite matrix.</returns>
    public static int Factorize(double* matrix, int order, int stride)
    {
        var repaired = 0;
        for (var panel = 0; panel < order; panel += 4)
        {
            var width = Math.Min(4, order - panel);
            for (var k = panel; k < panel + width; k++)
            {
                var row = matrix + ((long)k * stride);
                for (var q = panel; q < k; q++)
                {
                    SubtractScaled(row, matrix + ((long)q * stride), matrix[((long)q * stride) + k], k & ~(Lanes - 1), stride);
                }

                var pivot = row[k];
                if (!(pivot > 1e-300))
                {
                    pivot = 1e-12;
                    repaired++;
                }

                var root = Math.Sqrt(pivot);
                Scale(row, 1 / root, k & ~(Lanes - 1), stride);
                row[k] = root;
            }

            if (width == 4)
            {
                TrailingUpdate(matrix, order, stride, panel);
            }
        }

        return repaired;
    }

    /// <summary>Solves UᵀU x = b in place.</summary>
    /// <param name="factor">The factor from <see cref="Factorize"/>.</param>
    /// <param name="order">n.</param>
    /// <param name="stride">Leading dimension.</param>
    /// <param name="vector">b in, x out; length n.</param>
    public static void Solve(double* factor, int order, int stride, double* vector)
    {
        SolveTransposed(factor, order, stride, vector);
        SolveUpper(factor, order, stride, vector);
    }

    /// <summary>Solves Uᵀ x = b in place (forward substitution).</summary>
    /// <param name="factor">The factor from <see cref="Factorize"/>.</param>
    /// <param name="order">n.</param>
    /// <param name="stride">Leading dimension.</param>
    /// <param name="vector">b in, x out; length n.</param>
    public static void SolveTransposed(double* factor, int order, int stride, double* vector)
    {
        for (var k = 0; k < order; k++)
        {
            var row = factor + ((long)k * stride);
            var value = vector[k] / row[k];
            vector[k] = value;
            for (var j = k + 1; j < order; j++)
            {
                vector[j] -= value * row[j];
            }
        }
    }

    /// <summary>Solves U x = b in place (backward substitution).</summary>
    /// <param name="factor">The factor from <see cref="Factorize"/>.</param>
    /// <param name="order">n.</param>
    /// <param name="stride">Leading dimension.</param>
    /// <param name="vector">b in, x out; length n.</param>
    public static void SolveUpper(double* factor, int order, int stride, double* vector)
    {
        for (var k = order - 1; k >= 0; k--)
        {
            var row = factor + ((long)k * stride);
            var sum = vector[k];
            for (var j = k + 1; j < order; j++)
            {
                sum -= row[j] * vector[j];
            }

            vector[k] = sum / row[k];
        }
    }

    /// <summary>Solves Uᵀ X = B in place for many right-hand sides.</summary>
    /// <param name="factor">The factor from <see cref="Factorize"/>.</param>
    /// <param name="order">n.</param>
    /// <param name="stride">Leading dimension of the factor.</param>
    /// <param name="block">B in, X out: n rows of <paramref name="blockStride"/> doubles (a multiple of eight).</param>
    /// <param name="blockStride">Leading dimension of the block.</param>
    public static void SolveTransposedBlock(double* factor, int order, int stride, double* block, int blockStride)
    {
        for (var k = 0; k < order; k++)
        {
            var row = factor + ((long)k * stride);
            var source = block + ((long)k * blockStride);
            Scale(source, 1 / row[k], 0, blockStride);
            for (var j = k + 1; j < order; j++)
            {
                SubtractScaled(block + ((long)j * blockStride), source, row[j], 0, blockStride);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void SubtractScaled(double* target, double* source, double factor, int from, int to)
    {
        var minus = Vector512.Create(-factor);
        for (var j = from; j < to; j += Lanes)
        {
            Vector512.MultiplyAddEstimate(minus, Vector512.Load(source + j), Vector512.Load(target + j)).Store(target + j);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Scale(double* target, double factor, int from, int to)
    {
        var scale = Vector512.Create(factor);
        for (var j = from; j < to; j += Lanes)
        {
            (scale * Vector512.Load(target + j)).Store(target + j);
        }
    }

    private static void TrailingUpdate(double* matrix, int order, int stride, int panel)
    {
        var r0 = matrix + ((long)panel * stride);
        var r1 = r0 + stride;
        var r2 = r1 + stride;
        var r3 = r2 + stride;
        for (var i = panel + 4; i < order; i++)
        {
            var row = matrix + ((long)i * stride);
            var a0 = Vector512.Create(-r0[i]);
            var a1 = Vector512.Create(-r1[i]);
            var a2 = Vector512.Create(-r2[i]);
            var a3 = Vector512.Create(-r3[i]);
            for (var j = i & ~(Lanes - 1); j < stride; j += Lanes)
            {
                var sum = Vector512.MultiplyAddEstimate(a0, Vector512.Load(r0 + j), Vector512.Load(row + j));
                sum = Vector512.MultiplyAddEstimate(a1, Vector512.Load(r1 + j), sum);
                sum = Vector512.MultiplyAddEstimate(a2, Vector512.Load(r2 + j), sum);
                Vector512.MultiplyAddEstimate(a3, Vector512.Load(r3 + j), sum).Store(row + j);
            }
        }
    }
}
