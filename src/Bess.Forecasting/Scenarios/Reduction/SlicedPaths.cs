using MathNet.Numerics.Random;

namespace Bess.Forecasting.Scenarios.Reduction;

/// <summary>Moves the paths that stayed so that what plans earn on them is distributed as on the full set.</summary>
/// <remarks>
/// Sliced Wasserstein-2 (Rabin, Peyré, Delon and Bernot 2011; Bonneel, Rabin, Peyré and Pfister 2015), its directions drawn among plans in place of all alike.
/// One plan at a time: the full set's earnings in ascending order are cut into slices of the probabilities of the reduced paths in their order, and each path moves along the plan
/// part of the way to the mean of its slice. With n paths of equal probability the worst path so stands for the worst share 1/n: for the mean beyond a quantile.
/// </remarks>
internal static class SlicedPaths
{
    private const int Rounds = 2000;
    private const int RoundsBetweenMeans = 5;
    private const double FirstStep = 0.4;
    private const double Nothing = 1e-12;

    /// <summary>The reduced set; its points are new. The mean is that of the full set exactly.</summary>
    public static PathCloud Of(JointScenarios scenarios, PathCloud full, PathCloud start, ReductionOptions how)
    {
        var reduced = start with { Points = [.. start.Points.Select(point => (double[])point.Clone())] };
        var probes = new PlanProbes(full, Positions.Of(scenarios.Markets, full), how.TailShare, new Xoshiro256StarStar(how.Seed, threadSafe: false));
        var mean = full.Mean();
        var (earned, order) = (new double[full.Points.Length], new int[full.Points.Length]);
        for (var round = 0; round < Rounds; round++)
        {
            if (round % RoundsBetweenMeans == 0)
                reduced.MoveTo(mean);
            var probe = probes.Next(reduced);
            probe.OnFull(full, earned);
            for (var i = 0; i < order.Length; i++)
                order[i] = i;
            Array.Sort(earned, order);
            Move(reduced, probe, new SlicedMeans(earned, order, full.Probabilities), FirstStep * Math.Min(1, 2.0 * (Rounds - round) / Rounds));
        }

        reduced.MoveTo(mean);
        return reduced;
    }

    private static void Move(PathCloud reduced, PlanProbe probe, SlicedMeans slices, double step)
    {
        double[][] slopes = [.. reduced.Points.Select(probe.Slope)];
        double[] earned = [.. slopes.Select((slope, k) => PlanProbe.Dot(slope, reduced.Points[k]))];
        foreach (var k in Enumerable.Range(0, earned.Length).OrderBy(k => earned[k]))
        {
            var target = slices.Next(reduced.Probabilities[k]);
            var (slope, point) = (slopes[k], reduced.Points[k]);
            var square = PlanProbe.Dot(slope, slope);
            if (!(square > Nothing))
                continue;
            var by = step * (target - earned[k]) / square;
            for (var t = 0; t < point.Length; t++)
                point[t] += by * slope[t];
        }
    }

    /// <summary>Cuts ascending values with probabilities into slices from below.</summary>
    private sealed class SlicedMeans(double[] ascending, int[] order, double[] probabilities)
    {
        private int _at;
        private double _left = probabilities[order[0]];

        public double Next(double share)
        {
            var (sum, got) = (0.0, 0.0);
            while (share - got > Nothing && _at < ascending.Length)
            {
                var take = Math.Min(share - got, _left);
                (sum, got, _left) = (sum + (take * ascending[_at]), got + take, _left - take);
                if (_left <= Nothing && ++_at < ascending.Length)
                    _left = probabilities[order[_at]];
            }

            return got > 0 ? sum / got : ascending[^1];
        }
    }
}
