using System.Diagnostics;
using Bess.Benchmarks.Reporting;

namespace Bess.Benchmarks.Kernel;

/// <summary>Times of one action repeated: the smallest is the code's, the median the machine's of the moment.</summary>
internal sealed record Repeats(int Count, double LeastMs, double MedianMs)
{
    /// <summary>Repeats for about a budget, at least <paramref name="least"/> times; a third of the budget warms up.</summary>
    public static Repeats Of(Action action, TimeSpan budget, int least)
    {
        var clock = Stopwatch.StartNew();
        do
        {
            action();
        }
        while (clock.Elapsed < budget / 3);

        var times = new List<double>();
        clock.Restart();
        while (times.Count < least || clock.Elapsed < budget)
        {
            var start = Stopwatch.GetTimestamp();
            action();
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        times.Sort();
        return new Repeats(times.Count, times[0], Statistics.Quantile([.. times], 0.5));
    }
}
