using Bess.Coordination.Coupling;
using Bess.Coordination.Remote.Documents;
using Bess.Coordination.Rounds;

namespace Bess.Cli.Inputs;

/// <summary>How choices are spelled on the command line and in files: as in documents.</summary>
internal static class Names
{
    public static IReadOnlyDictionary<string, CoordinationAlgorithm> Algorithms => DocumentNames.Algorithms;

    public static IReadOnlyDictionary<string, CommitmentMode> Modes => DocumentNames.Modes;

    public static string Of<T>(IReadOnlyDictionary<string, T> names, T value)
        where T : struct => DocumentNames.Of(names, value);
}
