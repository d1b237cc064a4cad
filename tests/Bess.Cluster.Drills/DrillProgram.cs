using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Bess.Cluster.Drills.Cases;
using Bess.Cluster.Drills.Harness;

namespace Bess.Cluster.Drills;

/// <summary>Runs one drill: 0 when all demands are met, 1 when one is missed, 2 for a call that is not understood.</summary>
internal static class DrillProgram
{
    private static readonly IDrill[] Drills =
    [
        new KillDrill(), new DatabaseDrill(), new RestartDrill(), new StopDrill(), new ScaleDrill(), new ChurnDrill(), new SlowDrill(),
    ];

    private static volatile bool _isAborting;

    public static async Task<int> RunAsync(string[] arguments)
    {
        var drill = arguments.Length > 0 ? Drills.FirstOrDefault(known => known.Name == arguments[0]) : null;
        if (drill is null || DrillOptions.Read(arguments[1..]) is not { } options)
        {
            await Console.Error.WriteLineAsync("Usage: Bess.Cluster.Drills DRILL [--rounds N] [--batteries N] [--seed N] [--store memory|postgresql] [--leaf N] [--masked]\n");
            foreach (var known in Drills)
            {
                await Console.Error.WriteLineAsync($"  {known.Name,-10} {known.Summary}");
            }

            return 2;
        }

        using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, Abort);
        using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Abort);
        var start = Stopwatch.GetTimestamp();
        var load = File.Exists("/proc/loadavg") ? (await File.ReadAllTextAsync("/proc/loadavg")).Split(' ')[0] : "?";
        var isMet = await RunAsync(drill, options);
        await Console.Out.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"\n{(isMet ? "All demands met" : "A DEMAND WAS MISSED")}; {Stopwatch.GetElapsedTime(start).TotalSeconds:0} s, {Environment.ProcessorCount} processors, load at the start {load}, seed {options.Seed}."));
        return isMet ? 0 : 1;
    }

    private static async Task<bool> RunAsync(IDrill drill, DrillOptions options)
    {
        try
        {
            return await drill.RunAsync(options);
        }
        catch (Exception) when (_isAborting)
        {
            // Its servers were taken away; the process ends when the last of them has gone.
            await Task.Delay(Timeout.Infinite);
            throw;
        }
    }

    /// <summary>Nothing that was started is left behind.</summary>
    private static void Abort(PosixSignalContext signal)
    {
        signal.Cancel = true;
        _isAborting = true;
        DrillCluster.DisposeAllAsync().GetAwaiter().GetResult();
        Environment.Exit(130);
    }
}
