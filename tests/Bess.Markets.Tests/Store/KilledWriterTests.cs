using System.Diagnostics;
using System.Globalization;
using Bess.Markets.Store;
using Xunit.Abstractions;

namespace Bess.Markets.Tests.Store;

/// <summary>Kills a writing process (SIGKILL) at random moments: what it had reported is there, and of what it had not, all or nothing.</summary>
public sealed class KilledWriterTests(ITestOutputHelper output)
{
    private const int Kills = 40;

    [Fact]
    public async Task Append_WriterKilledAtRandomMoments_WholeAppendsOnlyAndNoneLost()
    {
        using var folder = new TemporaryFolder();
        var store = folder.File("store");
        var random = new Random(20251001);
        var (next, unreported) = (0, 0);
        for (var k = 0; k < Kills; k++)
        {
            var reported = await KillAsync(store, next, afterReports: k % 4, random.Next(0, k % 4 == 0 ? 90 : 12));
            using var reader = new FileObservationStore(store);
            var counts = Batches.CountsIn(await reader.ReadAsync(Batches.Series, Batches.Span, default));
            Assert.Equal(Enumerable.Range(0, counts.Count), counts.Keys.Order());
            Assert.All(counts, pair => Assert.Equal(Batches.Rows, pair.Value));
            Assert.InRange(counts.Count, reported, reported + 1);
            unreported += counts.Count - reported;
            next = counts.Count;
        }

        output.WriteLine($"killed {Kills} times: {next} appends of three months kept, {unreported} of them whole though not yet reported, none torn or lost");
        Assert.True(next > 0);
    }

    [Fact]
    public async Task Append_WhileAnotherProcessWrites_RefusedWithItsNumber()
    {
        using var folder = new TemporaryFolder();
        using var process = Start(folder.File("store"), 0);
        while (await process.StandardOutput.ReadLineAsync() is { } line && line != "0")
        {
        }

        using var second = new FileObservationStore(folder.File("store"));
        var refused = await Assert.ThrowsAsync<Domain.BessDataException>(() => second.AppendAsync(Batches.Of(7), default));
        Assert.Contains(process.Id.ToString(CultureInfo.InvariantCulture), refused.Message, StringComparison.Ordinal);
        process.Kill();
        await process.WaitForExitAsync();
        await second.AppendAsync(Batches.Of(0), default);
    }

    // Kills a while after so many reports; gives the number of appends that were reported as kept, those of earlier processes included.
    private static async Task<int> KillAsync(string store, int next, int afterReports, int delayMilliseconds)
    {
        using var process = Start(store, next);
        for (var line = 0; line <= afterReports; line++)
            next = int.TryParse(await process.StandardOutput.ReadLineAsync(), CultureInfo.InvariantCulture, out var reported) ? reported + 1 : next;
        var reading = process.StandardOutput.ReadToEndAsync();
        await Task.Delay(delayMilliseconds);
        process.Kill();
        await process.WaitForExitAsync();
        var lines = (await reading).Split('\n');

        // The last piece is empty or cut off.
        return lines.Length < 2 ? next : int.Parse(lines[^2], CultureInfo.InvariantCulture) + 1;
    }

    private static Process Start(string store, int first) => Process.Start(new ProcessStartInfo(
        "dotnet", [typeof(AppendingProcess).Assembly.Location, "append", store, first.ToString(CultureInfo.InvariantCulture)])
    {
        RedirectStandardOutput = true,
    })!;
}
