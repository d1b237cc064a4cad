using Bess.Coordination.Coupling;
using Bess.Coordination.Rounds;

namespace Bess.Cli.Inputs;

/// <summary>How choices are spelled on the command line and in files.</summary>
internal static class Names
{
    public static IReadOnlyDictionary<string, CoordinationAlgorithm> Algorithms { get; } = new Dictionary<string, CoordinationAlgorithm>
    {
        ["barrier-aladin"] = CoordinationAlgorithm.BarrierAladin,
        ["aladin"] = CoordinationAlgorithm.Aladin,
        ["admm"] = CoordinationAlgorithm.Admm,
        ["dantzig-wolfe"] = CoordinationAlgorithm.DantzigWolfe,
    };

    public static IReadOnlyDictionary<string, CommitmentMode> Modes { get; } = new Dictionary<string, CommitmentMode>
    {
        ["hard"] = CommitmentMode.Hard,
        ["priced"] = CommitmentMode.Priced,
    };

    public static string Of<T>(IReadOnlyDictionary<string, T> names, T value)
        where T : struct => names.First(pair => EqualityComparer<T>.Default.Equals(pair.Value, value)).Key;
}
