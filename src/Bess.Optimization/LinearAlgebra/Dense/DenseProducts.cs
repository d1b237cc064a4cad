using System.Runtime.CompilerServices;

namespace Bess.Optimization.LinearAlgebra.Dense;

/// <summary>Register-blocked products of small dense row-major matrices with padded rows.</summary>
/// <remarks>Leading dimensions are multiples of eight and padding holds zeros. Not thread-safe on one output buffer.</remarks>
public static unsafe class DenseProducts
{
    /// <summary>Upper part of C = XᵀY (or C −= XᵀY) on 512-bit lanes, where the product is known to be symmetric.</summary>
    /// <param name="left">X: k rows of <paramref name="stride"/> doubles.</param>
    /// <param name="right">Y: k rows of <paramref name="stride"/> doubles.</param>
    /// <param name="inner">k.</param>
    /// <param name="order">n, the number of columns of X and Y that count.</param>
    /// <param name="stride">Leading dimension of X, Y and C, a multiple of eight.</param>
    /// <param name="result">C: rows of <paramref name="stride"/> doubles, at least n rounded up to four of them; blocks that touch the upper triangle are written.</param>
    /// <param name="subtract">True to subtract from C, false to overwrite it.</param>
    public static void SymmetricTransposedProduct(double* left, double* right, int inner, int order, int stride, double* result, bool subtract) =>
        SymmetricTransposedProduct<Lanes512>(left, right, inner, order, stride, result, stride, subtract);

    /// <summary>Upper part of C = XᵀY (or C −= XᵀY), where the product is known to be symmetric.</summary>
    /// <typeparam name="TLanes">Vector width.</typeparam>
    /// <param name="left">X: k rows of <paramref name="stride"/> doubles.</param>
    /// <param name="right">Y: k rows of <paramref name="stride"/> doubles.</param>
    /// <param name="inner">k.</param>
    /// <param name="order">n, the number of columns of X and Y that count.</param>
    /// <param name="stride">Leading dimension of X and Y, a multiple of eight.</param>
    /// <param name="result">C: at least n rounded up to four rows; blocks that touch the upper triangle are written.</param>
    /// <param name="resultStride">Leading dimension of C, a multiple of eight, at least n rounded up to eight.</param>
    /// <param name="subtract">True to subtract from C, false to overwrite it.</param>
    public static void SymmetricTransposedProduct<TLanes>(
        double* left, double* right, int inner, int order, int stride, double* result, int resultStride, bool subtract)
        where TLanes : struct, ILanes<TLanes>
    {
        var end = DenseCholesky.PaddedLength(order);
        for (var i = 0; i < order; i += 4)
        {
            Strip<TLanes>(left + i, right, inner, stride, stride, result + ((long)i * resultStride), resultStride, i & ~7, end, subtract);
        }
    }

    /// <summary>C = XᵀY (or C −= XᵀY).</summary>
    /// <typeparam name="TLanes">Vector width.</typeparam>
    /// <param name="left">X: k rows, of which n columns count.</param>
    /// <param name="right">Y: k rows, of which m columns count.</param>
    /// <param name="inner">k.</param>
    /// <param name="rows">n.</param>
    /// <param name="columns">m.</param>
    /// <param name="leftStride">Leading dimension of X, a multiple of eight.</param>
    /// <param name="rightStride">Leading dimension of Y, a multiple of eight.</param>
    /// <param name="result">C: at least n rounded up to four rows.</param>
    /// <param name="resultStride">Leading dimension of C, a multiple of eight, at least m rounded up to eight.</param>
    /// <param name="subtract">True to subtract from C, false to overwrite it.</param>
    public static void TransposedProduct<TLanes>(
        double* left, double* right, int inner, int rows, int columns, int leftStride, int rightStride, double* result, int resultStride, bool subtract)
        where TLanes : struct, ILanes<TLanes>
    {
        for (var i = 0; i < rows; i += 4)
        {
            Strip<TLanes>(left + i, right, inner, leftStride, rightStride, result + ((long)i * resultStride), resultStride, 0, DenseCholesky.PaddedLength(columns), subtract);
        }
    }

    private static void Strip<TLanes>(
        double* left, double* right, int inner, int leftStride, int rightStride, double* result, int resultStride, int from, int to, bool subtract)
        where TLanes : struct, ILanes<TLanes>
    {
        var j = from;
        for (; j + (2 * TLanes.Count) <= to; j += 2 * TLanes.Count)
        {
            DoubleBlock<TLanes>(left, right + j, inner, leftStride, rightStride, result + j, resultStride, subtract);
        }

        for (; j < to; j += TLanes.Count)
        {
            SingleBlock<TLanes>(left, right + j, inner, leftStride, rightStride, result + j, resultStride, subtract);
        }
    }

    private static void DoubleBlock<TLanes>(double* left, double* right, int inner, int leftStride, int rightStride, double* result, int resultStride, bool subtract)
        where TLanes : struct, ILanes<TLanes>
    {
        TLanes c00 = default, c01 = default, c10 = default, c11 = default;
        TLanes c20 = default, c21 = default, c30 = default, c31 = default;
        for (var k = 0; k < inner; k++)
        {
            var (y0, y1) = (TLanes.Load(right), TLanes.Load(right + TLanes.Count));
            var a = TLanes.Create(left[0]);
            c00 = TLanes.MultiplyAdd(a, y0, c00);
            c01 = TLanes.MultiplyAdd(a, y1, c01);
            a = TLanes.Create(left[1]);
            c10 = TLanes.MultiplyAdd(a, y0, c10);
            c11 = TLanes.MultiplyAdd(a, y1, c11);
            a = TLanes.Create(left[2]);
            c20 = TLanes.MultiplyAdd(a, y0, c20);
            c21 = TLanes.MultiplyAdd(a, y1, c21);
            a = TLanes.Create(left[3]);
            c30 = TLanes.MultiplyAdd(a, y0, c30);
            c31 = TLanes.MultiplyAdd(a, y1, c31);
            left += leftStride;
            right += rightStride;
        }

        Put(result, c00, c01, subtract);
        Put(result + resultStride, c10, c11, subtract);
        Put(result + (2L * resultStride), c20, c21, subtract);
        Put(result + (3L * resultStride), c30, c31, subtract);
    }

    private static void SingleBlock<TLanes>(double* left, double* right, int inner, int leftStride, int rightStride, double* result, int resultStride, bool subtract)
        where TLanes : struct, ILanes<TLanes>
    {
        TLanes c0 = default, c1 = default, c2 = default, c3 = default;
        for (var k = 0; k < inner; k++)
        {
            var y = TLanes.Load(right);
            c0 = TLanes.MultiplyAdd(TLanes.Create(left[0]), y, c0);
            c1 = TLanes.MultiplyAdd(TLanes.Create(left[1]), y, c1);
            c2 = TLanes.MultiplyAdd(TLanes.Create(left[2]), y, c2);
            c3 = TLanes.MultiplyAdd(TLanes.Create(left[3]), y, c3);
            left += leftStride;
            right += rightStride;
        }

        Put(result, c0, subtract);
        Put(result + resultStride, c1, subtract);
        Put(result + (2L * resultStride), c2, subtract);
        Put(result + (3L * resultStride), c3, subtract);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put<TLanes>(double* result, TLanes first, TLanes second, bool subtract)
        where TLanes : struct, ILanes<TLanes>
    {
        Put(result, first, subtract);
        Put(result + TLanes.Count, second, subtract);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put<TLanes>(double* result, TLanes value, bool subtract)
        where TLanes : struct, ILanes<TLanes> =>
        (subtract ? TLanes.Load(result) - value : value).Store(result);
}
