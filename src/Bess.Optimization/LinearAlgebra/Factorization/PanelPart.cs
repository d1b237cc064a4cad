namespace Bess.Optimization.LinearAlgebra.Factorization;

/// <summary>Rows of a panel that update another: rows [From, To) are columns of the other, rows [To, Count) lie below it.</summary>
internal readonly unsafe struct PanelPart(int* rows, int from, int to, int count)
{
    public int* Rows { get; } = rows;

    public int From { get; } = from;

    public int To { get; } = to;

    public int Count { get; } = count;
}
