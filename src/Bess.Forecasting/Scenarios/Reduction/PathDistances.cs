namespace Bess.Forecasting.Scenarios.Reduction;

/// <summary>Distances of all paths from each other, to the power of the order.</summary>
internal static class PathDistances
{
    /// <summary>S × S, row after row; symmetric, zero on the diagonal.</summary>
    public static double[] Of(JointScenarios scenarios, IReadOnlyList<double>? marketWeights, int order)
    {
        var count = scenarios.Count;
        var distances = new double[count * count];
        for (var i = 0; i < count; i++)
        {
            for (var j = 0; j < i; j++)
            {
                distances[(i * count) + j] = distances[(j * count) + i] = Between(scenarios, i, scenarios, j, marketWeights, order);
            }
        }

        return distances;
    }

    /// <summary>Distance of a path of one set from a path of another, to the power of the order.</summary>
    public static double Between(JointScenarios left, int i, JointScenarios right, int j, IReadOnlyList<double>? marketWeights, int order)
    {
        var square = 0.0;
        for (var m = 0; m < left.Markets.Count; m++)
            square += (marketWeights?[m] ?? 1) * MeanSquare(left.Values(m, i), right.Values(m, j));
        return order == 2 ? square : Math.Sqrt(square);
    }

    private static double MeanSquare(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        var sum = 0.0;
        for (var t = 0; t < left.Length; t++)
            sum += (left[t] - right[t]) * (left[t] - right[t]);
        return sum / left.Length;
    }
}
