using Bess.Domain.Time;
using Bess.Markets.Sources.Csv;
using Bess.Markets.Synthetic;

namespace Bess.Markets.Tests.Samples;

public sealed class SampleFilesTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Theory]
    [InlineData("community-3", 3)]
    [InlineData("vpp-50", 50)]
    [InlineData("feeder-limited", 20)]
    public void Prices_OfEachSample_AreWhatTheCommandInItsReadmeMakes(string sample, int seed)
    {
        using var text = new StringWriter { NewLine = "\n" };
        PriceCsvWriter.Write(SyntheticPrices.Generate(BiddingZone.DeLu, new DateOnly(2026, 2, 5), new DateOnly(2026, 3, 11), Hour, seed), text);
        Assert.Equal(text.ToString(), File.ReadAllText(Path.Combine(Folder, sample, "prices.csv")).ReplaceLineEndings("\n"));
        Assert.Contains($"--seed {seed} ", File.ReadAllText(Path.Combine(Folder, sample, "README.md")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("community-3", "injection.csv")]
    [InlineData("vpp-50", "commitment.csv")]
    public void Powers_OfEachSample_CoverThePlannedDay(string sample, string file)
    {
        var day = MarketClock.CentralEuropean.Day(new DateOnly(2026, 3, 10), Hour);
        Assert.Equal(24, PowerCsv.Read(Path.Combine(Folder, sample, file), day).Value.PowerMw.Count);
        Assert.StartsWith("# synthetic: ", File.ReadAllText(Path.Combine(Folder, sample, file)), StringComparison.Ordinal);
    }

    [Fact]
    public void AllSamples_Together_AreSmall() => Assert.InRange(
        Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories).Sum(file => new FileInfo(file).Length), 1, 1_000_000);

    private static string Folder
    {
        get
        {
            var at = new DirectoryInfo(AppContext.BaseDirectory);
            while (at is not null && !File.Exists(Path.Combine(at.FullName, "Directory.Packages.props")))
                at = at.Parent;
            return Path.Combine(at?.FullName ?? throw new DirectoryNotFoundException("Expected the tests below the repository."), "samples");
        }
    }
}
