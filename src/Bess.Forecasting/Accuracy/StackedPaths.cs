using Bess.Forecasting.Scenarios;

namespace Bess.Forecasting.Accuracy;

/// <summary>The markets of joint scenarios behind each other, as one path a scenario.</summary>
internal static class StackedPaths
{
    public static (double[][] Paths, double[] Actual) Of(JointScenarios scenarios, IReadOnlyList<double[]> actual)
    {
        ArgumentNullException.ThrowIfNull(actual);
        if (actual.Count != scenarios.Markets.Count)
            throw new ArgumentException($"Expected what came in {scenarios.Markets.Count} markets, was {actual.Count}.", nameof(actual));
        var paths = Enumerable.Range(0, scenarios.Count)
            .Select(s => Enumerable.Range(0, actual.Count).SelectMany(m => scenarios.Values(m, s).ToArray()).ToArray()).ToArray();
        return (paths, [.. actual.SelectMany(values => values)]);
    }

    public static void Check(IReadOnlyList<double[]> paths, ReadOnlySpan<double> probabilities, ReadOnlySpan<double> actual)
    {
        var length = actual.Length;
        if (paths.Count == 0 || paths.Count != probabilities.Length)
            throw new ArgumentException($"Expected as many paths as probabilities and at least one, was {paths.Count} for {probabilities.Length}.", nameof(paths));
        if (paths.Any(path => path.Length != length))
            throw new ArgumentException($"Expected paths of {length} values.", nameof(paths));
        if (actual.ContainsAnyExceptInRange(double.MinValue, double.MaxValue))
            throw new ArgumentException("Expected finite values.", nameof(actual));
    }
}
