namespace Bess.Backtesting.Attribution;

/// <summary>CVaR of drawn days without sorting every draw: days are ranked once, a draw only counts them.</summary>
internal sealed class DrawnTail
{
    private readonly double[] _sorted;
    private readonly int[] _rank;
    private readonly int[] _counts;

    public DrawnTail(IReadOnlyList<double> nets)
    {
        var order = Enumerable.Range(0, nets.Count).ToArray();
        Array.Sort(order, (one, other) => nets[one].CompareTo(nets[other]));
        _sorted = [.. order.Select(day => nets[day])];
        _rank = new int[order.Length];
        for (var rank = 0; rank < order.Length; rank++)
            _rank[order[rank]] = rank;
        _counts = new int[order.Length];
    }

    /// <summary>Mean loss of the worst 5 % of the drawn days.</summary>
    public double Loss(IReadOnlyList<int> drawn)
    {
        Array.Clear(_counts);
        for (var i = 0; i < drawn.Count; i++)
            _counts[_rank[drawn[i]]]++;
        var tail = DailyRisk.TailShare * drawn.Count;
        var (left, sum) = (tail, 0.0);
        for (var rank = 0; left > 0 && rank < _counts.Length; rank++)
        {
            var part = Math.Min(left, _counts[rank]);
            sum += part * _sorted[rank];
            left -= part;
        }

        return -sum / tail;
    }
}
