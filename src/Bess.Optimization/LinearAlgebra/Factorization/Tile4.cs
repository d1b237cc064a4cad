using System.Runtime.CompilerServices;

namespace Bess.Optimization.LinearAlgebra.Factorization;

/// <summary>Products of four row blocks, one register each a column, with up to four columns; all sums stay in registers.</summary>
/// <typeparam name="TVector">A register of eight doubles.</typeparam>
/// <typeparam name="TOps">Its operations.</typeparam>
internal static unsafe class Tile4<TVector, TOps>
    where TVector : unmanaged
    where TOps : struct, ILaneOperations<TVector>
{
    private const int Rows = PanelKernel.BlockRows;

    /// <summary>Sets, or subtracts from, a tile of four columns the product with four rows at a stride.</summary>
    public static void Columns4(
        double* left, long leftBlock, int inner, double* right, int rightStride, double* result, long resultBlock, bool subtract)
    {
        double* x0 = left, x1 = left + leftBlock, x2 = x1 + leftBlock, x3 = x2 + leftBlock;
        TVector c00 = TOps.Zero, c01 = TOps.Zero, c02 = TOps.Zero, c03 = TOps.Zero;
        TVector c10 = TOps.Zero, c11 = TOps.Zero, c12 = TOps.Zero, c13 = TOps.Zero;
        TVector c20 = TOps.Zero, c21 = TOps.Zero, c22 = TOps.Zero, c23 = TOps.Zero;
        TVector c30 = TOps.Zero, c31 = TOps.Zero, c32 = TOps.Zero, c33 = TOps.Zero;
        for (int k = 0; k < inner; k++, right += rightStride)
        {
            long at = (long)k * Rows;
            TVector a0 = TOps.Load(x0 + at), a1 = TOps.Load(x1 + at), a2 = TOps.Load(x2 + at), a3 = TOps.Load(x3 + at);
            TVector b = TOps.Broadcast(right[0]);
            c00 = TOps.MultiplyAdd(a0, b, c00);
            c10 = TOps.MultiplyAdd(a1, b, c10);
            c20 = TOps.MultiplyAdd(a2, b, c20);
            c30 = TOps.MultiplyAdd(a3, b, c30);
            b = TOps.Broadcast(right[1]);
            c01 = TOps.MultiplyAdd(a0, b, c01);
            c11 = TOps.MultiplyAdd(a1, b, c11);
            c21 = TOps.MultiplyAdd(a2, b, c21);
            c31 = TOps.MultiplyAdd(a3, b, c31);
            b = TOps.Broadcast(right[2]);
            c02 = TOps.MultiplyAdd(a0, b, c02);
            c12 = TOps.MultiplyAdd(a1, b, c12);
            c22 = TOps.MultiplyAdd(a2, b, c22);
            c32 = TOps.MultiplyAdd(a3, b, c32);
            b = TOps.Broadcast(right[3]);
            c03 = TOps.MultiplyAdd(a0, b, c03);
            c13 = TOps.MultiplyAdd(a1, b, c13);
            c23 = TOps.MultiplyAdd(a2, b, c23);
            c33 = TOps.MultiplyAdd(a3, b, c33);
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
        TVector c00 = TOps.Zero, c01 = TOps.Zero, c10 = TOps.Zero, c11 = TOps.Zero;
        TVector c20 = TOps.Zero, c21 = TOps.Zero, c30 = TOps.Zero, c31 = TOps.Zero;
        for (int k = 0; k < inner; k++, right += 2)
        {
            long at = (long)k * Rows;
            TVector b0 = TOps.Broadcast(right[0]), b1 = TOps.Broadcast(right[1]);
            TVector a = TOps.Load(x0 + at);
            c00 = TOps.MultiplyAdd(a, b0, c00);
            c01 = TOps.MultiplyAdd(a, b1, c01);
            a = TOps.Load(x1 + at);
            c10 = TOps.MultiplyAdd(a, b0, c10);
            c11 = TOps.MultiplyAdd(a, b1, c11);
            a = TOps.Load(x2 + at);
            c20 = TOps.MultiplyAdd(a, b0, c20);
            c21 = TOps.MultiplyAdd(a, b1, c21);
            a = TOps.Load(x3 + at);
            c30 = TOps.MultiplyAdd(a, b0, c30);
            c31 = TOps.MultiplyAdd(a, b1, c31);
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
        TVector c0 = TOps.Zero, c1 = TOps.Zero, c2 = TOps.Zero, c3 = TOps.Zero;
        for (int k = 0; k < inner; k++)
        {
            long at = (long)k * Rows;
            TVector b = TOps.Broadcast(right[k]);
            c0 = TOps.MultiplyAdd(TOps.Load(x0 + at), b, c0);
            c1 = TOps.MultiplyAdd(TOps.Load(x1 + at), b, c1);
            c2 = TOps.MultiplyAdd(TOps.Load(x2 + at), b, c2);
            c3 = TOps.MultiplyAdd(TOps.Load(x3 + at), b, c3);
        }

        TOps.Store(result, c0);
        TOps.Store(result + resultBlock, c1);
        TOps.Store(result + (2 * resultBlock), c2);
        TOps.Store(result + (3 * resultBlock), c3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put(double* result, TVector c0, TVector c1, TVector c2, TVector c3, bool subtract)
    {
        if (subtract)
        {
            c0 = TOps.Subtract(TOps.Load(result), c0);
            c1 = TOps.Subtract(TOps.Load(result + Rows), c1);
            c2 = TOps.Subtract(TOps.Load(result + (2 * Rows)), c2);
            c3 = TOps.Subtract(TOps.Load(result + (3 * Rows)), c3);
        }

        Put(result, c0, c1);
        Put(result + (2 * Rows), c2, c3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put(double* result, TVector c0, TVector c1)
    {
        TOps.Store(result, c0);
        TOps.Store(result + Rows, c1);
    }
}
