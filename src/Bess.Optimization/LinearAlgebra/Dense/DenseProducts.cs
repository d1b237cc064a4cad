using System.Runtime.Intrinsics;

namespace Bess.Optimization.LinearAlgebra.Dense;

/// <summary>Register-blocked products of small dense row-major matrices with padded rows.</summary>
/// <remarks>Leading dimensions are multiples of eight and padding holds zeros. Not thread-safe on one output buffer.</remarks>
public static unsafe class DenseProducts
{
    /// <summary>Upper part of C = XᵀY (or C −= XᵀY), where the product is known to be symmetric.</summary>
    /// <param name="left">X: k rows of <paramref name="stride"/> doubles.</param>
    /// <param name="right">Y: k rows of <paramref name="stride"/> doubles.</param>
    /// <param name="inner">k.</param>
    /// <param name="order">n, the number of columns of X and Y that count.</param>
    /// <param name="stride">Leading dimension of X, Y and C, a multiple of eight.</param>
    /// <param name="result">C: rows of <paramref name="stride"/> doubles, at least n rounded up to four of them; blocks that touch the upper triangle are written.</param>
    /// <param name="subtract">True to subtract from C, false to overwrite it.</param>
    public static void SymmetricTransposedProduct(double* left, double* right, int inner, int order, int stride, double* result, bool subtract)
    {
        for (var i = 0; i < order; i += 4)
        {
            for (var j = i & ~7; j < stride; j += 16)
            {
                if (j + 8 < stride)
                {
                    Block4x16(left + i, right + j, inner, stride, result + ((long)i * stride) + j, subtract);
                }
                else
                {
                    Block4x8(left + i, right + j, inner, stride, result + ((long)i * stride) + j, subtract);
                }
            }
        }
    }

    private static void Block4x16(double* left, double* right, int inner, int stride, double* result, bool subtract)
    {
        Vector512<double> c00 = default, c01 = default, c10 = default, c11 = default;
        Vector512<double> c20 = default, c21 = default, c30 = default, c31 = default;
        for (var k = 0; k < inner; k++)
        {
            var x = left + ((long)k * stride);
            var y0 = Vector512.Load(right + ((long)k * stride));
            var y1 = Vector512.Load(right + ((long)k * stride) + 8);
            var a = Vector512.Create(x[0]);
            c00 = Vector512.MultiplyAddEstimate(a, y0, c00);
            c01 = Vector512.MultiplyAddEstimate(a, y1, c01);
            a = Vector512.Create(x[1]);
            c10 = Vector512.MultiplyAddEstimate(a, y0, c10);
            c11 = Vector512.MultiplyAddEstimate(a, y1, c11);
            a = Vector512.Create(x[2]);
            c20 = Vector512.MultiplyAddEstimate(a, y0, c20);
            c21 = Vector512.MultiplyAddEstimate(a, y1, c21);
            a = Vector512.Create(x[3]);
            c30 = Vector512.MultiplyAddEstimate(a, y0, c30);
            c31 = Vector512.MultiplyAddEstimate(a, y1, c31);
        }

        Put(result, c00, c01, subtract);
        Put(result + stride, c10, c11, subtract);
        Put(result + (2L * stride), c20, c21, subtract);
        Put(result + (3L * stride), c30, c31, subtract);
    }

    private static void Block4x8(double* left, double* right, int inner, int stride, double* result, bool subtract)
    {
        Vector512<double> c0 = default, c1 = default, c2 = default, c3 = default;
        for (var k = 0; k < inner; k++)
        {
            var x = left + ((long)k * stride);
            var y = Vector512.Load(right + ((long)k * stride));
            c0 = Vector512.MultiplyAddEstimate(Vector512.Create(x[0]), y, c0);
            c1 = Vector512.MultiplyAddEstimate(Vector512.Create(x[1]), y, c1);
            c2 = Vector512.MultiplyAddEstimate(Vector512.Create(x[2]), y, c2);
            c3 = Vector512.MultiplyAddEstimate(Vector512.Create(x[3]), y, c3);
        }

        Put(result, c0, subtract);
        Put(result + stride, c1, subtract);
        Put(result + (2L * stride), c2, subtract);
        Put(result + (3L * stride), c3, subtract);
    }

    private static void Put(double* result, Vector512<double> first, Vector512<double> second, bool subtract)
    {
        Put(result, first, subtract);
        Put(result + 8, second, subtract);
    }

    private static void Put(double* result, Vector512<double> value, bool subtract) =>
        (subtract ? Vector512.Load(result) - value : value).Store(result);
}
