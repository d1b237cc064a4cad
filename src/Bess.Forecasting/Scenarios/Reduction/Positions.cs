namespace Bess.Forecasting.Scenarios.Reduction;

/// <summary>What a plan earns an interval for 1 of power sold: in one market and bought back in a later one; where there is one market, against its mean of the path.</summary>
/// <remarks>Markets of other steps meet on the coarser one, the finer one with its mean over the coarse interval.</remarks>
internal sealed class Positions
{
    private const double SmallestDeviation = 1e-9;
    private readonly (int First, int Fine) _sold;
    private readonly (int First, int Fine)? _bought;
    private readonly int _dimension;

    private Positions(int dimension, int count, (int First, int Fine) sold, (int First, int Fine)? bought, PathWindows ranked)
    {
        (_dimension, Count, _sold, _bought, Ranked) = (dimension, count, sold, bought, ranked);
        (Mean, Deviation) = (new double[count], new double[count]);
    }

    /// <summary>Number of intervals a position can differ in.</summary>
    public int Count { get; }

    /// <summary>Windows of the market in which the plan is settled: the later one.</summary>
    public PathWindows Ranked { get; }

    /// <summary>Mean of the earnings per unit, by interval.</summary>
    public double[] Mean { get; }

    /// <summary>Their standard deviation; &gt; 0.</summary>
    public double[] Deviation { get; }

    /// <summary>Earnings per unit of each path, by interval.</summary>
    public double[][] Earned { get; private set; } = [];

    /// <summary>All pairs of an earlier and a later market with one horizon; every market by itself where there is no such pair.</summary>
    public static IReadOnlyList<Positions> Of(IReadOnlyList<JointMarket> markets, PathCloud cloud)
    {
        var first = new int[markets.Count];
        for (var m = 1; m < markets.Count; m++)
            first[m] = first[m - 1] + markets[m - 1].Grid.Count;
        var all = new List<Positions>();
        for (var later = 1; later < markets.Count; later++)
        {
            for (var earlier = 0; earlier < later; earlier++)
            {
                var (a, b) = (markets[earlier].Grid, markets[later].Grid);
                var count = Math.Min(a.Count, b.Count);
                if (a.Start == b.Start && a.Step * a.Count == b.Step * b.Count && a.Count % count == 0 && b.Count % count == 0)
                    all.Add(new Positions(cloud.Dimension, count, (first[earlier], a.Count / count), (first[later], b.Count / count), new PathWindows(b, first[later], b.Count / count, cloud)));
            }
        }

        if (all.Count == 0)
            all.AddRange(markets.Select((market, m) => new Positions(cloud.Dimension, market.Grid.Count, (first[m], 1), null, new PathWindows(market.Grid, first[m], 1, cloud))));
        foreach (var one in all)
            one.Learn(cloud);
        return all;
    }

    /// <summary>Earnings per unit of one path, by interval.</summary>
    public double[] EarnedBy(double[] path)
    {
        var earned = new double[Count];
        Add(earned, path, _sold, 1);
        if (_bought is { } bought)
        {
            Add(earned, path, bought, -1);
            return earned;
        }

        var mean = earned.Average();
        for (var t = 0; t < Count; t++)
            earned[t] -= mean;
        return earned;
    }

    /// <summary>The position as weights of the values of a path.</summary>
    public double[] Weights(double[] position)
    {
        var weights = new double[_dimension];
        var offset = _bought is null ? position.Average() : 0;
        for (var t = 0; t < Count; t++)
        {
            for (var i = 0; i < _sold.Fine; i++)
                weights[_sold.First + (t * _sold.Fine) + i] += (position[t] - offset) / _sold.Fine;
            for (var i = 0; _bought is { } bought && i < bought.Fine; i++)
                weights[bought.First + (t * bought.Fine) + i] -= position[t] / bought.Fine;
        }

        return weights;
    }

    private static void Add(double[] earned, double[] path, (int First, int Fine) market, double sign)
    {
        for (var t = 0; t < earned.Length; t++)
        {
            for (var i = 0; i < market.Fine; i++)
                earned[t] += sign * path[market.First + (t * market.Fine) + i] / market.Fine;
        }
    }

    private void Learn(PathCloud cloud)
    {
        Earned = [.. cloud.Points.Select(EarnedBy)];
        for (var t = 0; t < Count; t++)
        {
            var at = t;
            Mean[t] = Earned.Select((one, i) => cloud.Probabilities[i] * one[at]).Sum();
            var variance = Earned.Select((one, i) => cloud.Probabilities[i] * (one[at] - Mean[at]) * (one[at] - Mean[at])).Sum();

            // A value that never changes is as good as certain, not infinitely so.
            Deviation[t] = Math.Max(Math.Sqrt(Math.Max(variance, 0)), SmallestDeviation * (1 + Math.Abs(Mean[t])));
        }
    }
}
