namespace Bess.Forecasting.Boosting;

/// <summary>Grows one tree on the signs of the residuals, best leaf first, by histograms.</summary>
/// <remarks>
/// The gradient of the pinball loss is τ − 1 below the forecast and τ above, so a histogram needs two counts a bin; both stand in one
/// 64-bit integer, sums are exact and the tree depends on no order of summation. The gain of a split is
/// G_L²/n_L + G_R²/n_R − G²/n. A child's histogram is the parent's less its sibling's.
/// </remarks>
internal sealed class TreeGrower(BinnedMatrix matrix, BoostingOptions options)
{
    private const ulong One = 1;
    private const int BelowShift = 32;

    private readonly int[] _scratch = new int[matrix.Rows];
    private readonly List<Leaf> _leaves = [];
    private readonly Stack<ulong[]> _pool = new();
    private int[] _rows = [];
    private int[] _features = [];
    private ulong[] _signs = [];
    private double _level;

    /// <summary>A node that is not split yet: rows [From, To) and its best split.</summary>
    private sealed class Leaf
    {
        public required int Node { get; init; }

        public required int From { get; init; }

        public required int To { get; init; }

        public required ulong[] Histogram { get; init; }

        public double Gain { get; set; }

        public int Feature { get; set; } = -1;

        public int Bin { get; set; }
    }

    /// <summary>Grows a tree; leaves have no values yet, and rows are ordered by leaf.</summary>
    /// <param name="rows">Rows to learn from; reordered.</param>
    /// <param name="features">Features to look at.</param>
    /// <param name="isBelow">Whether the actual is at most the forecast, by row.</param>
    /// <param name="level">τ.</param>
    /// <param name="leafRanges">Gets (node, from, to) of each leaf.</param>
    public RegressionTree Grow(int[] rows, int[] features, bool[] isBelow, double level, List<(int Node, int From, int To)> leafRanges)
    {
        (_rows, _features, _level) = (rows, features, level);
        if (_signs.Length != isBelow.Length)
            _signs = new ulong[isBelow.Length];
        for (var r = 0; r < isBelow.Length; r++)
            _signs[r] = isBelow[r] ? One | (One << BelowShift) : One;
        var columns = new List<int> { -1 };
        var thresholds = new List<double> { 0 };
        var left = new List<int> { 0 };
        _leaves.Clear();
        Add(new Leaf { Node = 0, From = 0, To = rows.Length, Histogram = Histogram(0, rows.Length) });
        while (_leaves.Count < options.MostLeaves && BestLeaf() is { } leaf)
        {
            _leaves.Remove(leaf);
            var child = columns.Count;
            columns[leaf.Node] = leaf.Feature;
            thresholds[leaf.Node] = Threshold(leaf.Feature, leaf.Bin);
            left[leaf.Node] = child;
            columns.AddRange([-1, -1]);
            thresholds.AddRange([0, 0]);
            left.AddRange([0, 0]);
            Split(leaf, child);
        }

        leafRanges.Clear();
        foreach (var leaf in _leaves)
        {
            leafRanges.Add((leaf.Node, leaf.From, leaf.To));
            _pool.Push(leaf.Histogram);
        }

        return new RegressionTree([.. columns], [.. thresholds], [.. left]);
    }

    // Bin 0 alone on the left means: missing goes left, everything else right.
    private double Threshold(int feature, int bin) => bin == 0 ? double.NegativeInfinity : matrix.Edges[feature][bin - 1];

    private Leaf? BestLeaf()
    {
        Leaf? best = null;
        foreach (var leaf in _leaves)
        {
            if (leaf.Feature >= 0 && (best is null || leaf.Gain > best.Gain))
                best = leaf;
        }

        return best;
    }

    private void Split(Leaf leaf, int child)
    {
        var column = matrix.Column(leaf.Feature);
        var (at, aside) = (leaf.From, 0);
        for (var i = leaf.From; i < leaf.To; i++)
        {
            if (column[_rows[i]] <= leaf.Bin)
                _rows[at++] = _rows[i];
            else
                _scratch[aside++] = _rows[i];
        }

        _scratch.AsSpan(0, aside).CopyTo(_rows.AsSpan(at));
        var leftIsSmaller = at - leaf.From <= leaf.To - at;
        var smaller = leftIsSmaller ? Histogram(leaf.From, at) : Histogram(at, leaf.To);
        var larger = leaf.Histogram;
        for (var i = 0; i < larger.Length; i++)
            larger[i] -= smaller[i];
        Add(new Leaf { Node = child, From = leaf.From, To = at, Histogram = leftIsSmaller ? smaller : larger });
        Add(new Leaf { Node = child + 1, From = at, To = leaf.To, Histogram = leftIsSmaller ? larger : smaller });
    }

    private ulong[] Histogram(int from, int to)
    {
        var size = _features.Length * BinnedMatrix.Bins;
        var histogram = _pool.TryPop(out var used) && used.Length == size ? used : new ulong[size];
        Array.Clear(histogram);
        var rows = _rows.AsSpan(from, to - from);
        var signs = _signs;
        for (var f = 0; f < _features.Length; f++)
        {
            var column = matrix.Column(_features[f]);
            var bins = histogram.AsSpan(f * BinnedMatrix.Bins, BinnedMatrix.Bins);
            foreach (var row in rows)
                bins[column[row]] += signs[row];
        }

        return histogram;
    }

    private void Add(Leaf leaf)
    {
        _leaves.Add(leaf);
        if (leaf.To - leaf.From < 2 * options.LeastLeafRows)
            return;
        var total = 0UL;
        for (var b = 0; b < BinnedMatrix.Bins; b++)
            total += leaf.Histogram[b];
        var least = Score(total) + 1e-9;
        for (var f = 0; f < _features.Length; f++)
        {
            var sum = 0UL;
            var edges = matrix.Edges[_features[f]].Length;
            for (var b = 0; b <= edges; b++)
            {
                var bin = leaf.Histogram[(f * BinnedMatrix.Bins) + b];
                sum += bin;
                if (bin == 0 || (uint)sum < options.LeastLeafRows)
                    continue;
                if ((uint)(total - sum) < options.LeastLeafRows)
                    break;
                var gain = Score(sum) + Score(total - sum);
                if (gain <= least)
                    continue;
                least = gain;
                (leaf.Gain, leaf.Feature, leaf.Bin) = (gain - Score(total), _features[f], b);
            }
        }
    }

    private double Score(ulong sums)
    {
        var count = (double)(uint)sums;
        var gradient = (_level * count) - (sums >> BelowShift);
        return gradient * gradient / count;
    }
}
