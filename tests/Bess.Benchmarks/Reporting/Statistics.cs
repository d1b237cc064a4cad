using System.Globalization;

namespace Bess.Benchmarks.Reporting;

/// <summary>Order statistics as they appear in tables.</summary>
internal static class Statistics
{
    /// <summary>"reached/all: median / 90 % / max" of the counts that were reached.</summary>
    public static string Counts(IReadOnlyList<int?> counts)
    {
        double[] reached = [.. counts.Where(c => c is not null).Select(c => (double)c!.Value).Order()];
        return reached.Length == 0
            ? $"0/{counts.Count}"
            : string.Create(CultureInfo.InvariantCulture, $"{reached.Length}/{counts.Count}: {Quantile(reached, 0.5):0.#} / {Quantile(reached, 0.9):0.#} / {reached[^1]:0}");
    }

    /// <summary>Linear interpolation between order statistics.</summary>
    public static double Quantile(double[] ascending, double share)
    {
        var at = share * (ascending.Length - 1);
        var below = (int)at;
        var above = Math.Min(below + 1, ascending.Length - 1);
        return ascending[below] + ((at - below) * (ascending[above] - ascending[below]));
    }
}
