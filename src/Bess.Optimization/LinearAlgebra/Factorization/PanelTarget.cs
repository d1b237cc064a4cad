using System.Runtime.Intrinsics;

namespace Bess.Optimization.LinearAlgebra.Factorization;

/// <summary>A panel that takes in updates.</summary>
/// <param name="diagonal">Its values.</param>
/// <param name="width">Its columns.</param>
/// <param name="first">Its first column.</param>
/// <param name="offset">Place of every row below it, in its first column, behind the diagonal block.</param>
internal readonly unsafe struct PanelTarget(double* diagonal, int width, int first, int* offset)
{
    private const int Rows = PanelKernel.BlockRows;
    private readonly double* _diagonal = diagonal;
    private readonly double* _below = diagonal + SupernodalPattern.DiagonalLength(width);
    private readonly int _width = width;
    private readonly int _first = first;
    private readonly int* _offset = offset;

    /// <summary>Subtracts the update of a single column.</summary>
    /// <param name="part">Its rows.</param>
    /// <param name="left">The column of L.</param>
    /// <param name="pivot">Its pivot.</param>
    public void SubtractOuter(in PanelPart part, double* left, double pivot)
    {
        int* rows = part.Rows;
        int to = part.To;
        int count = part.Count;
        for (int j = part.From; j < to; j++)
        {
            double weight = left[j] * pivot;
            int column = rows[j] - _first;
            double* inside = _diagonal + (column * _width) - _first;
            for (int i = j; i < to; i++) inside[rows[i]] -= weight * left[i];
            double* under = _below + (column * Rows);
            for (int i = to; i < count; i++) under[_offset[rows[i]]] -= weight * left[i];
        }
    }

    /// <summary>Subtracts a product of row blocks.</summary>
    /// <param name="part">The rows of the panel that the product comes from.</param>
    /// <param name="product">Row blocks of To − From columns.</param>
    /// <param name="firstBlock">Index of the first of them in that panel.</param>
    /// <param name="blocks">Number of row blocks.</param>
    public void Subtract(in PanelPart part, double* product, int firstBlock, int blocks)
    {
        int columns = part.To - part.From;
        int* columnRows = part.Rows + part.From;
        for (int b = 0; b < blocks; b++, product += (long)Rows * columns)
        {
            int row = (firstBlock + b) * Rows;
            int end = Math.Min(row + Rows, part.Count);
            if (row < part.To)
            {
                SubtractInside(part, product, row, Math.Min(end, part.To));
                if (end <= part.To) continue;
            }

            int lane = Math.Max(part.To - row, 0);
            int* rows = part.Rows + row;
            int place = _offset[rows[lane]];
            if (lane == 0 && end == row + Rows && place % Rows == 0 && _offset[rows[Rows - 1]] == place + Rows - 1)
            {
                SubtractWholeBlock(product, place, columnRows, columns);
                continue;
            }

            SubtractLanes(product, rows, lane, end - row, columnRows, columns);
        }
    }

    private void SubtractInside(in PanelPart part, double* product, int row, int end)
    {
        for (int j = part.From; j < end; j++)
        {
            double* target = _diagonal + ((part.Rows[j] - _first) * _width) - _first;
            double* source = product + ((j - part.From) * Rows) - row;
            for (int i = Math.Max(j, row); i < end; i++) target[part.Rows[i]] -= source[i];
        }
    }

    private void SubtractWholeBlock(double* product, int place, int* columnRows, int columns)
    {
        double* target = _below + place;
        for (int j = 0; j < columns; j++, product += Rows)
        {
            double* column = target + ((columnRows[j] - _first) * Rows);
            (Vector512.Load(column) - Vector512.Load(product)).Store(column);
        }
    }

    private void SubtractLanes(double* product, int* rows, int from, int to, int* columnRows, int columns)
    {
        int* places = stackalloc int[Rows];
        for (int lane = from; lane < to; lane++) places[lane] = _offset[rows[lane]];
        for (int j = 0; j < columns; j++, product += Rows)
        {
            double* column = _below + ((columnRows[j] - _first) * Rows);
            for (int lane = from; lane < to; lane++) column[places[lane]] -= product[lane];
        }
    }
}
