using System.Globalization;
using MathNet.Numerics.Random;

namespace Bess.Forecasting.Scenarios.Reduction;

/// <summary>Puts few scenarios in the place of many, so that the Wasserstein distance between them is small.</summary>
/// <remarks>
/// The distance of two paths is d(i, j) = √(Σ_m w_m·(1/T_m)·Σ_t (x_i − x_j)²). For a fixed choice J of scenarios the least distance is reached when
/// each scenario gives its probability to the nearest of J, so the choice is the k-medoids problem with costs p_i d(i, j)^r. Deterministic under the seed.
/// </remarks>
public static class ScenarioReducer
{
    /// <summary>Reduces.</summary>
    /// <param name="scenarios">The full set, S.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <returns>The reduced set and how far it is from the full one.</returns>
    /// <exception cref="ArgumentException">When an option is out of its range.</exception>
    public static ScenarioReduction Reduce(JointScenarios scenarios, ReductionOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(scenarios);
        var how = options ?? new ReductionOptions();
        how.Check();
        var markets = scenarios.Markets.Count;
        if (how.MarketWeights is { } marketWeights && (marketWeights.Count != markets || marketWeights.Any(w => !(w >= 0)) || !(marketWeights.Sum() is > 0 and < double.PositiveInfinity)))
            throw new ArgumentException($"Expected {markets} market weights >= 0, one of them > 0, was {string.Join(", ", marketWeights)}.", nameof(options));
        var distances = PathDistances.Of(scenarios, how.MarketWeights, how.Order);
        var weights = scenarios.Probabilities.ToArray();
        var problem = new MedoidProblem(distances, weights);
        var single = problem.Select(1);
        int[] kept = how.To >= scenarios.Count ? [.. Enumerable.Range(0, scenarios.Count)] : [.. Choose(problem, how).Order()];
        return Reduced(scenarios, kept, problem, problem.CostOf(single), how);
    }

    private static string MatchText(MomentMatch match) => match switch
    {
        MomentMatch.MeanAndDeviation => ", mean and deviation matched",
        MomentMatch.Mean => ", mean matched",
        MomentMatch.PlanEarnings => ", plan earnings matched",
        _ => "",
    };

    private static int[] Choose(MedoidProblem problem, ReductionOptions how)
    {
        var best = problem.Select(how.To);
        if (how.Method == ReductionMethod.ForwardSelection)
            return best;
        best = problem.Improve(best);
        var cost = problem.CostOf(best);
        var random = new Xoshiro256StarStar(how.Seed, threadSafe: false);
        for (var start = 0; start < how.RandomStarts; start++)
        {
            var other = problem.Improve(problem.Draw(how.To, random));
            if (problem.CostOf(other) is var otherCost && otherCost < cost)
                (best, cost) = (other, otherCost);
        }

        return best;
    }

    private static double[][] Values(JointScenarios full, int[] kept, double[] probabilities, ReductionOptions how)
    {
        if (how.Match != MomentMatch.PlanEarnings || kept.Length == full.Count)
            return [.. full.Markets.Select((_, m) => MatchedPaths.Of(full, m, kept, probabilities, how.Match))];
        var cloud = PathCloud.Of(full);

        // Moved from where mean and deviation are right already.
        var matched = full.Markets.Select((_, m) => MatchedPaths.Of(full, m, kept, probabilities, MomentMatch.MeanAndDeviation)).ToArray();
        var start = PathCloud.Of(new JointScenarios(full.Markets, matched, probabilities, full.DecidedAt, full.Provenance));
        var moved = SlicedPaths.Of(full, cloud, start, how);
        var first = 0;
        return [.. full.Markets.Select(market => moved.Market((first += market.Grid.Count) - market.Grid.Count, market.Grid.Count))];
    }

    private static ScenarioReduction Reduced(JointScenarios full, int[] kept, MedoidProblem problem, double singleCost, ReductionOptions how)
    {
        var representative = problem.NearestOf(kept);
        var probabilities = new double[kept.Length];
        for (var i = 0; i < full.Count; i++)
            probabilities[representative[i]] += full.Probabilities[i];
        var all = kept.Length == full.Count;
        if (how.Match == MomentMatch.PlanEarnings && !all)
            Array.Fill(probabilities, 1.0 / kept.Length);
        var values = Values(full, kept, probabilities, how);
        var cost = problem.CostOf(kept);
        if (how.Match != MomentMatch.None && !all)
        {
            var paths = new JointScenarios(full.Markets, values, probabilities, full.DecidedAt, full.Provenance);
            double[][] costs = [.. Enumerable.Range(0, full.Count).Select(i =>
                Enumerable.Range(0, kept.Length).Select(k => PathDistances.Between(full, i, paths, k, how.MarketWeights, how.Order)).ToArray())];
            (cost, representative) = PathTransport.Solve(costs, full.Probabilities.ToArray(), probabilities);
        }

        var distance = Math.Pow(cost, 1.0 / how.Order);
        var rule = string.Create(
            CultureInfo.InvariantCulture,
            $"reduced from {full.Count} to {kept.Length} by {(how.Method == ReductionMethod.KMedoids ? "k-medoids" : "forward selection")}, Wasserstein-{how.Order} distance {distance:0.####}{MatchText(how.Match)}");
        var detail = string.IsNullOrEmpty(full.Provenance.Detail) ? rule : $"{full.Provenance.Detail}; {rule}";
        return new ScenarioReduction(
            new JointScenarios(full.Markets, values, probabilities, full.DecidedAt, full.Provenance with { Detail = detail }),
            kept, representative, distance, Math.Pow(singleCost, 1.0 / how.Order), how.Order);
    }
}
