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

    private static ScenarioReduction Reduced(JointScenarios full, int[] kept, MedoidProblem problem, double singleCost, ReductionOptions how)
    {
        var representative = problem.NearestOf(kept);
        var probabilities = new double[kept.Length];
        for (var i = 0; i < full.Count; i++)
            probabilities[representative[i]] += full.Probabilities[i];
        var values = full.Markets.Select((_, m) => MatchedPaths.Of(full, m, kept, probabilities, how.Match)).ToArray();
        var paths = new JointScenarios(full.Markets, values, probabilities, full.DecidedAt, full.Provenance);
        var cost = 0.0;
        for (var i = 0; i < full.Count; i++)
            cost += full.Probabilities[i] * PathDistances.Between(full, i, paths, representative[i], how.MarketWeights, how.Order);
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
