using System.Runtime.CompilerServices;
using Bess.Optimization.LinearAlgebra.Dense;

namespace Bess.Optimization.LinearAlgebra.Factorization;

/// <summary>The operations of <see cref="PanelKernel"/>, register-blocked, for any width of register.</summary>
/// <typeparam name="TLanes">The register.</typeparam>
/// <remarks>
/// Tiles of four registers by four columns on 512 bits (16 of 32 registers accumulate), of two by four below that.
/// K. Goto, R. van de Geijn, Anatomy of high-performance matrix multiplication, ACM TOMS 34 (2008).
/// </remarks>
internal sealed unsafe class LanePanelKernel<TLanes> : PanelKernel
    where TLanes : struct, ILanes<TLanes>
{
    public override void Multiply(double* left, int blocks, int inner, double* right, int columns, double* result)
    {
        long leftBlock = (long)BlockRows * inner;
        long resultBlock = (long)BlockRows * columns;
        int b = 0;
        if (TLanes.Count == BlockRows)
        {
            for (; b + 4 <= blocks; b += 4)
                MultiplyTiles(left + (b * leftBlock), leftBlock, inner, right, columns, result + (b * resultBlock), resultBlock);
        }

        for (; b < blocks; b++) MultiplyBlock(left + (b * leftBlock), inner, right, columns, result + (b * resultBlock));
    }

    public override void SolveRight(double* panel, int blocks, int width, double* diagonal)
    {
        long block = (long)BlockRows * width;
        int b = 0;
        if (TLanes.Count == BlockRows)
        {
            for (; b + 4 <= blocks; b += 4)
            {
                double* rows = panel + (b * block);
                int k = 0;
                for (; k + 4 <= width; k += 4)
                {
                    if (k > 0)
                    {
                        Tile4<TLanes>.Columns4(
                            rows, block, k, diagonal + k, width, rows + (k * BlockRows), block, subtract: true);
                    }

                    for (int q = 0; q < 4; q++) SolveGroup(rows + (q * block), k, 4, width, diagonal);
                }

                for (int q = 0; q < 4; q++) SolveRemainder(rows + (q * block), k, width, diagonal);
            }
        }

        for (; b < blocks; b++)
        {
            double* rows = panel + (b * block);
            int k = 0;
            for (; k + 4 <= width; k += 4)
            {
                if (k > 0) SubtractBlock(rows, k, diagonal + k, width, rows + (k * BlockRows));
                SolveGroup(rows, k, 4, width, diagonal);
            }

            SolveRemainder(rows, k, width, diagonal);
        }
    }

    public override void ScaleColumns(double* panel, int blocks, int width, double* factors)
    {
        for (int b = 0; b < blocks; b++, panel += (long)BlockRows * width)
        {
            for (int k = 0; k < width; k++)
            {
                TLanes factor = TLanes.Create(factors[k]);
                for (int row = 0; row < BlockRows; row += TLanes.Count)
                {
                    double* place = panel + (k * BlockRows) + row;
                    (factor * TLanes.Load(place)).Store(place);
                }
            }
        }
    }

    public override void UpdateColumn(double* diagonal, int width, int column, double* weights)
    {
        double* target = diagonal + ((long)column * width);
        int j = 0;
        for (; j + 4 <= column; j += 4)
        {
            double* c0 = diagonal + ((long)j * width);
            double* c1 = c0 + width;
            double* c2 = c1 + width;
            double* c3 = c2 + width;
            double m0 = -weights[j], m1 = -weights[j + 1], m2 = -weights[j + 2], m3 = -weights[j + 3];
            TLanes w0 = TLanes.Create(m0), w1 = TLanes.Create(m1), w2 = TLanes.Create(m2), w3 = TLanes.Create(m3);
            int i = column;
            for (; i + TLanes.Count <= width; i += TLanes.Count)
            {
                TLanes sum = TLanes.MultiplyAdd(w0, TLanes.Load(c0 + i), TLanes.Load(target + i));
                sum = TLanes.MultiplyAdd(w1, TLanes.Load(c1 + i), sum);
                sum = TLanes.MultiplyAdd(w2, TLanes.Load(c2 + i), sum);
                TLanes.MultiplyAdd(w3, TLanes.Load(c3 + i), sum).Store(target + i);
            }

            for (; i < width; i++) target[i] += (m0 * c0[i]) + (m1 * c1[i]) + (m2 * c2[i]) + (m3 * c3[i]);
        }

        for (; j < column; j++)
        {
            double* source = diagonal + ((long)j * width);
            double weight = weights[j];
            for (int i = column; i < width; i++) target[i] -= weight * source[i];
        }
    }

    public override void MultiplyVector(double* panel, int blocks, int width, double* vector, double* product)
    {
        for (int b = 0; b < blocks; b++, panel += (long)BlockRows * width, product += BlockRows)
        {
            for (int row = 0; row < BlockRows; row += TLanes.Count)
            {
                TLanes even = TLanes.Create(0.0), odd = TLanes.Create(0.0);
                int k = 0;
                for (; k + 2 <= width; k += 2)
                {
                    even = TLanes.MultiplyAdd(TLanes.Load(panel + (k * BlockRows) + row), TLanes.Create(vector[k]), even);
                    odd = TLanes.MultiplyAdd(TLanes.Load(panel + ((k + 1) * BlockRows) + row), TLanes.Create(vector[k + 1]), odd);
                }

                if (k < width) even = TLanes.MultiplyAdd(TLanes.Load(panel + (k * BlockRows) + row), TLanes.Create(vector[k]), even);
                (even + odd).Store(product + row);
            }
        }
    }

    public override void SubtractTransposed(double* panel, int blocks, int width, double* vector, double* target)
    {
        long block = (long)BlockRows * width;
        int k = 0;
        for (; k + 4 <= width; k += 4)
        {
            TLanes s0 = TLanes.Create(0.0), s1 = TLanes.Create(0.0), s2 = TLanes.Create(0.0), s3 = TLanes.Create(0.0);
            double* rows = panel + (k * BlockRows);
            for (int b = 0; b < blocks; b++, rows += block)
            {
                for (int row = 0; row < BlockRows; row += TLanes.Count)
                {
                    TLanes v = TLanes.Load(vector + (b * BlockRows) + row);
                    s0 = TLanes.MultiplyAdd(TLanes.Load(rows + row), v, s0);
                    s1 = TLanes.MultiplyAdd(TLanes.Load(rows + BlockRows + row), v, s1);
                    s2 = TLanes.MultiplyAdd(TLanes.Load(rows + (2 * BlockRows) + row), v, s2);
                    s3 = TLanes.MultiplyAdd(TLanes.Load(rows + (3 * BlockRows) + row), v, s3);
                }
            }

            target[k] -= s0.Sum();
            target[k + 1] -= s1.Sum();
            target[k + 2] -= s2.Sum();
            target[k + 3] -= s3.Sum();
        }

        for (; k < width; k++)
        {
            TLanes sum = TLanes.Create(0.0);
            double* rows = panel + (k * BlockRows);
            for (int b = 0; b < blocks; b++, rows += block)
            {
                for (int row = 0; row < BlockRows; row += TLanes.Count)
                    sum = TLanes.MultiplyAdd(TLanes.Load(rows + row), TLanes.Load(vector + (b * BlockRows) + row), sum);
            }

            target[k] -= sum.Sum();
        }
    }

    private static void MultiplyTiles(double* left, long leftBlock, int inner, double* right, int columns, double* result, long resultBlock)
    {
        int j = 0;
        for (; j + 4 <= columns; j += 4, right += 4L * inner)
            Tile4<TLanes>.Columns4(left, leftBlock, inner, right, 4, result + (j * BlockRows), resultBlock, subtract: false);
        if (j + 2 <= columns)
        {
            Tile4<TLanes>.Columns2(left, leftBlock, inner, right, result + (j * BlockRows), resultBlock);
            right += 2L * inner;
            j += 2;
        }

        if (j < columns) Tile4<TLanes>.Columns1(left, leftBlock, inner, right, result + (j * BlockRows), resultBlock);
    }

    private static void MultiplyBlock(double* left, int inner, double* right, int columns, double* result)
    {
        int j = 0;
        for (; j + 4 <= columns; j += 4, right += 4L * inner)
            Tile1<TLanes>.Columns4(left, inner, right, 4, result + (j * BlockRows), subtract: false);
        if (j + 2 <= columns)
        {
            Tile1<TLanes>.Columns2(left, inner, right, result + (j * BlockRows));
            right += 2L * inner;
            j += 2;
        }

        if (j < columns) Tile1<TLanes>.Columns1(left, inner, right, result + (j * BlockRows));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void SubtractBlock(double* left, int inner, double* right, int rightStride, double* result)
        => Tile1<TLanes>.Columns4(left, inner, right, rightStride, result, true);

    /// <summary>Solves for columns [from, from + count) of one block, whose earlier columns were already subtracted.</summary>
    private static void SolveGroup(double* rows, int from, int count, int width, double* diagonal)
    {
        for (int k = from + 1; k < from + count; k++)
        {
            for (int row = 0; row < BlockRows; row += TLanes.Count)
            {
                TLanes sum = TLanes.Create(0.0);
                for (int j = from; j < k; j++)
                    sum = TLanes.MultiplyAdd(TLanes.Create(diagonal[((long)j * width) + k]), TLanes.Load(rows + (j * BlockRows) + row), sum);
                double* place = rows + (k * BlockRows) + row;
                (TLanes.Load(place) - sum).Store(place);
            }
        }
    }

    private static void SolveRemainder(double* rows, int from, int width, double* diagonal)
    {
        for (int k = Math.Max(from, 1); k < width; k++)
        {
            for (int row = 0; row < BlockRows; row += TLanes.Count)
            {
                TLanes sum = TLanes.Create(0.0);
                for (int j = 0; j < k; j++)
                    sum = TLanes.MultiplyAdd(TLanes.Create(diagonal[((long)j * width) + k]), TLanes.Load(rows + (j * BlockRows) + row), sum);
                double* place = rows + (k * BlockRows) + row;
                (TLanes.Load(place) - sum).Store(place);
            }
        }
    }
}
