namespace Bess.Forecasting.Scenarios.Reduction;

/// <summary>Transport of the probabilities of the full set to those of the reduced one at least cost: the Wasserstein distance to the power of its order.</summary>
/// <remarks>Successive shortest paths over the few targets (Ahuja, Magnanti and Orlin 1993, section 9.7); exact up to rounding.</remarks>
internal sealed class PathTransport
{
    private const double Nothing = 1e-12;
    private readonly double[][] _costs;
    private readonly double[][] _flow;
    private readonly double[] _spare;
    private readonly int _targets;

    private PathTransport(double[][] costs, double[] targetProbabilities)
    {
        (_costs, _spare, _targets) = (costs, (double[])targetProbabilities.Clone(), targetProbabilities.Length);
        _flow = [.. costs.Select(_ => new double[_targets])];
    }

    /// <summary>Solves.</summary>
    /// <param name="costs">Of each source to each target, ≥ 0.</param>
    /// <param name="probabilities">Of the sources.</param>
    /// <param name="targetProbabilities">Of the targets; both sum to 1.</param>
    /// <returns>The cost, and for each source the target that gets most of it.</returns>
    public static (double Cost, int[] Target) Solve(double[][] costs, double[] probabilities, double[] targetProbabilities)
    {
        var transport = new PathTransport(costs, targetProbabilities);
        for (var i = 0; i < costs.Length; i++)
            transport.Send(i, probabilities[i]);
        return (costs.Select((row, i) => PlanProbe.Dot(row, transport._flow[i])).Sum(), [.. transport._flow.Select(row => Array.IndexOf(row, row.Max()))]);
    }

    private void Send(int source, double amount)
    {
        while (amount > Nothing)
        {
            var (swap, via) = Exchanges();
            var (length, previous) = Shortest(source, swap);
            var end = -1;
            for (var k = 0; k < _targets; k++)
            {
                if (_spare[k] > Nothing && (end < 0 || length[k] < length[end]))
                    end = k;
            }

            // Rounding alone is left where no target has room.
            if (end < 0)
                return;
            var part = Math.Min(amount, _spare[end]);
            for (var k = end; previous[k] >= 0; k = previous[k])
                part = Math.Min(part, _flow[via[previous[k], k]][previous[k]]);
            var at = end;
            for (; previous[at] >= 0; at = previous[at])
            {
                _flow[via[previous[at], at]][previous[at]] -= part;
                _flow[via[previous[at], at]][at] += part;
            }

            _flow[source][at] += part;
            _spare[end] -= part;
            amount -= part;
        }
    }

    // What it costs least to take a source from target a to b, and which.
    private (double[,] Cost, int[,] Via) Exchanges()
    {
        var (cost, via) = (new double[_targets, _targets], new int[_targets, _targets]);
        for (var a = 0; a < _targets; a++)
        {
            for (var b = 0; b < _targets; b++)
                cost[a, b] = double.PositiveInfinity;
        }

        for (var i = 0; i < _flow.Length; i++)
        {
            for (var a = 0; a < _targets; a++)
            {
                if (_flow[i][a] <= Nothing)
                    continue;
                for (var b = 0; b < _targets; b++)
                {
                    if (_costs[i][b] - _costs[i][a] < cost[a, b])
                        (cost[a, b], via[a, b]) = (_costs[i][b] - _costs[i][a], i);
                }
            }
        }

        return (cost, via);
    }

    // Bellman and Ford; there are no negative cycles, a tolerance keeps rounding from making one.
    private (double[] Length, int[] Previous) Shortest(int source, double[,] swap)
    {
        var length = (double[])_costs[source].Clone();
        var previous = new int[_targets];
        Array.Fill(previous, -1);
        var tolerance = 1e-10 * (1 + length.Max());
        var changed = true;
        for (var pass = 0; changed && pass < _targets; pass++)
        {
            changed = false;
            for (var a = 0; a < _targets; a++)
            {
                for (var b = 0; b < _targets; b++)
                {
                    if (length[a] + swap[a, b] < length[b] - tolerance)
                        (length[b], previous[b], changed) = (length[a] + swap[a, b], a, true);
                }
            }
        }

        return (length, previous);
    }
}
