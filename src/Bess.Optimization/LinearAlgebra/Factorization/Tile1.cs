using Bess.Optimization.LinearAlgebra.Dense;

namespace Bess.Optimization.LinearAlgebra.Factorization;

/// <summary>Products of one row block with up to four columns, two registers at a time where a block needs several.</summary>
/// <typeparam name="TLanes">A register of eight, four or one doubles.</typeparam>
internal static unsafe class Tile1<TLanes>
    where TLanes : struct, ILanes<TLanes>
{
    private const int Rows = PanelKernel.BlockRows;

    /// <summary>Sets, or subtracts from, four columns the product with four rows at a stride.</summary>
    public static void Columns4(double* left, int inner, double* right, int rightStride, double* result, bool subtract)
    {
        for (int row = 0; row < Rows; row += 2 * TLanes.Count)
        {
            if (TLanes.Count == Rows) One4(left, inner, right, rightStride, result, subtract);
            else Two4(left + row, inner, right, rightStride, result + row, subtract);
        }
    }

    /// <summary>Sets two columns.</summary>
    public static void Columns2(double* left, int inner, double* right, double* result)
    {
        for (int row = 0; row < Rows; row += TLanes.Count)
        {
            TLanes c0 = TLanes.Create(0.0), c1 = TLanes.Create(0.0);
            for (int k = 0; k < inner; k++)
            {
                TLanes a = TLanes.Load(left + ((long)k * Rows) + row);
                c0 = TLanes.MultiplyAdd(a, TLanes.Create(right[2 * k]), c0);
                c1 = TLanes.MultiplyAdd(a, TLanes.Create(right[(2 * k) + 1]), c1);
            }

            c0.Store(result + row);
            c1.Store(result + Rows + row);
        }
    }

    /// <summary>Sets one column.</summary>
    public static void Columns1(double* left, int inner, double* right, double* result)
    {
        for (int row = 0; row < Rows; row += TLanes.Count)
        {
            TLanes sum = TLanes.Create(0.0);
            for (int k = 0; k < inner; k++)
                sum = TLanes.MultiplyAdd(TLanes.Load(left + ((long)k * Rows) + row), TLanes.Create(right[k]), sum);
            sum.Store(result + row);
        }
    }

    private static void One4(double* left, int inner, double* right, int rightStride, double* result, bool subtract)
    {
        TLanes c0 = TLanes.Create(0.0), c1 = TLanes.Create(0.0), c2 = TLanes.Create(0.0), c3 = TLanes.Create(0.0);
        for (int k = 0; k < inner; k++, right += rightStride)
        {
            TLanes a = TLanes.Load(left + ((long)k * Rows));
            c0 = TLanes.MultiplyAdd(a, TLanes.Create(right[0]), c0);
            c1 = TLanes.MultiplyAdd(a, TLanes.Create(right[1]), c1);
            c2 = TLanes.MultiplyAdd(a, TLanes.Create(right[2]), c2);
            c3 = TLanes.MultiplyAdd(a, TLanes.Create(right[3]), c3);
        }

        Put(result, c0, subtract);
        Put(result + Rows, c1, subtract);
        Put(result + (2 * Rows), c2, subtract);
        Put(result + (3 * Rows), c3, subtract);
    }

    private static void Two4(double* left, int inner, double* right, int rightStride, double* result, bool subtract)
    {
        int next = TLanes.Count;
        TLanes c00 = TLanes.Create(0.0), c01 = TLanes.Create(0.0), c02 = TLanes.Create(0.0), c03 = TLanes.Create(0.0);
        TLanes c10 = TLanes.Create(0.0), c11 = TLanes.Create(0.0), c12 = TLanes.Create(0.0), c13 = TLanes.Create(0.0);
        for (int k = 0; k < inner; k++, right += rightStride)
        {
            TLanes a0 = TLanes.Load(left + ((long)k * Rows)), a1 = TLanes.Load(left + ((long)k * Rows) + next);
            TLanes b = TLanes.Create(right[0]);
            c00 = TLanes.MultiplyAdd(a0, b, c00);
            c10 = TLanes.MultiplyAdd(a1, b, c10);
            b = TLanes.Create(right[1]);
            c01 = TLanes.MultiplyAdd(a0, b, c01);
            c11 = TLanes.MultiplyAdd(a1, b, c11);
            b = TLanes.Create(right[2]);
            c02 = TLanes.MultiplyAdd(a0, b, c02);
            c12 = TLanes.MultiplyAdd(a1, b, c12);
            b = TLanes.Create(right[3]);
            c03 = TLanes.MultiplyAdd(a0, b, c03);
            c13 = TLanes.MultiplyAdd(a1, b, c13);
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

    private static void Put(double* result, TLanes value, bool subtract)
        => (subtract ? TLanes.Load(result) - value : value).Store(result);
}
