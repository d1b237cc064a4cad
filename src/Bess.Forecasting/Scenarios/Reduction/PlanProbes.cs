using MathNet.Numerics.Distributions;

namespace Bess.Forecasting.Scenarios.Reduction;

/// <summary>Draws the plans that full and reduced set are compared on.</summary>
/// <remarks>
/// Random positions lean to the sign of the mean earnings, as those of plans do. The others are plans made by ascent on mean − λ CVaR: for the full set, so that its
/// good plans earn on the reduced set what they should, and for the reduced set as it is, so that what a plan finds there and the full set does not hold is taken away.
/// </remarks>
internal sealed class PlanProbes(PathCloud full, IReadOnlyList<Positions> positions, double tailShare, System.Random random)
{
    private const double StoreOnlyShare = 0.1;
    private const double FullPlanShare = 0.3;
    private const double ReducedPlanShare = 0.3;
    private const double StoreShare = 0.7;
    private const double LargestPull = 3;
    private const double Persistence = 0.5;
    private const int FullPlans = 60;
    private const int AscentSteps = 12;
    private const double AscentLength = 3;
    private const double AscentPull = 2;
    private const double AscentNoise = 0.5;

    private readonly List<PlanProbe> _fullPlans = [];

    /// <summary>The next plan to compare on.</summary>
    public PlanProbe Next(PathCloud reduced)
    {
        var where = positions[random.Next(positions.Count)];
        if (random.NextDouble() < StoreOnlyShare)
            return Of(where, new double[where.Count], store: true);
        var kind = random.NextDouble();
        if (kind < FullPlanShare)
        {
            if (_fullPlans.Count < FullPlans)
                _fullPlans.Add(Plan(where, full, where.Earned, where.Ranked.SortedOf(0)));
            return _fullPlans[random.Next(_fullPlans.Count)];
        }

        return kind < FullPlanShare + ReducedPlanShare
            ? Plan(where, reduced, [.. reduced.Points.Select(where.EarnedBy)], [.. reduced.Points.Select(path => where.Ranked.Sorted(path, 0))])
            : Of(where, Drawn(where), random.NextDouble() < StoreShare);
    }

    private PlanProbe Of(Positions where, double[] position, bool store)
    {
        var window = random.Next(where.Ranked.Count);
        var longest = where.Ranked.LongestRun(window);
        var bought = 1 + random.Next(longest);
        var sold = random.Next(2) == 0 ? bought : 1 + random.Next(longest);
        return new PlanProbe(where.Weights(position), store ? where.Ranked.Weights(window, bought, sold) : null, where.Ranked, window);
    }

    private double[] Drawn(Positions where)
    {
        var pull = random.NextDouble() * LargestPull;
        var position = new double[where.Count];
        var noise = Normal.Sample(random, 0, 1);
        for (var t = 0; t < position.Length; t++)
        {
            noise = t == 0 ? noise : (Persistence * noise) + (Math.Sqrt(1 - (Persistence * Persistence)) * Normal.Sample(random, 0, 1));
            position[t] = Math.Clamp((pull * where.Mean[t] / where.Deviation[t]) + noise, -1, 1);
        }

        return position;
    }

    // Projected subgradient ascent, each interval in its own scale; a rough plan will do.
    private PlanProbe Plan(Positions where, PathCloud cloud, double[][] earned, double[][] sorted)
    {
        var run = 1 + random.Next(where.Ranked.LongestRun(0));
        var ranks = where.Ranked.Weights(0, run, run);
        var store = sorted.Select(values => PlanProbe.Dot(ranks, values)).ToArray();
        var aversion = random.NextDouble();
        double[] position = [.. where.Mean.Select((mean, t) => Math.Clamp((AscentPull * mean / where.Deviation[t]) + (AscentNoise * Normal.Sample(random, 0, 1)), -1, 1))];
        var (total, order, slope) = (new double[store.Length], new int[store.Length], new double[position.Length]);
        for (var step = 2; step < AscentSteps + 2; step++)
        {
            for (var i = 0; i < total.Length; i++)
                (total[i], order[i]) = (store[i] + PlanProbe.Dot(position, earned[i]), i);
            Array.Sort(total, order);
            where.Mean.CopyTo(slope, 0);
            var left = tailShare;
            foreach (var i in order)
            {
                var share = Math.Min(left, cloud.Probabilities[i]) / tailShare;
                for (var t = 0; t < slope.Length; t++)
                    slope[t] += aversion * share * earned[i][t];
                left -= cloud.Probabilities[i];
                if (left <= 0)
                    break;
            }

            for (var t = 0; t < slope.Length; t++)
                position[t] = Math.Clamp(position[t] + (AscentLength / step * slope[t] / where.Deviation[t]), -1, 1);
        }

        return new PlanProbe(where.Weights(position), ranks, where.Ranked, 0);
    }
}
