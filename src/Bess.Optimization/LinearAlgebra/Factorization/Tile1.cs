namespace Bess.Optimization.LinearAlgebra.Factorization;

/// <summary>Products of one row block with up to four columns, two registers at a time where a block needs several.</summary>
/// <typeparam name="TVector">A register of eight, four or one doubles.</typeparam>
/// <typeparam name="TOps">Its operations.</typeparam>
internal static unsafe class Tile1<TVector, TOps>
    where TVector : unmanaged
    where TOps : struct, ILaneOperations<TVector>
{
    private const int Rows = PanelKernel.BlockRows;

    /// <summary>Sets, or subtracts from, four columns the product with four rows at a stride.</summary>
    public static void Columns4(double* left, int inner, double* right, int rightStride, double* result, bool subtract)
    {
        for (int row = 0; row < Rows; row += 2 * TOps.Lanes)
        {
            if (TOps.Lanes == Rows) One4(left, inner, right, rightStride, result, subtract);
            else Two4(left + row, inner, right, rightStride, result + row, subtract);
        }
    }

    /// <summary>Sets two columns.</summary>
    public static void Columns2(double* left, int inner, double* right, double* result)
    {
        for (int row = 0; row < Rows; row += TOps.Lanes)
        {
            TVector c0 = TOps.Zero, c1 = TOps.Zero;
            for (int k = 0; k < inner; k++)
            {
                TVector a = TOps.Load(left + ((long)k * Rows) + row);
                c0 = TOps.MultiplyAdd(a, TOps.Broadcast(right[2 * k]), c0);
                c1 = TOps.MultiplyAdd(a, TOps.Broadcast(right[(2 * k) + 1]), c1);
            }

            TOps.Store(result + row, c0);
            TOps.Store(result + Rows + row, c1);
        }
    }

    /// <summary>Sets one column.</summary>
    public static void Columns1(double* left, int inner, double* right, double* result)
    {
        for (int row = 0; row < Rows; row += TOps.Lanes)
        {
            TVector sum = TOps.Zero;
            for (int k = 0; k < inner; k++)
                sum = TOps.MultiplyAdd(TOps.Load(left + ((long)k * Rows) + row), TOps.Broadcast(right[k]), sum);
            TOps.Store(result + row, sum);
        }
    }

    private static void One4(double* left, int inner, double* right, int rightStride, double* result, bool subtract)
    {
        TVector c0 = TOps.Zero, c1 = TOps.Zero, c2 = TOps.Zero, c3 = TOps.Zero;
        for (int k = 0; k < inner; k++, right += rightStride)
        {
            TVector a = TOps.Load(left + ((long)k * Rows));
            c0 = TOps.MultiplyAdd(a, TOps.Broadcast(right[0]), c0);
            c1 = TOps.MultiplyAdd(a, TOps.Broadcast(right[1]), c1);
            c2 = TOps.MultiplyAdd(a, TOps.Broadcast(right[2]), c2);
            c3 = TOps.MultiplyAdd(a, TOps.Broadcast(right[3]), c3);
        }

        Put(result, c0, subtract);
        Put(result + Rows, c1, subtract);
        Put(result + (2 * Rows), c2, subtract);
        Put(result + (3 * Rows), c3, subtract);
    }

    private static void Two4(double* left, int inner, double* right, int rightStride, double* result, bool subtract)
    {
        int next = TOps.Lanes;
        TVector c00 = TOps.Zero, c01 = TOps.Zero, c02 = TOps.Zero, c03 = TOps.Zero;
        TVector c10 = TOps.Zero, c11 = TOps.Zero, c12 = TOps.Zero, c13 = TOps.Zero;
        for (int k = 0; k < inner; k++, right += rightStride)
        {
            TVector a0 = TOps.Load(left + ((long)k * Rows)), a1 = TOps.Load(left + ((long)k * Rows) + next);
            TVector b = TOps.Broadcast(right[0]);
            c00 = TOps.MultiplyAdd(a0, b, c00);
            c10 = TOps.MultiplyAdd(a1, b, c10);
            b = TOps.Broadcast(right[1]);
            c01 = TOps.MultiplyAdd(a0, b, c01);
            c11 = TOps.MultiplyAdd(a1, b, c11);
            b = TOps.Broadcast(right[2]);
            c02 = TOps.MultiplyAdd(a0, b, c02);
            c12 = TOps.MultiplyAdd(a1, b, c12);
            b = TOps.Broadcast(right[3]);
            c03 = TOps.MultiplyAdd(a0, b, c03);
            c13 = TOps.MultiplyAdd(a1, b, c13);
        }

        Put(result, c00, subtract);
        Put(result + next, c10, subtract);
        Put(result + Rows, c01, subtract);
        Put(result + Rows + next, c11, subtract);
        Put(result + (2 * Rows), c02, subtract);
        Put(result + (2 * Rows) + next, c12, subtract);
        Put(result + (3 * Rows), c03, subtract);
        Put(result + (3 * Rows) + next, c13, subtract);
    }

    private static void Put(double* result, TVector value, bool subtract)
        => TOps.Store(result, subtract ? TOps.Subtract(TOps.Load(result), value) : value);
}
