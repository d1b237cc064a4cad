using System.Diagnostics;
using System.Globalization;
using Bess.Benchmarks.Reporting;
using Bess.Cluster.Drills.Harness;

namespace Bess.Cluster.Drills.Cases;

/// <summary>SIGTERM of one of the silos, which is started again when it has ended.</summary>
internal sealed class StopDrill() : SeriesDrill("stop", "SIGTERM of one of two silos at a random moment of each round", 12)
{
    private readonly List<(int ExitCode, double Seconds)> _stops = [];

    protected override bool IsMet => _stops.TrueForAll(stop => stop.ExitCode == 0);

    protected override string Remark => string.Create(
        CultureInfo.InvariantCulture,
        $"Exit codes other than 0: {_stops.Count(stop => stop.ExitCode != 0)}; a stop took {Statistics.Quantile([.. _stops.Select(stop => stop.Seconds).Order()], 0.5):0.00} s (median), {_stops.Max(stop => stop.Seconds):0.00} s (longest).");

    protected override async Task DisturbAsync(DrillCluster cluster, int victim)
    {
        var start = Stopwatch.GetTimestamp();
        var exitCode = await cluster.Silos[victim].StopAsync();
        _stops.Add((exitCode, Stopwatch.GetElapsedTime(start).TotalSeconds));
        cluster.Silos[victim].Start();
    }
}
