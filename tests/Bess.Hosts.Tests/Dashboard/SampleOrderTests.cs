using System.Text;
using Bess.Coordination.Remote.Documents;
using Bess.Hosts.Tests.Server;
using Bess.Hosts.Tests.Support;

namespace Bess.Hosts.Tests.Dashboard;

/// <summary>The orders that the dashboard offers are the runs of samples/; BESS_UPDATE_EXPECTATIONS=1 writes them anew.</summary>
public sealed class SampleOrderTests
{
    private static readonly string Folder = RepositoryFolder.Of("src", "Bess.Dashboard", "samples");

    /// <summary>Every sample that is a round.</summary>
    public static TheoryData<string> Rounds => new(Directory.EnumerateDirectories(RepositoryFolder.Of("samples"))
        .Where(folder => File.Exists(Path.Combine(folder, "run.json"))).Select(folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Rounds))]
    public async Task Order_OfASample_IsItsRun(string sample)
    {
        var path = Path.Combine(Folder, sample + ".json");
        var now = Encoding.UTF8.GetString(RoundOrderDocument.Write(SampleRounds.Order(sample))) + "\n";
        if (Environment.GetEnvironmentVariable("BESS_UPDATE_EXPECTATIONS") == "1")
            await File.WriteAllTextAsync(path, now);
        Assert.Equal(now, await File.ReadAllTextAsync(path));
    }

    [Fact]
    public void Orders_All_BelongToASample() => Assert.Equal(
        ((IEnumerable<object[]>)Rounds).Select(row => row[0] + ".json").Order(StringComparer.Ordinal),
        Directory.EnumerateFiles(Folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal));
}
