using System.Diagnostics;
using Bess.Hosts.Tests.Support;
using Xunit.Abstractions;

namespace Bess.Hosts.Tests.Runs;

/// <summary>Kills the built tool (SIGKILL) in the middle of runs: the folder is whole or absent, never in between.</summary>
public sealed class KilledRunTests(ITestOutputHelper output)
{
    private const int Kills = 12;

    // Milliseconds at most: anywhere in a run; while the first files are written; around the renaming and after it.
    private static readonly int[] Delays = [600, 30, 700];

    [Fact]
    public async Task Coordinate_KilledAtRandomMoments_FolderWholeOrAbsent()
    {
        using var folder = new TempFolder();
        Inputs.WriteAll(folder);
        var random = new Random(20260310);
        var (whole, absent) = (0, 0);
        for (var k = 0; k < Kills; k++)
        {
            await KillAsync(folder, beganWriting: k % 3 != 0, random.Next(0, Delays[k % 3]));
            if (!Directory.Exists(folder["run"]))
            {
                absent++;
                continue;
            }

            whole++;
            var check = await CliRun.InAsync(folder.Path, ["validate", "run"]);
            Assert.True(check.Code == 0, check.All);
            Directory.Delete(folder["run"], recursive: true);
        }

        output.WriteLine($"killed {Kills} times: folder whole {whole} times, absent {absent} times");
        Assert.Equal(Kills, whole + absent);
        using (var last = Start(folder))
            await last.WaitForExitAsync();
        Assert.True(Directory.Exists(folder["run"]));
        Assert.DoesNotContain(
            Directory.GetFileSystemEntries(folder.Path), path => path.Contains("bess-partial", StringComparison.Ordinal));
    }

    private static async Task KillAsync(TempFolder folder, bool beganWriting, int delayMilliseconds)
    {
        using var process = Start(folder);
        while (beganWriting && !process.HasExited && !IsWriting(folder))
            await Task.Delay(1);
        await Task.Delay(delayMilliseconds);
        process.Kill();
        await process.WaitForExitAsync();
    }

    private static bool IsWriting(TempFolder folder) =>
        Directory.Exists(folder["run"]) || Directory.GetDirectories(folder.Path, ".run.*.bess-partial").Any(partial => Directory.GetFiles(partial).Length > 0);

    private static Process Start(TempFolder folder)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "bess.dll"), "coordinate", ".", "--out", "run", "--no-progress"])
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
