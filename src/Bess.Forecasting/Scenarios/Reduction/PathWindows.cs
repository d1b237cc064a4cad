using Bess.Domain.Time;

namespace Bess.Forecasting.Scenarios.Reduction;

/// <summary>One market's values of a path in ascending order within windows of a day, half a day and a quarter: what a store earns that buys the cheapest and sells the dearest.</summary>
internal sealed class PathWindows
{
    private const double LongestRunHours = 8;
    private static readonly double[] WindowHours = [24, 12, 6];
    private readonly int _first;
    private readonly int _fine;
    private readonly int _runLimit;
    private readonly int[][] _edges;
    private readonly double[][][] _sorted;

    public PathWindows(TimeGrid grid, int first, int fine, PathCloud cloud)
    {
        (_first, _fine) = (first, fine);
        _runLimit = Math.Max(1, (int)Math.Round(LongestRunHours / grid.Step.TotalHours));

        // As many windows of equal length as fit: days of 23 and 25 hours have one of a day.
        _edges = [.. WindowHours.Select(hours => Math.Clamp((int)Math.Round(grid.Step.TotalHours * grid.Count / hours), 1, grid.Count))
            .Distinct().Select(parts => Enumerable.Range(0, parts + 1).Select(i => grid.Count * i / parts).ToArray())];
        _sorted = [.. _edges.Select((_, window) => cloud.Points.Select(path => Sorted(path, window)).ToArray())];
    }

    /// <summary>Number of ways to cut the horizon.</summary>
    public int Count => _edges.Length;

    /// <summary>Values of the paths of the full set, ascending within each window.</summary>
    public double[][] SortedOf(int window) => _sorted[window];

    /// <summary>Longest run of intervals bought or sold in a window.</summary>
    public int LongestRun(int window) => Math.Max(1, Math.Min(_runLimit, _edges[window][1] / 2));

    /// <summary>Weights of the ascending values: in each window the cheapest are bought and the dearest sold.</summary>
    public double[] Weights(int window, int bought, int sold)
    {
        var edges = _edges[window];
        var weights = new double[edges[^1]];
        for (var w = 1; w < edges.Length; w++)
        {
            for (var i = edges[w - 1]; i < Math.Min(edges[w], edges[w - 1] + bought); i++)
                weights[i] -= 1.0 / _fine;
            for (var i = Math.Max(edges[w - 1], edges[w] - sold); i < edges[w]; i++)
                weights[i] += 1.0 / _fine;
        }

        return weights;
    }

    public double[] Sorted(double[] path, int window)
    {
        var values = path[_first..(_first + _edges[window][^1])];
        for (var w = 1; w < _edges[window].Length; w++)
            Array.Sort(values, _edges[window][w - 1], _edges[window][w] - _edges[window][w - 1]);
        return values;
    }

    /// <summary>Adds the weights of ascending values where those values stand in the path.</summary>
    public void AddInOrder(double[] rankWeights, double[] path, int window, double[] weights)
    {
        var values = path[_first..(_first + _edges[window][^1])];
        int[] order = [.. Enumerable.Range(_first, values.Length)];
        for (var w = 1; w < _edges[window].Length; w++)
            Array.Sort(values, order, _edges[window][w - 1], _edges[window][w] - _edges[window][w - 1]);
        for (var i = 0; i < order.Length; i++)
            weights[order[i]] += rankWeights[i];
    }
}
