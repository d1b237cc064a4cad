namespace Bess.Forecasting.Scenarios.Reduction;

/// <summary>Choose k points so that the weighted sum of every point's distance to the nearest of them is small.</summary>
/// <param name="distances">n × n, row after row; symmetric, ≥ 0, zero on the diagonal.</param>
/// <param name="weights">n weights &gt; 0.</param>
internal sealed class MedoidProblem(double[] distances, double[] weights)
{
    private readonly int _count = weights.Length;

    public double Distance(int i, int j) => distances[(i * _count) + j];

    /// <summary>Weighted sum of the distances to the nearest chosen point.</summary>
    public double CostOf(int[] chosen)
    {
        var nearest = NearestOf(chosen);
        return Enumerable.Range(0, _count).Sum(i => weights[i] * Distance(i, chosen[nearest[i]]));
    }

    /// <summary>For each point the position in the choice of the nearest one; a chosen point is its own, ties go to the first.</summary>
    public int[] NearestOf(int[] chosen)
    {
        var nearest = new int[_count];
        for (var i = 0; i < _count; i++)
        {
            for (var k = 1; k < chosen.Length; k++)
            {
                if (Distance(i, chosen[k]) < Distance(i, chosen[nearest[i]]))
                    nearest[i] = k;
            }
        }

        for (var k = 0; k < chosen.Length; k++)
            nearest[chosen[k]] = k;
        return nearest;
    }

    /// <summary>
    /// Forward selection (Heitsch and Römisch 2003, Scenario reduction algorithms in stochastic programming, algorithm 2.4), the same as BUILD of
    /// Kaufman and Rousseeuw 1990: each time the point that lowers the cost most; ties go to the first.
    /// </summary>
    public int[] Select(int count)
    {
        var chosen = new List<int>();
        var near = new double[_count];
        Array.Fill(near, double.PositiveInfinity);
        while (chosen.Count < count)
        {
            var (best, bestCost) = (-1, double.PositiveInfinity);
            for (var candidate = 0; candidate < _count; candidate++)
            {
                if (chosen.Contains(candidate))
                    continue;
                var cost = 0.0;
                for (var i = 0; i < _count; i++)
                    cost += weights[i] * Math.Min(near[i], Distance(candidate, i));
                if (cost < bestCost)
                    (best, bestCost) = (candidate, cost);
            }

            Take(best);
        }

        return [.. chosen];

        void Take(int point)
        {
            chosen.Add(point);
            for (var i = 0; i < _count; i++)
                near[i] = Math.Min(near[i], Distance(point, i));
        }
    }

    /// <summary>Points drawn with a chance in proportion to weight times distance to the nearest drawn before (Arthur and Vassilvitskii 2007).</summary>
    public int[] Draw(int count, Random random)
    {
        var chosen = new List<int>();
        var near = new double[_count];
        Array.Fill(near, 1);
        while (chosen.Count < count)
        {
            var mark = random.NextDouble() * Enumerable.Range(0, _count).Sum(i => weights[i] * near[i]);
            var point = -1;
            for (var i = 0; i < _count; i++)
            {
                if (chosen.Contains(i))
                    continue;
                point = i;
                mark -= weights[i] * near[i];
                if (mark < 0)
                    break;
            }

            chosen.Add(point);
            for (var i = 0; i < _count; i++)
                near[i] = chosen.Count == 1 ? Distance(point, i) : Math.Min(near[i], Distance(point, i));
        }

        return [.. chosen];
    }

    /// <summary>Swaps a chosen point for another while that lowers the cost: FastPAM1 of Schubert and Rousseeuw 2019, algorithm 1.</summary>
    public int[] Improve(int[] chosen)
    {
        var now = (int[])chosen.Clone();
        var cost = CostOf(now);
        while (BestSwap(now) is var (position, point, change) && change < -1e-12 * cost)
        {
            now[position] = point;
            cost = CostOf(now);
        }

        return now;
    }

    private (int Position, int Point, double Change) BestSwap(int[] chosen)
    {
        var (nearest, first, second) = NearestTwo(chosen);

        // What it costs to take a chosen point away.
        var removal = new double[chosen.Length];
        for (var i = 0; i < _count; i++)
            removal[nearest[i]] += weights[i] * (second[i] - first[i]);
        var best = (Position: -1, Point: -1, Change: 0.0);
        var change = new double[chosen.Length];
        for (var candidate = 0; candidate < _count; candidate++)
        {
            if (chosen.Contains(candidate))
                continue;
            removal.CopyTo(change, 0);
            var addition = 0.0;
            for (var i = 0; i < _count; i++)
            {
                var distance = Distance(candidate, i);
                if (distance < first[i])
                {
                    addition += weights[i] * (distance - first[i]);
                    change[nearest[i]] += weights[i] * (first[i] - second[i]);
                }
                else if (distance < second[i])
                {
                    change[nearest[i]] += weights[i] * (distance - second[i]);
                }
            }

            var position = Array.IndexOf(change, change.Min());
            if (change[position] + addition < best.Change)
                best = (position, candidate, change[position] + addition);
        }

        return best;
    }

    private (int[] Nearest, double[] First, double[] Second) NearestTwo(int[] chosen)
    {
        var nearest = NearestOf(chosen);
        var (first, second) = (new double[_count], new double[_count]);

        // With one chosen point there is no second: beyond the farthest point is as good as any.
        var beyond = chosen.Length > 1 ? double.PositiveInfinity : distances.Max() + 1;
        for (var i = 0; i < _count; i++)
        {
            first[i] = Distance(i, chosen[nearest[i]]);
            second[i] = beyond;
            for (var k = 0; k < chosen.Length; k++)
            {
                if (k != nearest[i])
                    second[i] = Math.Min(second[i], Distance(i, chosen[k]));
            }
        }

        return (nearest, first, second);
    }
}
