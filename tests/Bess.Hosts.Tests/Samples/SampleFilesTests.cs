using Bess.Cli.Inputs;
using Bess.Hosts.Tests.Support;
using Bess.TestKit.Samples;

namespace Bess.Hosts.Tests.Samples;

/// <summary>The data files below samples/ are what the generator makes; BESS_UPDATE_EXPECTATIONS=1 writes them anew.</summary>
public sealed class SampleFilesTests
{
    private static readonly bool Updates = Environment.GetEnvironmentVariable("BESS_UPDATE_EXPECTATIONS") == "1";

    public static TheoryData<string> Samples => new(SampleGenerator.Names);

    [Fact]
    public void Names_OfTheGenerator_AreTheFoldersBelowSamples() =>
        Assert.Equal(SampleGenerator.Names, Directory.EnumerateDirectories(RepositoryFolder.Of("samples")).Select(folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task GenerateAsync_FromItsSeed_GivesTheFilesOfTheRepositoryByteForByte(string sample)
    {
        var folder = RepositoryFolder.Of("samples", sample);
        foreach (var file in await SampleGenerator.GenerateAsync(sample))
        {
            var path = Path.Combine(folder, file.Name);
            if (Updates)
                await ReplaceAsync(path, file.Text);
            Assert.Equal(file.Text, await File.ReadAllTextAsync(path));
        }
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task GenerateAsync_OfASample_LeavesNoDataFileWithoutItsOrigin(string sample)
    {
        var made = (await SampleGenerator.GenerateAsync(sample)).Select(file => file.Name);
        var folder = RepositoryFolder.Of("samples", sample);
        var there = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(folder, path).Replace('\\', '/'));
        var config = File.Exists(Path.Combine(folder, RunFile.FileName)) ? RunFile.FileName : BacktestFile.FileName;
        Assert.Equal(made.Concat(["README.md", config, "expected/outcome.txt"]).Order(StringComparer.Ordinal), there.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task GenerateAsync_OfAnUnknownSample_NamesTheKnownOnes()
    {
        var error = await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => SampleGenerator.GenerateAsync("vpp-51"));
        Assert.Contains("vpp-50", error.Message, StringComparison.Ordinal);
    }

    private static async Task ReplaceAsync(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var beside = path + ".part";
        await File.WriteAllTextAsync(beside, text);
        File.Move(beside, path, overwrite: true);
    }
}
