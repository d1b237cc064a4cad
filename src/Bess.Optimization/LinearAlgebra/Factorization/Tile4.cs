using System.Runtime.CompilerServices;
using Bess.Optimization.LinearAlgebra.Dense;

namespace Bess.Optimization.LinearAlgebra.Factorization;

/// <summary>Products of four row blocks, one register each a column, with up to four columns; all sums stay in registers.</summary>
/// <typeparam name="TLanes">A register of eight doubles.</typeparam>
internal static unsafe class Tile4<TLanes>
    where TLanes : struct, ILanes<TLanes>
{
    private const int Rows = PanelKernel.BlockRows;

    /// <summary>Sets, or subtracts from, a tile of four columns the product with four rows at a stride.</summary>
    public static void Columns4(
        double* left, long leftBlock, int inner, double* right, int rightStride, double* result, long resultBlock, bool subtract)
    {
        double* x0 = left, x1 = left + leftBlock, x2 = x1 + leftBlock, x3 = x2 + leftBlock;
        TLanes c00 = TLanes.Create(0.0), c01 = TLanes.Create(0.0), c02 = TLanes.Create(0.0), c03 = TLanes.Create(0.0);
        TLanes c10 = TLanes.Create(0.0), c11 = TLanes.Create(0.0), c12 = TLanes.Create(0.0), c13 = TLanes.Create(0.0);
        TLanes c20 = TLanes.Create(0.0), c21 = TLanes.Create(0.0), c22 = TLanes.Create(0.0), c23 = TLanes.Create(0.0);
        TLanes c30 = TLanes.Create(0.0), c31 = TLanes.Create(0.0), c32 = TLanes.Create(0.0), c33 = TLanes.Create(0.0);
        for (int k = 0; k < inner; k++, right += rightStride)
        {
            long at = (long)k * Rows;
            TLanes a0 = TLanes.Load(x0 + at), a1 = TLanes.Load(x1 + at), a2 = TLanes.Load(x2 + at), a3 = TLanes.Load(x3 + at);
            TLanes b = TLanes.Create(right[0]);
            c00 = TLanes.MultiplyAdd(a0, b, c00);
            c10 = TLanes.MultiplyAdd(a1, b, c10);
            c20 = TLanes.MultiplyAdd(a2, b, c20);
            c30 = TLanes.MultiplyAdd(a3, b, c30);
            b = TLanes.Create(right[1]);
            c01 = TLanes.MultiplyAdd(a0, b, c01);
            c11 = TLanes.MultiplyAdd(a1, b, c11);
            c21 = TLanes.MultiplyAdd(a2, b, c21);
            c31 = TLanes.MultiplyAdd(a3, b, c31);
            b = TLanes.Create(right[2]);
            c02 = TLanes.MultiplyAdd(a0, b, c02);
            c12 = TLanes.MultiplyAdd(a1, b, c12);
            c22 = TLanes.MultiplyAdd(a2, b, c22);
            c32 = TLanes.MultiplyAdd(a3, b, c32);
            b = TLanes.Create(right[3]);
            c03 = TLanes.MultiplyAdd(a0, b, c03);
            c13 = TLanes.MultiplyAdd(a1, b, c13);
            c23 = TLanes.MultiplyAdd(a2, b, c23);
            c33 = TLanes.MultiplyAdd(a3, b, c33);
        }

        Put(result, c00, c01, c02, c03, subtract);
        Put(result + resultBlock, c10, c11, c12, c13, subtract);
        Put(result + (2 * resultBlock), c20, c21, c22, c23, subtract);
        Put(result + (3 * resultBlock), c30, c31, c32, c33, subtract);
    }

    /// <summary>Sets a tile of two columns.</summary>
    public static void Columns2(double* left, long leftBlock, int inner, double* right, double* result, long resultBlock)
    {
        double* x0 = left, x1 = left + leftBlock, x2 = x1 + leftBlock, x3 = x2 + leftBlock;
        TLanes c00 = TLanes.Create(0.0), c01 = TLanes.Create(0.0), c10 = TLanes.Create(0.0), c11 = TLanes.Create(0.0);
        TLanes c20 = TLanes.Create(0.0), c21 = TLanes.Create(0.0), c30 = TLanes.Create(0.0), c31 = TLanes.Create(0.0);
        for (int k = 0; k < inner; k++, right += 2)
        {
            long at = (long)k * Rows;
            TLanes b0 = TLanes.Create(right[0]), b1 = TLanes.Create(right[1]);
            TLanes a = TLanes.Load(x0 + at);
            c00 = TLanes.MultiplyAdd(a, b0, c00);
            c01 = TLanes.MultiplyAdd(a, b1, c01);
            a = TLanes.Load(x1 + at);
            c10 = TLanes.MultiplyAdd(a, b0, c10);
            c11 = TLanes.MultiplyAdd(a, b1, c11);
            a = TLanes.Load(x2 + at);
            c20 = TLanes.MultiplyAdd(a, b0, c20);
            c21 = TLanes.MultiplyAdd(a, b1, c21);
            a = TLanes.Load(x3 + at);
            c30 = TLanes.MultiplyAdd(a, b0, c30);
            c31 = TLanes.MultiplyAdd(a, b1, c31);
        }

        Put(result, c00, c01);
        Put(result + resultBlock, c10, c11);
        Put(result + (2 * resultBlock), c20, c21);
        Put(result + (3 * resultBlock), c30, c31);
    }

    /// <summary>Sets a tile of one column.</summary>
    public static void Columns1(double* left, long leftBlock, int inner, double* right, double* result, long resultBlock)
    {
        double* x0 = left, x1 = left + leftBlock, x2 = x1 + leftBlock, x3 = x2 + leftBlock;
        TLanes c0 = TLanes.Create(0.0), c1 = TLanes.Create(0.0), c2 = TLanes.Create(0.0), c3 = TLanes.Create(0.0);
        for (int k = 0; k < inner; k++)
        {
            long at = (long)k * Rows;
            TLanes b = TLanes.Create(right[k]);
            c0 = TLanes.MultiplyAdd(TLanes.Load(x0 + at), b, c0);
            c1 = TLanes.MultiplyAdd(TLanes.Load(x1 + at), b, c1);
            c2 = TLanes.MultiplyAdd(TLanes.Load(x2 + at), b, c2);
            c3 = TLanes.MultiplyAdd(TLanes.Load(x3 + at), b, c3);
        }

        c0.Store(result);
        c1.Store(result + resultBlock);
        c2.Store(result + (2 * resultBlock));
        c3.Store(result + (3 * resultBlock));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put(double* result, TLanes c0, TLanes c1, TLanes c2, TLanes c3, bool subtract)
    {
        if (subtract)
        {
            c0 = TLanes.Load(result) - c0;
            c1 = TLanes.Load(result + Rows) - c1;
            c2 = (TLanes.Load(result + (2 * Rows)) - c2);
            c3 = (TLanes.Load(result + (3 * Rows)) - c3);
        }

        Put(result, c0, c1);
        Put(result + (2 * Rows), c2, c3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put(double* result, TLanes c0, TLanes c1)
    {
        c0.Store(result);
        c1.Store(result + Rows);
    }
}
