using Bess.Optimization.LinearAlgebra.Sparse;

namespace Bess.Optimization.LinearAlgebra.Factorization;

/// <summary>Where a supernodal factor keeps its entries: panels, the rows below each, and the place of every entry of K.</summary>
/// <remarks>
/// E. G. Ng, B. W. Peyton, Block sparse Cholesky algorithms on advanced uniprocessor computers, SIAM J. Sci. Comput. 14
/// (1993). Groups wider than <see cref="WidestPanel"/> are cut into panels, the odd one first, so that the row blocks of
/// consecutive panels stay aligned. Layout of a panel: see <see cref="PanelKernel"/>; a single column is kept without
/// padding, since no kernel works on it. Immutable.
/// </remarks>
internal sealed class SupernodalPattern
{
    /// <summary>Most columns of a panel; a multiple of the block of rows.</summary>
    public const int WidestPanel = 128;

    private const int None = -1;
    private readonly int[] _groupFirst;
    private readonly int[] _groupRowStart;

    private SupernodalPattern(SupernodePartition partition, in LowerPattern lower)
    {
        _groupFirst = partition.FirstColumn;
        Count = partition.Order.Length;
        _groupRowStart = new int[_groupFirst.Length];
        int groups = partition.BelowCount.Length;
        for (int group = 0; group < groups; group++)
        {
            int width = _groupFirst[group + 1] - _groupFirst[group];
            _groupRowStart[group + 1] = checked(_groupRowStart[group] + width + partition.BelowCount[group]);
        }

        Rows = new int[_groupRowStart[groups]];
        FillRows(lower);
        int panels = 0;
        for (int group = 0; group < groups; group++) panels += PanelsOf(group);
        FirstColumn = new int[panels + 1];
        RowStart = new int[panels];
        RowCount = new int[panels];
        ValueStart = new int[panels + 1];
        PanelOf = new int[Count];
        CutPanels();
        EntryStart = new int[panels + 1];
        EntrySource = [];
        EntryTarget = [];
    }

    /// <summary>Order of K.</summary>
    public int Count { get; }

    /// <summary>Number of panels.</summary>
    public int PanelCount => RowStart.Length;

    /// <summary>First column of each panel; length panels + 1.</summary>
    public int[] FirstColumn { get; }

    /// <summary>Panel of each column.</summary>
    public int[] PanelOf { get; }

    /// <summary>Start in <see cref="Rows"/> of the rows below each panel.</summary>
    public int[] RowStart { get; }

    /// <summary>Number of rows below each panel.</summary>
    public int[] RowCount { get; }

    /// <summary>Rows, ascending within a panel.</summary>
    public int[] Rows { get; }

    /// <summary>Start of the values of each panel; length panels + 1.</summary>
    public int[] ValueStart { get; }

    /// <summary>First entry of K of each panel; length panels + 1.</summary>
    public int[] EntryStart { get; }

    /// <summary>Index of each entry in K's upper triangle, by panel.</summary>
    public int[] EntrySource { get; private set; }

    /// <summary>Its place, relative to the start of the panel's values.</summary>
    public int[] EntryTarget { get; private set; }

    /// <summary>Length of the longest list of rows below a panel, rounded up to whole blocks.</summary>
    public int LongestBelow { get; private set; }

    /// <summary>Lays out the factor of a permuted matrix.</summary>
    /// <param name="upper">Upper triangle of K.</param>
    /// <param name="permutation">Original index of each pivot.</param>
    /// <param name="inverse">Its inverse.</param>
    /// <param name="partition">Groups of columns in the permuted order.</param>
    public static SupernodalPattern Build(SparseMatrix upper, int[] permutation, int[] inverse, SupernodePartition partition)
    {
        var lower = LowerPattern.Of(upper, inverse);
        var pattern = new SupernodalPattern(partition, lower);
        pattern.PlaceEntries(upper, permutation, lower);
        return pattern;
    }

    /// <summary>Doubles that the diagonal block of a panel takes, up to the next block of rows.</summary>
    public static int DiagonalLength(int width)
        => width == 1 ? 1 : ((width * width) + PanelKernel.BlockRows - 1) & -PanelKernel.BlockRows;

    /// <summary>Number of row blocks that hold so many rows.</summary>
    public static int Blocks(int rows) => (rows + PanelKernel.BlockRows - 1) / PanelKernel.BlockRows;

    /// <summary>Rows of a group: those of its columns of K and of its children in the tree, its own columns left out.</summary>
    private void FillRows(in LowerPattern lower)
    {
        int groups = _groupFirst.Length - 1;
        var groupOf = new int[Count];
        var child = new int[groups];
        var sibling = new int[groups];
        var mark = new int[Count];
        Array.Fill(child, None);
        Array.Fill(mark, None);
        for (int group = 0; group < groups; group++)
        {
            for (int column = _groupFirst[group]; column < _groupFirst[group + 1]; column++) groupOf[column] = group;
        }

        for (int group = 0; group < groups; group++)
        {
            int end = _groupFirst[group + 1];
            int next = _groupRowStart[group];
            for (int column = _groupFirst[group]; column < end; column++) Rows[next++] = column;
            int below = next;
            int from = lower.Pointers[_groupFirst[group]];
            Gather(lower.Rows.AsSpan(from..lower.Pointers[end]), end, group, mark, ref next);
            for (int node = child[group]; node != None; node = sibling[node])
                Gather(Rows.AsSpan(_groupRowStart[node].._groupRowStart[node + 1]), end, group, mark, ref next);
            Rows.AsSpan(below..next).Sort();
            if (next == below) continue;
            int parent = groupOf[Rows[below]];
            sibling[group] = child[parent];
            child[parent] = group;
        }
    }

    private void Gather(ReadOnlySpan<int> rows, int from, int stamp, int[] mark, ref int next)
    {
        foreach (int row in rows)
        {
            if (row < from || mark[row] == stamp) continue;
            mark[row] = stamp;
            Rows[next++] = row;
        }
    }

    private int PanelsOf(int group) => (_groupFirst[group + 1] - _groupFirst[group] + WidestPanel - 1) / WidestPanel;

    private void CutPanels()
    {
        int panel = 0;
        long values = 0;
        for (int group = 0; group + 1 < _groupFirst.Length; group++)
        {
            int end = _groupFirst[group + 1];
            int column = _groupFirst[group];
            for (int left = PanelsOf(group); left > 0; left--)
            {
                int width = end - column - ((left - 1) * WidestPanel);
                FirstColumn[panel] = column;
                Array.Fill(PanelOf, panel, column, width);
                column += width;
                RowStart[panel] = _groupRowStart[group] + column - _groupFirst[group];
                RowCount[panel] = _groupRowStart[group + 1] - RowStart[panel];
                int padded = Blocks(RowCount[panel]) * PanelKernel.BlockRows;
                LongestBelow = Math.Max(LongestBelow, padded);
                if (width > 1) values = (values + PanelKernel.BlockRows - 1) & -PanelKernel.BlockRows;
                ValueStart[panel] = checked((int)values);
                values += DiagonalLength(width) + (width > 1 ? (long)padded * width : RowCount[panel]);
                ValueStart[++panel] = checked((int)values);
            }
        }

        FirstColumn[panel] = Count;
    }

    private void PlaceEntries(SparseMatrix upper, int[] permutation, in LowerPattern lower)
    {
        var source = new int[upper.NonZeroCount];
        var target = new int[upper.NonZeroCount];
        var place = new int[Count];
        int count = 0;
        for (int panel = 0; panel < PanelCount; panel++)
        {
            EntryStart[panel] = count;
            int first = FirstColumn[panel];
            int width = FirstColumn[panel + 1] - first;
            int below = DiagonalLength(width);
            for (int r = 0; r < RowCount[panel]; r++) place[Rows[RowStart[panel] + r]] = below + BlockOffset(r, width);
            for (int column = first; column < first + width; column++)
            {
                int k = column - first;
                int last = upper.ColumnPointers[permutation[column] + 1] - 1;
                if (last >= upper.ColumnPointers[permutation[column]] && upper.RowIndices[last] == permutation[column])
                {
                    source[count] = last;
                    target[count++] = (k * width) + k;
                }

                for (int p = lower.Pointers[column]; p < lower.Pointers[column + 1]; p++)
                {
                    int row = lower.Rows[p];
                    source[count] = lower.Entries[p];
                    target[count++] = row < first + width ? (k * width) + row - first : place[row] + (PanelKernel.BlockRows * k);
                }
            }
        }

        EntryStart[PanelCount] = count;
        (EntrySource, EntryTarget) = (source, target);
    }

    /// <summary>Place of a row in the first column of a panel's row blocks.</summary>
    public static int BlockOffset(int row, int width)
        => (row / PanelKernel.BlockRows * PanelKernel.BlockRows * width) + (row % PanelKernel.BlockRows);
}
