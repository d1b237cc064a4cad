using Bess.Cli.Inputs;
using Bess.Coordination.Rounds;

namespace Bess.Cluster.Drills.Harness;

/// <summary>The rounds of the folders below samples/, loaded as the command line loads them.</summary>
internal static class SampleRounds
{
    public static IReadOnlyList<string> Names { get; } = ["community-3", "feeder-limited", "vpp-50"];

    /// <summary>A sample's round, with an identity of its own.</summary>
    public static RoundRequest Load(string sample, string id)
    {
        var loaded = RunFile.Read(Path.Combine(Folder(), sample)).Bind(run => RoundLoader.Load(run, TimeProvider.System)).Value;
        return loaded.Request with { Id = id };
    }

    private static string Folder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, "samples");
            if (File.Exists(Path.Combine(candidate, "README.md")))
            {
                return candidate;
            }
        }

        throw new DirectoryNotFoundException($"samples, expected in a folder above {AppContext.BaseDirectory}");
    }
}
