using System.Diagnostics;
using Bess.Hosts.Tests.Support;
using Xunit.Abstractions;

namespace Bess.Hosts.Tests.Backtests;

/// <summary>Kills the built tool (SIGKILL) at random moments of a backtest and starts it again: the ledger is the same to the last byte.</summary>
public sealed class KilledBacktestTests(ITestOutputHelper output)
{
    private const int Kills = 50;
    private const int LongestDelayMilliseconds = 700;

    // A run comes to its end after about twice as many starts.
    private const int Strides = 6;

    private static readonly string[] Order =
    [
        "backtest", "--market-dir", "market", "--zone", SmallMarket.Zone, "--clock", "central-european", "--strategy", "yesterday", "--from", "2025-01-03", "--to", "2025-05-27",
    ];

    [Fact]
    public async Task Backtest_KilledFiftyTimes_SameLedger()
    {
        using var folder = SmallMarket.Make(days: 150);
        using (var whole = Start(folder, "whole"))
            await whole.WaitForExitAsync();
        var expected = await File.ReadAllBytesAsync(folder["whole/ledger.ndjson"]);
        var random = new Random(20251001);
        var (finished, within) = (0, 0);
        for (var k = 0; k < Kills; k++)
        {
            within += await KillAsync(folder, k % 3 == 0 ? null : Length(folder) + random.NextInt64(0, expected.Length / Strides), random.Next(0, LongestDelayMilliseconds)) ? 1 : 0;
            if (!File.Exists(folder["run/result.json"]))
                continue;
            finished++;
            Assert.Equal(expected, await File.ReadAllBytesAsync(folder["run/ledger.ndjson"]));
            Directory.Delete(folder["run"], recursive: true);
        }

        using (var last = Start(folder, "run"))
            await last.WaitForExitAsync();
        output.WriteLine($"killed {Kills} times, {within} of them between the first and the last day; {finished} runs came to an end before");
        Assert.Equal(expected, await File.ReadAllBytesAsync(folder["run/ledger.ndjson"]));
        Assert.Equal(await File.ReadAllBytesAsync(folder["whole/days.csv"]), await File.ReadAllBytesAsync(folder["run/days.csv"]));
        Assert.True(within > 5, $"only {within} kills met a growing ledger");
    }

    // By time since the start, or as soon as the ledger has a length.
    private static async Task<bool> KillAsync(TempFolder folder, long? length, int delayMilliseconds)
    {
        using var process = Start(folder, "run");
        if (length is null)
            await Task.Delay(delayMilliseconds);
        while (length is { } bytes && !process.HasExited && Length(folder) < bytes)
            await Task.Delay(1);
        process.Kill();
        await process.WaitForExitAsync();
        return Length(folder) > 0 && !File.Exists(folder["run/result.json"]);
    }

    private static long Length(TempFolder folder) => File.Exists(folder["run/ledger.ndjson"]) ? new FileInfo(folder["run/ledger.ndjson"]).Length : 0;

    private static Process Start(TempFolder folder, string name)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "bess.dll"), .. Order, "--out", name])
        {
            WorkingDirectory = folder.Path,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var process = Process.Start(start)!;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }
}
