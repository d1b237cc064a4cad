using System.Runtime.CompilerServices;

namespace Bess.Optimization.LinearAlgebra.Dense;

/// <summary>Cholesky factorisation G = UᵀU of a small dense symmetric positive definite matrix, in place, on padded rows.</summary>
/// <remarks>
/// The matrix is n×n, row-major with a leading dimension that is a multiple of eight (<see cref="PaddedLength"/>); only the
/// upper triangle is read and overwritten with U, entries below it are undefined afterwards. No pivoting. Panels of eight rows,
/// trailing updates register-blocked. Methods without a type argument use 512-bit lanes. Not thread-safe on one buffer.
/// Golub &amp; Van Loan 2013, section 4.2.5 (outer product form).
/// </remarks>
public static unsafe class DenseCholesky
{
    /// <summary>Number of doubles that rows are padded to.</summary>
    public const int Lanes = 8;

    private const int Panel = 8;

    /// <summary>The smallest multiple of eight that holds <paramref name="length"/> doubles.</summary>
    /// <param name="length">Length, at least 0.</param>
    /// <returns>The padded length.</returns>
    public static int PaddedLength(int length) => (length + Lanes - 1) & ~(Lanes - 1);

    /// <summary>Factorises the matrix in place; a pivot that is not positive is replaced by 1e-12.</summary>
    /// <param name="matrix">n rows of <paramref name="stride"/> doubles; upper triangle in, U out.</param>
    /// <param name="order">n.</param>
    /// <param name="stride">Leading dimension, a multiple of eight, at least n.</param>
    /// <returns>The number of pivots that had to be repaired; 0 for a positive definite matrix.</returns>
    public static int Factorize(double* matrix, int order, int stride) => Factorize<Lanes512>(matrix, order, stride, null);

    /// <summary>Factorises the matrix in place with a lower limit for each pivot.</summary>
    /// <remarks>
    /// Where G = D + (positive semidefinite) with a diagonal D, every pivot is at least D_k in exact arithmetic. Rounding can
    /// cancel it away when G's rows are nearly alike; with D as the floor the factor stays that of a matrix close to G.
    /// </remarks>
    /// <typeparam name="TLanes">Vector width.</typeparam>
    /// <param name="matrix">n rows of <paramref name="stride"/> doubles; upper triangle in, U out.</param>
    /// <param name="order">n.</param>
    /// <param name="stride">Leading dimension, a multiple of eight, at least n.</param>
    /// <param name="floor">D, length n, positive; null for a floor of zero, where a pivot at or below 1e-300 becomes 1e-12.</param>
    /// <returns>The number of pivots that were raised.</returns>
    public static int Factorize<TLanes>(double* matrix, int order, int stride, double* floor)
        where TLanes : struct, ILanes<TLanes>
    {
        var repaired = 0;
        for (var panel = 0; panel < order; panel += Panel)
        {
            var width = Math.Min(Panel, order - panel);
            for (var k = panel; k < panel + width; k++)
            {
                var row = matrix + ((long)k * stride);
                for (var q = panel; q < k; q++)
                {
                    SubtractScaled<TLanes>(row, matrix + ((long)q * stride), matrix[((long)q * stride) + k], panel, stride);
                }

                var pivot = row[k];
                if (floor != null ? !(pivot >= floor[k]) : !(pivot > 1e-300))
                {
                    pivot = floor != null ? floor[k] : 1e-12;
                    repaired++;
                }

                var root = Math.Sqrt(pivot);
                Scale<TLanes>(row, 1 / root, panel, stride);
                row[k] = root;
            }

            if (width == Panel)
            {
                TrailingUpdate<TLanes>(matrix, order, stride, panel);
            }
        }

        return repaired;
    }

    /// <summary>Solves UᵀU x = b in place.</summary>
    /// <param name="factor">The factor from <see cref="Factorize(double*, int, int)"/>.</param>
    /// <param name="order">n.</param>
    /// <param name="stride">Leading dimension.</param>
    /// <param name="vector">b in, x out; length n.</param>
    public static void Solve(double* factor, int order, int stride, double* vector)
    {
        SolveTransposed(factor, order, stride, vector);
        SolveUpper(factor, order, stride, vector);
    }

    /// <summary>Solves Uᵀ x = b in place (forward substitution).</summary>
    /// <param name="factor">The factor from <see cref="Factorize(double*, int, int)"/>.</param>
    /// <param name="order">n.</param>
    /// <param name="stride">Leading dimension.</param>
    /// <param name="vector">b in, x out; length n.</param>
    public static void SolveTransposed(double* factor, int order, int stride, double* vector) =>
        SolveTransposed<Lanes512>(factor, order, stride, vector);

    /// <summary>Solves Uᵀ x = b in place (forward substitution) at a vector width.</summary>
    /// <typeparam name="TLanes">Vector width.</typeparam>
    /// <param name="factor">The factor.</param>
    /// <param name="order">n.</param>
    /// <param name="stride">Leading dimension.</param>
    /// <param name="vector">b in, x out; length n.</param>
    public static void SolveTransposed<TLanes>(double* factor, int order, int stride, double* vector)
        where TLanes : struct, ILanes<TLanes>
    {
        for (var k = 0; k < order; k++)
        {
            var row = factor + ((long)k * stride);
            var value = vector[k] / row[k];
            vector[k] = value;
            var edge = Math.Min(order, (k + Lanes) & ~(Lanes - 1));
            var j = k + 1;
            for (; j < edge; j++)
            {
                vector[j] = double.MultiplyAddEstimate(-value, row[j], vector[j]);
            }

            var minus = TLanes.Create(-value);
            for (; j + TLanes.Count <= order; j += TLanes.Count)
            {
                TLanes.MultiplyAdd(minus, TLanes.Load(row + j), TLanes.Load(vector + j)).Store(vector + j);
            }

            for (; j < order; j++)
            {
                vector[j] = double.MultiplyAddEstimate(-value, row[j], vector[j]);
            }
        }
    }

    /// <summary>Solves U x = b in place (backward substitution).</summary>
    /// <param name="factor">The factor from <see cref="Factorize(double*, int, int)"/>.</param>
    /// <param name="order">n.</param>
    /// <param name="stride">Leading dimension.</param>
    /// <param name="vector">b in, x out; length n.</param>
    public static void SolveUpper(double* factor, int order, int stride, double* vector) =>
        SolveUpper<Lanes512>(factor, order, stride, vector);

    /// <summary>Solves U x = b in place (backward substitution) at a vector width.</summary>
    /// <typeparam name="TLanes">Vector width.</typeparam>
    /// <param name="factor">The factor.</param>
    /// <param name="order">n.</param>
    /// <param name="stride">Leading dimension.</param>
    /// <param name="vector">b in, x out; length n.</param>
    public static void SolveUpper<TLanes>(double* factor, int order, int stride, double* vector)
        where TLanes : struct, ILanes<TLanes>
    {
        for (var k = order - 1; k >= 0; k--)
        {
            var row = factor + ((long)k * stride);
            var sum = vector[k];
            var edge = Math.Min(order, (k + Lanes) & ~(Lanes - 1));
            var far = TLanes.Create(0);
            var j = edge;
            for (; j + TLanes.Count <= order; j += TLanes.Count)
            {
                far = TLanes.MultiplyAdd(TLanes.Load(row + j), TLanes.Load(vector + j), far);
            }

            sum -= edge < order ? far.Sum() : 0;
            for (; j < order; j++)
            {
                sum = double.MultiplyAddEstimate(-row[j], vector[j], sum);
            }

            for (j = k + 1; j < edge; j++)
            {
                sum = double.MultiplyAddEstimate(-row[j], vector[j], sum);
            }

            vector[k] = sum / row[k];
        }
    }

    /// <summary>Solves Uᵀ X = B in place for many right-hand sides.</summary>
    /// <param name="factor">The factor from <see cref="Factorize(double*, int, int)"/>.</param>
    /// <param name="order">n.</param>
    /// <param name="stride">Leading dimension of the factor.</param>
    /// <param name="block">B in, X out: n rows of <paramref name="blockStride"/> doubles (a multiple of eight).</param>
    /// <param name="blockStride">Leading dimension of the block.</param>
    public static void SolveTransposedBlock(double* factor, int order, int stride, double* block, int blockStride) =>
        SolveTransposedBlock<Lanes512>(factor, order, stride, block, blockStride);

    /// <summary>Solves Uᵀ X = B in place for many right-hand sides at a vector width.</summary>
    /// <typeparam name="TLanes">Vector width.</typeparam>
    /// <param name="factor">The factor.</param>
    /// <param name="order">n.</param>
    /// <param name="stride">Leading dimension of the factor.</param>
    /// <param name="block">B in, X out: n rows of <paramref name="blockStride"/> doubles (a multiple of eight).</param>
    /// <param name="blockStride">Leading dimension of the block.</param>
    public static void SolveTransposedBlock<TLanes>(double* factor, int order, int stride, double* block, int blockStride)
        where TLanes : struct, ILanes<TLanes>
    {
        for (var panel = 0; panel < order; panel += 4)
        {
            var end = Math.Min(order, panel + 4);
            for (var k = panel; k < end; k++)
            {
                var row = factor + ((long)k * stride);
                var source = block + ((long)k * blockStride);
                Scale<TLanes>(source, 1 / row[k], 0, blockStride);
                for (var j = k + 1; j < end; j++)
                {
                    SubtractScaled<TLanes>(block + ((long)j * blockStride), source, row[j], 0, blockStride);
                }
            }

            for (var j = end; j < order; j++)
            {
                SubtractFour<TLanes>(factor + ((long)panel * stride) + j, stride, block + ((long)panel * blockStride), block + ((long)j * blockStride), blockStride);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void SubtractScaled<TLanes>(double* target, double* source, double factor, int from, int to)
        where TLanes : struct, ILanes<TLanes>
    {
        var minus = TLanes.Create(-factor);
        for (var j = from; j < to; j += TLanes.Count)
        {
            TLanes.MultiplyAdd(minus, TLanes.Load(source + j), TLanes.Load(target + j)).Store(target + j);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Scale<TLanes>(double* target, double factor, int from, int to)
        where TLanes : struct, ILanes<TLanes>
    {
        var scale = TLanes.Create(factor);
        for (var j = from; j < to; j += TLanes.Count)
        {
            (scale * TLanes.Load(target + j)).Store(target + j);
        }
    }

    /// <summary>target −= Σ of four rows of the block, each by its factor.</summary>
    private static void SubtractFour<TLanes>(double* factors, int stride, double* rows, double* target, int length)
        where TLanes : struct, ILanes<TLanes>
    {
        var a0 = TLanes.Create(-factors[0]);
        var a1 = TLanes.Create(-factors[stride]);
        var a2 = TLanes.Create(-factors[2 * stride]);
        var a3 = TLanes.Create(-factors[3 * stride]);
        for (var j = 0; j < length; j += TLanes.Count)
        {
            var sum = TLanes.MultiplyAdd(a0, TLanes.Load(rows + j), TLanes.Load(target + j));
            sum = TLanes.MultiplyAdd(a1, TLanes.Load(rows + length + j), sum);
            sum = TLanes.MultiplyAdd(a2, TLanes.Load(rows + (2L * length) + j), sum);
            TLanes.MultiplyAdd(a3, TLanes.Load(rows + (3L * length) + j), sum).Store(target + j);
        }
    }

    private static void TrailingUpdate<TLanes>(double* matrix, int order, int stride, int panel)
        where TLanes : struct, ILanes<TLanes>
    {
        var source = matrix + ((long)panel * stride);
        var pair = 2 * TLanes.Count;
        for (var i = panel + Panel; i < order; i += 4)
        {
            var rows = Math.Min(4, order - i);
            var j = i & ~(Lanes - 1);
            if (rows == 4)
            {
                for (; j + pair <= stride; j += pair)
                {
                    SubtractBlock<TLanes>(source + i, source + j, stride, matrix + ((long)i * stride) + j);
                }
            }

            for (; j < stride; j += TLanes.Count)
            {
                for (var r = 0; r < rows; r++)
                {
                    SubtractColumn<TLanes>(source + i + r, source + j, stride, matrix + ((long)(i + r) * stride) + j);
                }
            }
        }
    }

    /// <summary>Four rows by two vectors of the trailing matrix, less the panel's eight outer products.</summary>
    private static void SubtractBlock<TLanes>(double* left, double* right, int stride, double* target)
        where TLanes : struct, ILanes<TLanes>
    {
        var second = TLanes.Count;
        TLanes c00 = TLanes.Load(target), c01 = TLanes.Load(target + second);
        TLanes c10 = TLanes.Load(target + stride), c11 = TLanes.Load(target + stride + second);
        TLanes c20 = TLanes.Load(target + (2L * stride)), c21 = TLanes.Load(target + (2L * stride) + second);
        TLanes c30 = TLanes.Load(target + (3L * stride)), c31 = TLanes.Load(target + (3L * stride) + second);
        for (var q = 0; q < Panel; q++)
        {
            var (y0, y1) = (TLanes.Load(right), TLanes.Load(right + second));
            var a = TLanes.Create(-left[0]);
            c00 = TLanes.MultiplyAdd(a, y0, c00);
            c01 = TLanes.MultiplyAdd(a, y1, c01);
            a = TLanes.Create(-left[1]);
            c10 = TLanes.MultiplyAdd(a, y0, c10);
            c11 = TLanes.MultiplyAdd(a, y1, c11);
            a = TLanes.Create(-left[2]);
            c20 = TLanes.MultiplyAdd(a, y0, c20);
            c21 = TLanes.MultiplyAdd(a, y1, c21);
            a = TLanes.Create(-left[3]);
            c30 = TLanes.MultiplyAdd(a, y0, c30);
            c31 = TLanes.MultiplyAdd(a, y1, c31);
            left += stride;
            right += stride;
        }

        c00.Store(target);
        c01.Store(target + second);
        c10.Store(target + stride);
        c11.Store(target + stride + second);
        c20.Store(target + (2L * stride));
        c21.Store(target + (2L * stride) + second);
        c30.Store(target + (3L * stride));
        c31.Store(target + (3L * stride) + second);
    }

    private static void SubtractColumn<TLanes>(double* left, double* right, int stride, double* target)
        where TLanes : struct, ILanes<TLanes>
    {
        var sum = TLanes.Load(target);
        for (var q = 0; q < Panel; q++)
        {
            sum = TLanes.MultiplyAdd(TLanes.Create(-left[(long)q * stride]), TLanes.Load(right + ((long)q * stride)), sum);
        }

        sum.Store(target);
    }
}
